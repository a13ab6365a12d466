from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goldthread.kit import pages

from .. import access, reading
from ..forms.organisation import NewTeamForm, SeatForm, TeamForm
from .answers import done, sent, status_of


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, organisation: str) -> HttpResponse:
    """Make a team; whoever makes it may take a seat at once."""
    ground = access.organisation(request, organisation)
    ground.must("add team")
    form = NewTeamForm(sent(request), products=access.products_to_set_up(ground))
    if not form.is_valid():
        return pages.page(request, "people/team_add.html", {"form": form}, status_of(form))
    said = form.cleaned_data
    team = ground.organisation.add_team(
        said["name"],
        by=ground.person,
        way=said["way"],
        sprint_weeks=said["sprint_weeks"],
        products=tuple(said.get("products", ())),
    )
    if said["seat"]:
        team.seat(ground.person, by=ground.person)
    return done("people:team", organisation, team.slug)


@require_GET
def team(request: HttpRequest, organisation: str, team: str) -> HttpResponse:
    """A team: way of working, products, seats."""
    return _show(request, access.from_team(request, organisation, team))


@require_POST
def settings(request: HttpRequest, organisation: str, team: str) -> HttpResponse:
    """Change a team's name or way of working."""
    ground = access.team_to_set_up(request, organisation, team)
    form = TeamForm(request.POST)
    if not form.is_valid():
        return _show(request, ground, {"form": form}, 422)
    ground.team.set_up(by=ground.person, **form.cleaned_data)
    messages.success(request, _("Saved."))
    return done("people:team", organisation, team)


@require_POST
def seats(request: HttpRequest, organisation: str, team: str) -> HttpResponse:
    """Give somebody a seat."""
    ground = access.team_to_set_up(request, organisation, team)
    form = SeatForm(request.POST, people=access.without_seat(ground))
    if not form.is_valid():
        return _show(request, ground, {"seat_form": form}, 422)
    ground.team.seat(access.person_of(ground, form.cleaned_data["person"]), by=ground.person)
    return done("people:team", organisation, team)


@require_POST
def unseat(request: HttpRequest, organisation: str, team: str, person: int) -> HttpResponse:
    """Take somebody's seat away; everybody may give up their own."""
    ground = access.from_team(request, organisation, team)
    if person != ground.person.pk:
        ground = access.team_to_set_up(request, organisation, team)
    ground.team.unseat(access.person_of(ground, person), by=ground.person)
    if person == ground.person.pk:
        return done("people:organisation", organisation)
    return done("people:team", organisation, team)


def _show(
    request: HttpRequest, ground: access.TeamGround, forms: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    one = ground.team
    context = {
        "team": one,
        "works": reading.way_in_words(one.way, one.sprint_weeks),
        "products": reading.products_of_team(ground),
        "seats": reading.seats(ground),
        "may_set_up": ground.may_set_up,
        "form": TeamForm(initial={"name": one.name, "way": one.way, "sprint_weeks": one.sprint_weeks}),
        "seat_form": SeatForm(people=access.without_seat(ground) if ground.may_set_up else ()),
    }
    return pages.page(request, "people/team.html", {**context, **(forms or {})}, status)
