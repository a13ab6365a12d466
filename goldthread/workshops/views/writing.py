"""The written discussion of a meeting over days."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from goldthread.kit import pages
from goldthread.people.views.answers import done

from .. import access, guest_room, guests, parts, writing
from ..forms.writing import RemarkForm
from ..models import Remark, Workshop
from .taking_part import _in

PAGE = "workshops/room/written.html"


@require_http_methods(["GET", "HEAD", "POST"])
def written(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """What was written on what is on the table; POST says something, or answers (`answers`)."""
    of = access.table(request, organisation, product, pk)
    if not of.is_live or not writing.is_over_days(of):
        raise Http404
    if request.method != "POST":
        return _show(request, of, RemarkForm())
    of, seat = _in(request, organisation, product, pk, *writing.TALKED)
    form = RemarkForm(request.POST)
    if not form.is_valid():
        return _show(request, of, form, 422)
    writing.write(of, seat, form.cleaned_data["words"], answers=_answered(of, request.POST.get("answers", "")))
    if pages.is_part(request):
        return _show(request, of, RemarkForm())
    return done("workshops:room", organisation, product, pk)


def _answered(of: Workshop, said: str) -> Remark | None:
    if not said:
        return None
    rows = Remark.objects.filter(phase__workshop=of).select_related("answers")
    found = rows.filter(pk=int(said)).first() if said.isascii() and said.isdigit() and len(said) < 18 else None
    if found is None:
        raise Http404
    return found


def _show(request: HttpRequest, of: Workshop, form: RemarkForm, status: int = 200) -> HttpResponse:
    by_link = guests.came_by_link(request.person)  # type: ignore[attr-defined]
    context: dict[str, Any] = {
        "workshop": of,
        "to": parts.addresses(of),
        "topics": guest_room.topics(of) if by_link else parts.topics(of),
        "written_form": form,
        "written": writing.shown(of),
    }
    if pages.is_part(request):
        return pages.part(request, PAGE, "written", context, status)
    return pages.page(request, PAGE, context, status)
