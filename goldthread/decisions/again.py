"""The personal link in a reminder: derived anew for each mail, so that no row says to whom one was sent again."""

from collections.abc import Iterable

from django.urls import reverse

from goldthread.people.models import Person

from .models import Elector, Voter
from .rules.offered import is_asked


def to_ballots(person: Person, decisions: Iterable[int]) -> dict[int, str]:
    """Where this person votes without signing in, by the id of the question, while it is open. One query."""
    rows = Voter.objects.standing().filter(person=person, decision__in=list(decisions))
    found = rows.filter(decision__closed_at=None, decision__ended_at=None).select_related("decision")
    return {one.decision_id: _place(one) for one in found if is_asked(one.decision.rule["name"], decides=one.decides)}


def to_sheets(person: Person, canvasses: Iterable[int]) -> dict[int, str]:
    """The same for what is asked of many at once."""
    rows = Elector.objects.standing().filter(person=person, canvass__in=list(canvasses))
    return {one.canvass_id: _place(one) for one in rows.filter(canvass__ended_at=None)}


def _place(one: Voter | Elector) -> str:
    return reverse("voting:enter", args=[one.token_again])


__all__ = ["to_ballots", "to_sheets"]
