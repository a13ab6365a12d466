"""Who is told of an entry of the journal, and who follows a goal from now on because of it. Runs in the entry's transaction.

A write costs the more for it: one statement to find followers and two to tell them, however many they are.
"""

from collections.abc import Callable, Collection
from typing import Any

from goldthread.chain.models import Goal, KeyResult
from goldthread.journal.models import Entry
from goldthread.journal.notices import notify, notify_each
from goldthread.talk import following
from goldthread.talk.models import Follow

from . import kinds

Because = Follow.Because


def heard(entry: Entry, noun: Any) -> None:
    """Called with every entry and the thing that it is about."""
    if (deed := _DEEDS.get(entry.verb)) is not None:
        deed(entry, noun)


def _set(entry: Entry, goal: Goal) -> None:
    if entry.by_id:
        following.begin(goal, [entry.by_id], Because.SET)
    _owned(entry, goal, goal.version.owner_id)


def _owned(entry: Entry, goal: Goal, owner_id: int | None) -> None:
    if owner_id and owner_id != entry.by_id:
        following.begin(goal, [owner_id], Because.OWNS)
        notify([owner_id], kinds.OWNER, entry, goal=goal.pk)


def _reworded(entry: Entry, goal: Goal) -> None:
    owner = goal.version.owner_id if "owner_id" in entry.facts.get("changed", ()) else None
    _owned(entry, goal, owner)
    _tell(entry, goal, kinds.CHANGED, but={owner})


def _changed(entry: Entry, goal: Goal) -> None:
    _tell(entry, goal, kinds.CHANGED)


def _closed(entry: Entry, goal: Goal) -> None:
    _tell(entry, goal, kinds.CLOSED, fact=str(entry.facts.get("result", "")))


def _measured(entry: Entry, measure: KeyResult) -> None:
    owner = measure.version.owner_id if measure.version else None
    if owner and entry.verb == "key_result.changed":
        before = measure.versions.filter(number__lt=measure.version.number).order_by("-number")  # type: ignore[union-attr]
        owner = None if before.values_list("owner_id", flat=True).first() == owner else owner
    if entry.verb == "key_result.left":
        owner = None
    _owned(entry, measure.goal, owner)
    _tell(entry, measure.goal, kinds.CHANGED, but={owner})


def _said(entry: Entry, about: Any) -> None:
    goal = about.goal if isinstance(about, KeyResult) else about
    if not isinstance(goal, Goal):
        return
    mentioned = set(entry.facts.get("mentioned", ()))
    notify(mentioned, kinds.MENTIONED, entry, goal=goal.pk, noun=entry.facts["comment"])
    _tell(entry, goal, kinds.COMMENTED, but=mentioned, noun=entry.facts["comment"])
    if entry.by_id:
        following.begin(goal, [entry.by_id], Because.COMMENTED)


def _answered(entry: Entry, candidate: Any) -> None:
    verb = entry.verb.partition(".")[2]
    taken_up = entry.facts.get("goal")
    if taken_up:
        following.begin(Goal(pk=taken_up, organisation_id=entry.organisation_id), [candidate.by_id], Because.PROPOSED)
    notify([candidate.by_id], kinds.ANSWERED, entry, goal=taken_up, noun=candidate.pk, fact=verb)


def _involved(entry: Entry, product: Any) -> None:
    notify([entry.facts["person"]], kinds.INVITED, entry)


def _pasted(entry: Entry, paste: Any) -> None:
    """Many goals at once: their setter follows them all, whoever owns one of them follows it and is told of it."""
    first, count = entry.facts["first"], entry.facts["goals"]
    goals = Goal.objects.filter(organisation_id=entry.organisation_id, number__range=(first, first + count - 1))
    owners = dict(goals.values_list("pk", "version__owner_id"))
    measured = KeyResult.objects.filter(goal__in=goals).values_list("version__owner_id", "goal_id")
    owning = {(owner, goal) for goal, owner in owners.items()} | set(measured)
    owned = {(owner, goal) for owner, goal in owning if owner and owner != entry.by_id}
    if entry.by_id:
        following.begin_each(entry.organisation_id, "goal", [(entry.by_id, goal) for goal in owners], Because.SET)
    following.begin_each(entry.organisation_id, "goal", owned, Because.OWNS)
    notify_each(owned, kinds.OWNER, entry)


def _tell(
    entry: Entry, goal: Goal, kind: str, *, but: Collection[Any] = (), noun: int | None = None, fact: str = ""
) -> None:
    people = set(following.followers(goal.organisation_id, "goal", goal.pk)) - set(but)
    notify(people, kind, entry, goal=goal.pk, noun=noun, fact=fact)


_DEEDS: dict[str, Callable[[Entry, Any], None]] = {
    "goal.set": _set,
    "goal.reworded": _reworded,
    "goal.tied": _changed,
    "goal.untied": _changed,
    "goal.merged": _changed,
    "goal.closed": _closed,
    "goal.reopened": _closed,
    "list.pasted": _pasted,
    "key_result.set": _measured,
    "key_result.changed": _measured,
    "key_result.left": _measured,
    "comment.said": _said,
    "candidate.taken_up": _answered,
    "candidate.declined": _answered,
    "person.involved": _involved,
}
