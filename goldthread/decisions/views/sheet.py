"""Answering by the link of one's mail: with a cookie that is good for this one sheet, without signing in."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from goldthread.journal.middleware import kept_nowhere
from goldthread.kit import pages

from ..canvassing import link, page
from ..models import Elector, Refused
from .canvass import put_into_box, to
from .ended import calmly, ended

PAGE = "decisions/sheet.html"


@never_cache
@require_safe
@calmly
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet of whoever holds the cookie."""
    return _answer(request, _elector(request, pk))


@kept_nowhere
@require_POST
@calmly
def cast(request: HttpRequest, pk: int) -> HttpResponse:
    """Cast it, or cast it anew."""
    elector, place = _elector(request, pk), link.place_of(pk)
    return put_into_box(request, elector.canvass, elector, lambda **more: _answer(request, elector, **more), place)


@require_POST
@calmly
def recuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Step back: no stake in it."""
    elector = _elector(request, pk)
    try:
        elector.canvass.recuse(elector, by=elector.person)
    except Refused as refusal:
        return _answer(request, elector, status=409, said=str(refusal))
    return to(link.place_of(pk))


def _elector(request: HttpRequest, pk: int) -> Elector:
    elector = link.held(request.COOKIES, pk)
    if elector is None:
        raise ended(request, f"{link.PREFIX}{pk}")
    return elector


def _answer(request: HttpRequest, elector: Elector, *, status: int = 200, form: Any = None, **more: Any) -> HttpResponse:  # fmt: skip
    of, person = elector.canvass, elector.person
    of.refresh_from_db()
    elector.refresh_from_db(fields=["recused_at"])
    asked = None if elector.recused_at else elector
    place = link.place_of(of.pk)
    language = person.language or translation.get_language()
    with translation.override(language), timezone.override(person.time_zone or of.product.organisation.time_zone):
        context = {
            **page.shown(of, person, asked),
            "to": {"canvass": place, "casting": f"{place}casting/", "recusal": f"{place}recusal/"},
            "form": form or page.sheet(of, person, asked),
            "who": person,
            "language": language,
            **more,
        }
        if pages.is_part(request):
            return pages.part(request, PAGE, "whole", context, status)
        return pages.page(request, PAGE, context, status)
