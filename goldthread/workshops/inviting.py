"""Who could be invited to a workshop: everybody who sees the product, as what they are in it, and whether their word is needed."""

from typing import Any

from goldthread.boards.models import Sprint
from goldthread.chain import agreeing
from goldthread.chain.models import Goal
from goldthread.decisions.models import Voter
from goldthread.people import access as people
from goldthread.people.access import Ground
from goldthread.people.models import Involvement
from goldthread.people.models import Seat as TeamSeat

from .agendas import Agenda
from .convening import GROUPS

ORDER = [group.value for group in Voter.Group]


def candidates(
    ground: Ground, agenda: Agenda, goal: Goal | None = None, sprint: Sprint | None = None
) -> list[dict[str, Any]]:
    """Each with person, group, whether their word is needed, and whether they facilitate in this product. A fixed number of queries.

    A meeting about a sprint needs the word of its team, and of no other team.
    """
    roles: dict[int, set[str]] = {}
    for person, role in Involvement.objects.filter(product=ground.the_product).values_list("person_id", "role"):
        roles.setdefault(person, set()).add(role)
    if goal is not None:
        listed = agreeing.candidates(ground, goal)
    else:
        seeing = people.people_who_see(ground).exclude(email=None)
        listed = [_candidate(agenda, one, roles.get(one.pk, set())) for one in seeing]
        listed.sort(key=lambda one: (ORDER.index(one["group"]), one["person"].name))
    if sprint is not None:
        _of_the_team(listed, agenda, sprint)
    for one in listed:
        one["facilitates"] = Involvement.Role.FACILITATOR in roles.get(one["person"].pk, set())
    return listed


def _candidate(agenda: Agenda, person: Any, roles: set[str]) -> dict[str, Any]:
    group = next((of for role, of in GROUPS.items() if role in roles), Voter.Group.OTHERS)
    return {"person": person, "group": group.value, "group_label": group.label, "needed": group.value in agenda.groups}


def _of_the_team(listed: list[dict[str, Any]], agenda: Agenda, sprint: Sprint) -> None:
    seated = set(TeamSeat.objects.filter(team=sprint.team_id).values_list("person_id", flat=True))
    team = Voter.Group.TEAM.value
    for one in listed:
        if seated and (one["group"] == team or one["person"].pk in seated):
            one["needed"] = one["person"].pk in seated and team in agenda.groups


def facilitator(listed: list[dict[str, Any]], ground: Ground) -> int:
    """Who leads, to begin with: whoever convenes where they are a facilitator of the product, else the first of those who
    are; where nobody is, whoever convenes, who can open the room."""
    found = [one["person"] for one in listed if one["facilitates"]]
    return ground.person.pk if ground.person in found or not found else int(found[0].pk)
