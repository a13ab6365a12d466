"""What happens elsewhere and is heard here: another owner, somebody who leaves, words that were changed because of a concern."""

from typing import Any

from django.http import HttpRequest

from goldthread.chain.models import Goal, GoalVersion
from goldthread.journal.models import Entry
from goldthread.people.models import Membership, Person

from . import about, access
from .models import Concern

LONGEST_NUMBER = 18


def hear(entry: Entry, noun: Any) -> None:
    """Whoever owns a goal from now on answers what is open about it."""
    if entry.verb == "goal.reworded" and isinstance(noun, Goal) and "owner_id" in entry.facts.get("changed", ()):
        owner = noun.version.owner
        if owner is not None and about.still_here(owner, noun.product):
            for concern in Concern.objects.open().filter(kind="goal", noun_id=noun.pk):
                concern.pass_on(owner, by=None)


def leave(leaving: Membership, by: Person) -> None:
    """What somebody would have answered goes to whoever answers for the product."""
    rows = Concern.objects.open().filter(organisation=leaving.organisation_id, answerer=leaving.person_id)
    for concern in rows.select_related("product").order_by("pk"):
        concern.pass_on(about.answers_for(concern.product, but=leaving.person_id), by=by)


def worded(request: HttpRequest, version: GoalVersion) -> None:
    """A new version was saved, and the form may say which concern it answers."""
    asked = request.POST.get("concern", "")
    if not (asked.isascii() and asked.isdigit() and len(asked) <= LONGEST_NUMBER):
        return
    ground = request.ground  # type: ignore[attr-defined]
    found = access.of_product(ground).filter(pk=int(asked)).first()
    fits = found is not None and found.goal_id in (None, version.goal_id)
    if found is not None and fits and access.may_answer(ground, found):
        found.changed(version, by=ground.person)
