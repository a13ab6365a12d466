"""The minutes of a meeting, what is carried on from them, and the hours that meetings take."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from goldthread.kit import pages
from goldthread.people.access import REFUSALS
from goldthread.people.views.answers import done
from goldthread.talk.models import Action

from .. import access as workshops
from .. import agendas
from ..forms.minutes import ActionForm
from ..minutes import access, becoming, page
from ..minutes import hours as spent
from ..minutes.consenting import consent as let_others_read
from ..models import Card, Workshop


@require_safe
def minutes(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """What stays of it, to read and to print."""
    return _show(request, access.minutes(request, organisation, product, pk))


@require_POST
def action(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """Put somebody's name on something to be done."""
    of = access.minutes(request, organisation, product, pk)
    access.own_seat(request, of)
    request.ground.must("take on")  # type: ignore[attr-defined]
    form = _form(of, request.POST)
    if not form.is_valid():
        return _show(request, of, 422, form=form)
    said = form.said()
    Action.take_on(of, said.pop("words"), **said, by=request.person)  # type: ignore[attr-defined]
    return done("workshops:minutes", organisation, product, pk)


@require_POST
def consent(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """Let everybody read them who sees the product, as far as one's own word goes; or not after all."""
    of = access.minutes(request, organisation, product, pk)
    let_others_read(access.own_seat(request, of), take_back=bool(request.POST.get("take_back")))
    return done("workshops:minutes", organisation, product, pk)


@require_POST
def card(request: HttpRequest, organisation: str, product: str, pk: int, card: uuid.UUID) -> HttpResponse:
    """What a card says becomes a goal of the level `what`, a candidate, or a task of the sprint."""
    of = access.minutes(request, organisation, product, pk)
    access.own_seat(request, of)
    ground, found = request.ground, access.card(of, card)  # type: ignore[attr-defined]
    what = request.POST.get("what", "")
    if what == "task":
        becoming.task(found, becoming.sprint_to_fill(ground, of), by=ground.person)
        messages.success(request, _("It stands on the list of the sprint."))
    elif what in becoming.GOALS:
        _set_goal(request, of, found, what)
    else:
        ground.must("propose")
        becoming.candidate(of, found, by=ground.person)
        messages.success(request, _("It is a candidate now: the product person answers it."))
    return done("workshops:minutes", organisation, product, pk)


def _set_goal(request: HttpRequest, of: Workshop, card: Card, level: str) -> None:
    ground = request.ground  # type: ignore[attr-defined]
    if level not in becoming.levels(ground, (), becoming.sprint_of(of)):
        raise PermissionDenied(REFUSALS["steer goals"])
    made = becoming.goal(of, card, level, by=ground.person)
    said = {"level": capfirst(str(made.version.get_level_display())), "number": made.number}
    messages.success(request, _("%(level)s no. %(number)s is in the thread. An agreement adopts it.") % said)


@require_safe
def hours(request: HttpRequest, organisation: str, product: str) -> HttpResponse:
    """How many hours meetings take."""
    ground = workshops.product(request, organisation, product)
    request.place_name = "together"  # type: ignore[attr-defined]
    return pages.page(request, "workshops/minutes/hours.html", {"months": spent.shown(ground)})


def _form(of: Workshop, typed: Any = None) -> ActionForm:
    people = [one.person for one in of.seats.select_related("person").order_by("person__name")]
    return ActionForm(typed, people=people)


def _show(request: HttpRequest, of: Workshop, status: int = 200, form: ActionForm | None = None) -> HttpResponse:
    request.place_name = "together"  # type: ignore[attr-defined]
    context = {
        **page.shown(request.ground, of),  # type: ignore[attr-defined]
        "agenda": agendas.BY_NAME.get(of.template),
        "form": form or _form(of),
    }
    return pages.page(request, "workshops/minutes/minutes.html", context, status)
