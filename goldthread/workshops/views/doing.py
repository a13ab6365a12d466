"""How the deeds in a room answer: with the part in which they were done, or the way back to the room."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from goldthread.kit import pages
from goldthread.kit.together import told_first

from .. import parts, words
from ..models import Refused, Workshop


def own(request: HttpRequest, of: Workshop, deed: Callable[[], object], **more: Any) -> HttpResponse:
    """Something that one does for oneself."""
    return _done(request, of, deed, parts.mine_part, **more)


def leading(request: HttpRequest, of: Workshop, deed: Callable[[], object], **more: Any) -> HttpResponse:
    """Something that those who lead do."""
    return _done(request, of, deed, parts.lead_part, **more)


def _done(
    request: HttpRequest, of: Workshop, deed: Callable[[], object], part: Callable[..., Any], **more: Any
) -> HttpResponse:
    try:
        deed()
    except Refused as refusal:
        return show(request, of, part, 409, said=words.refusal(refusal.code), may_pass_over=refusal.may_be_passed)
    return told_first(lambda: show(request, of, part, 200, **more))


def show(request: HttpRequest, of: Workshop, part: Callable[..., Any], status: int, **more: Any) -> HttpResponse:
    """The part as it is now; for a browser without scripts the way back."""
    if not pages.is_part(request):
        return back(of) if status < 400 else refused(request, of, str(more.get("said", "")), status)
    return parts.answer(part(request, fresh(of), **more), status)


def back(of: Workshop) -> HttpResponse:
    response = redirect("workshops:room", of.organisation.slug, of.product.slug, of.pk)
    response.status_code = 303
    return response


def refused(request: HttpRequest, of: Workshop, said: str, status: int) -> HttpResponse:
    return pages.page(request, "kit/error.html", {"status": status, "reason": said, "kind": ""}, status)


def fresh(of: Workshop) -> Workshop:
    """The same workshop as it is after the deed."""
    found = parts.fresh(of.pk)
    if found is None:
        raise Http404
    found.product, found.organisation = of.product, of.organisation
    return found
