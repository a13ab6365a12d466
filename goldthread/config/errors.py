"""Pages for what went wrong: what happened, whether work is safe, the next step."""

import sys

from django.contrib.auth.views import redirect_to_login
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse

from goldthread.kit import pages


def _answer(request: HttpRequest, status: int, reason: str = "", kind: str = "") -> HttpResponse:
    context = {"status": status, "reason": reason, "kind": kind}
    if pages.is_part(request):
        return pages.part(request, "kit/error.html", "said", context, status=status)
    return pages.page(request, "kit/error.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, 403, str(exception or ""))


def forbidden_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _answer(request, 403, kind="old form")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Nothing here, or nothing that this person may see; who is signed out is asked to sign in, whatever the address."""
    if getattr(request, "person", None) is None:
        return _sign_in_first(request)
    return _answer(request, 404)


def _sign_in_first(request: HttpRequest) -> HttpResponse:
    if request.method in ("GET", "HEAD") and not pages.is_part(request):
        return redirect_to_login(request.get_full_path())
    return _answer(request, 401, kind="signed out")


def too_large(request: HttpRequest) -> HttpResponse:
    return _answer(request, 413)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, 429)


def failed(request: HttpRequest) -> HttpResponse:
    """A fault of ours, or the database is busy or away: then try again soon."""
    status = 503 if isinstance(sys.exception(), OperationalError) else 500
    try:
        response = _answer(request, status)
    except Exception:
        # What failed may be what the page around the sentence needs: then it stands there without who and where.
        request.person = request.ground = None  # type: ignore[attr-defined]
        response = _answer(request, status)
    if status == 503:
        response["Retry-After"] = "5"
    return response
