"""The page of a canvass for members: the sheet, what came of it, and what is done about it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from goldthread.journal.middleware import kept_nowhere
from goldthread.kit import pages

from ..canvassing import access, mail, page
from ..deeds import group_of
from ..forms.ballot import JoinForm
from ..models import Canvass, Closed, Elector, Refused, late
from ..models.sheets import TooLong

PAGE = "decisions/canvass.html"


@never_cache
@require_safe
def canvass(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """What is asked; asked by htmx, what follows the reveal."""
    return _answer(request, access.canvass(request, organisation, product, pk))


@kept_nowhere
@require_POST
def cast(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """Cast one's own sheet, or cast it anew."""
    of = access.canvass(request, organisation, product, pk)
    elector = access.own_elector(request, of)
    back = page.addresses(of)["canvass"]
    return put_into_box(request, of, elector, lambda **more: _answer(request, of, **more), back)


@require_POST
def recuse(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """Step back: no stake in it."""
    of = access.canvass(request, organisation, product, pk)
    try:
        of.recuse(access.own_elector(request, of), by=request.person)  # type: ignore[attr-defined]
    except Refused as refusal:
        return _answer(request, of, status=409, said=str(refusal))
    return to(page.addresses(of)["canvass"])


@require_POST
def withdraw(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """End it; the sheets are not revealed."""
    of = access.canvass_to_lead(request, organisation, product, pk)
    of.end_void(Canvass.Void.WITHDRAWN, by=request.person)  # type: ignore[attr-defined]
    return to(page.addresses(of)["canvass"])


@require_POST
def join(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """Ask somebody more, in the open."""
    of = access.canvass_to_lead(request, organisation, product, pk)
    form = _joining(request, of, request.POST)
    if not form.is_valid():
        return _answer(request, of, status=422, joining=form)
    person = form.people[form.cleaned_data["person"]]
    try:
        made = late.join(of, person, group_of(of, person), by=request.person)  # type: ignore[attr-defined]
    except Refused as refusal:
        of.refresh_from_db()
        return _answer(request, of, status=409, said=str(refusal))
    if made:
        mail.ask(of, dict([made]))
    return to(page.addresses(of)["canvass"])


@require_POST
def ask_again(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """Ask those once more who have not answered; the answer is the same whoever they are, and where they are none."""
    of = access.canvass_to_lead(request, organisation, product, pk)
    late.ask_again(of, by=request.person)  # type: ignore[attr-defined]
    return to(page.addresses(of)["canvass"])


def _joining(request: HttpRequest, of: Canvass, typed: Any = None) -> JoinForm:
    """Who sees what is asked, has an account and is not asked yet."""
    seeing = access.who_could_be_asked(request.ground, of)  # type: ignore[attr-defined]
    return JoinForm(typed, people=seeing)


def put_into_box(
    request: HttpRequest, of: Canvass, elector: Elector, show: Callable[..., HttpResponse], back: str
) -> HttpResponse:
    """Read a sheet and cast it. The answer to one that counts is only the way back to the page, as answers are kept."""
    over = _("The time was up, or all had answered: this sheet was not counted.")
    form = page.sheet(of, elector.person, elector, request.POST)
    if form is None:
        return to(back) if _was_counted(request, of, elector) else show(status=409, said=over)
    if not form.is_valid():
        return show(status=422, form=form)
    try:
        of.cast(elector, form.whole())
    except Closed:
        of.refresh_from_db()
        return to(back) if _was_counted(request, of, elector) else show(status=409, said=over)
    except TooLong:
        form.add_error(None, _("These are more words than one sheet holds. Say it shorter."))
        return show(status=422, form=form)
    except Refused as refusal:
        return show(status=409, said=str(refusal))
    return to(back)


def _was_counted(request: HttpRequest, of: Canvass, elector: Elector) -> bool:
    """Sent twice, and the first was the last that was waited for. One that says something else came too late."""
    counted = of.sheets.filter(elector=elector).first()
    return counted is not None and counted.said == page.as_sent(of, elector.person, request.POST)


def _answer(request: HttpRequest, of: Canvass, *, status: int = 200, form: Any = None, **more: Any) -> HttpResponse:
    request.place_name = "together"  # type: ignore[attr-defined]
    ground = request.ground  # type: ignore[attr-defined]
    elector = access.elector_of(of, ground.person)
    leads = access.may_lead(ground, of)
    context: dict[str, Any] = {
        **page.shown(of, ground.person, elector, ground=ground, leads=leads),
        "to": page.addresses(of),
        "joining": _joining(request, of) if leads and of.is_open else None,
        "form": form or page.sheet(of, ground.person, elector),
        "topics": [f"canvass-{of.pk}"],
        **more,
    }
    if pages.is_part(request):
        return pages.part(request, PAGE, "whole", context, status)
    return pages.page(request, PAGE, context, status)


def to(address: str) -> HttpResponse:
    return HttpResponse(status=303, headers={"Location": address})


__all__ = ["ask_again", "canvass", "cast", "join", "put_into_box", "recuse", "to", "withdraw"]
