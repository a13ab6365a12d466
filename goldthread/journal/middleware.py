"""One transaction a write, and the same answer to a write that is sent twice."""

import hashlib
from collections.abc import Callable
from typing import Any

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404
from django.utils.translation import gettext as _

from goldthread.kit import addresses, clock, walls

from .models import Once

SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")
KEPT_HEADERS = (
    "Location",
    "HX-Redirect",
    "HX-Location",
    "HX-Trigger",
    "HX-Push-Url",
    "HX-Retarget",
    "HX-Reswap",
    "Content-Type",
)
KEPT_BODY = 256 * 1024

Answer = Callable[[HttpRequest], HttpResponse]


def once(answer: Answer) -> Answer:
    """Wrap a write in a transaction; what is refused (status 400 and above) is rolled back whole.

    Reads on SQLite stand outside: a reading transaction would make writers wait. On PostgreSQL every request is one
    transaction, because the wall between organisations is set for a transaction.
    """

    def answered(request: HttpRequest) -> HttpResponse:
        if request.method in SAFE or _only_asks(request):
            return _read(request, answer)
        if connection.vendor == "sqlite" and _is_marked(request, "writes_once"):
            return answer(request)
        if request.path_info.startswith(("/accounts/", "/live/")) or getattr(request, "non_atomic", False):
            return answer(request)
        return _write(request, answer)

    return answered


def asks(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a view whose POST changes nothing, so that it is answered as a read and holds up no writer."""
    view.asks = True  # type: ignore[attr-defined]
    return view


def writes_once(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a view whose only write is one verb, a transaction by itself: on SQLite, which has one writer, what it reads
    before and draws after holds up nobody. On PostgreSQL it is one transaction as everywhere, because of the wall."""
    view.writes_once = True  # type: ignore[attr-defined]
    return view


def kept_nowhere(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a view that is harmless when sent twice by itself, and that leaves no row behind which says that it was sent."""
    view.kept_nowhere = True  # type: ignore[attr-defined]
    return view


def _only_asks(request: HttpRequest) -> bool:
    return _is_marked(request, "asks")


def _is_marked(request: HttpRequest, mark: str) -> bool:
    return bool(getattr(_view(request), mark, False))


def _view(request: HttpRequest) -> Any:
    """What will answer; None where nothing does."""
    try:
        return addresses.at(request.path_info).func
    except Resolver404:
        return None


def _read(request: HttpRequest, answer: Answer) -> HttpResponse:
    if connection.vendor == "sqlite":
        return answer(request)
    with transaction.atomic():
        _confine(request)
        return answer(request)


def _write(request: HttpRequest, answer: Answer) -> HttpResponse:
    # The form is read before: a large file that is taken apart and digested shall not hold up other writers.
    key = "" if _is_marked(request, "kept_nowhere") else _key(request)
    digest = _digest(request) if key else ""
    with transaction.atomic():
        _confine(request)
        kept = _claimed(request, key, digest) if key else None
        if kept is not None and kept.status:
            return _again(kept, digest)
        response = answer(request)
        if response.status_code >= 400:
            transaction.set_rollback(True)
        elif kept is not None:
            _keep(kept, response)
        return response


def _confine(request: HttpRequest) -> None:
    # Nothing in sight but what is the person's own; access functions let one organisation in.
    walls.confine(None, getattr(request.user, "pk", None))


def _key(request: HttpRequest) -> str:
    """The key as it was sent; one that a column could not hold stands as its digest."""
    said = request.headers.get("Idempotency-Key") or request.POST.get("once") or ""
    if len(said) <= 64 and said.isascii() and said.isprintable():
        return said
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def _claimed(request: HttpRequest, key: str, digest: str) -> Once:
    person_id = getattr(request.user, "pk", None) or 0
    kept, _made = Once.objects.select_for_update().get_or_create(
        key=key,
        person_id=person_id,
        defaults={"path": request.path[:400], "body_digest": digest, "at": clock.now()},
    )
    return kept


def _digest(request: HttpRequest) -> str:
    said = sorted(
        (name, values) for name, values in request.POST.lists() if name not in ("csrfmiddlewaretoken", "once")
    )
    files = sorted(
        (name, str(one.name), _content(one))
        for name, some in request.FILES.lists()
        for one in some
        if not isinstance(one, list)
    )
    return hashlib.sha256(repr((request.path, said, files)).encode()).hexdigest()


def _content(file: Any) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def _again(kept: Once, digest: str) -> HttpResponse:
    if kept.body_digest != digest:
        return HttpResponse(
            _("This form was already sent with other words. Load the page again and send it once more."), status=422
        )
    response = HttpResponse(kept.body, status=kept.status)
    for name, value in kept.headers.items():
        response[name] = value
    return response


def _keep(kept: Once, response: HttpResponse) -> None:
    kept.status = response.status_code
    kept.headers = {name: response[name] for name in KEPT_HEADERS if name in response}
    body = b"" if response.streaming else response.content
    kept.body = body.decode("utf-8", "replace") if len(body) <= KEPT_BODY else ""
    kept.save()
