"""What people carry out of the room while the meeting goes on: an action, tasks of the sprint, how its goal came out."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from goldthread.boards.models import Sprint
from goldthread.kit import pages
from goldthread.kit.text import tidy
from goldthread.talk.models import Action

from .. import access, carrying, parts
from ..models import Seat, Workshop
from ..rules import Kind
from . import doing
from .taking_part import _in

Request = HttpRequest
PAGE = "workshops/room/carry.html"


@require_safe
def carry(request: Request, organisation: str, product: str, pk: int) -> HttpResponse:
    """What can be carried out of the room just now."""
    of = access.table(request, organisation, product, pk)
    access.for_members(request)
    return _show(request, of, access.seat(request, of))


@require_POST
def act(request: Request, organisation: str, product: str, pk: int) -> HttpResponse:
    """Take something on; whoever leads puts the name of others on it too."""
    of, seat = _in(request, organisation, product, pk)
    request.ground.must("take on")  # type: ignore[attr-defined]
    form = carrying.acting(of, seat, request.POST)
    if form is None or not of.is_live:
        raise Http404
    if not form.is_valid():
        return _show(request, of, seat, 422, acting=form)
    said = form.said()
    made = Action.take_on(of, said.pop("words"), **said, by=seat.person)
    of.tell(table=True)
    return _done(request, of, seat, _("%(name)s has taken it on.") % {"name": made.owner.name})


@require_POST
def score(request: Request, organisation: str, product: str, pk: int) -> HttpResponse:
    """Say whether the goal of the sprint was met. The sprint ends with it."""
    of, seat = _in(request, organisation, product, pk, Kind.DISCUSS)
    sprint = _sprint(request, of, carrying.SCORED)
    form = carrying.ending_form(sprint, request.POST)
    if not form.is_valid():
        return _show(request, of, seat, 422, scoring=form)
    sprint.end(by=seat.person, result=form.cleaned_data["result"], learned=tidy(form.cleaned_data["learned"]))
    of.tell(table=True)
    return _done(request, of, seat, _("It is scored."))


@require_POST
def put_on_list(request: Request, organisation: str, product: str, pk: int) -> HttpResponse:
    """What the cards on the table say goes to the list of the sprint."""
    of, seat = _in(request, organisation, product, pk, Kind.REVEAL, Kind.DISCUSS)
    carrying.list_cards(of, _sprint(request, of, carrying.LISTED), by=seat.person)
    of.tell(table=True)
    return _done(request, of, seat, _("It stands on the list of the sprint."))


def _sprint(request: Request, of: Workshop, templates: tuple[str, ...]) -> Sprint:
    """The sprint on the table, for its team."""
    found = carrying.sprint_on_table(of) if of.template in templates else None
    if found is None:
        raise Http404
    if not request.ground.may("set own sprint goal", found.team_id):  # type: ignore[attr-defined]
        raise PermissionDenied(_("Only the team of the sprint does this."))
    return found


def _done(request: Request, of: Workshop, seat: Seat, said: str) -> HttpResponse:
    return _show(request, doing.fresh(of), seat, said=said) if pages.is_part(request) else doing.back(of)


def _show(request: Request, of: Workshop, seat: Seat, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "workshop": of,
        "seat": seat,
        "leads": access.leads(seat.person, of),
        "to": parts.addresses(of),
        **carrying.offered(of, seat),
        **more,
    }
    if pages.is_part(request):
        return pages.part(request, PAGE, "carry", context, status)
    return pages.page(request, PAGE, context, status)
