"""Who is told of an entry of the journal, and who follows a goal from now on because of it. Runs in the entry's transaction.

A write costs the more for it: one statement to find followers and two to tell them, however many they are.
"""

from collections.abc import Callable, Collection
from typing import Any

from goldthread.chain.models import Goal, KeyResult
from goldthread.checkins.models import CheckIn
from goldthread.decisions.models import Canvass, Decision
from goldthread.journal.models import Entry, Notice
from goldthread.journal.notices import notify, notify_each
from goldthread.measures.models import Source
from goldthread.people.models import Involvement
from goldthread.soundings.models import Sounding
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


def _named(entry: Entry, goal: Goal) -> None:
    """Whom a restricted goal is shown to from now on. Those who do not see it any more hear nothing of it."""
    notify([entry.facts["person"]], kinds.CHANGED, entry, goal=goal.pk)


def _settled(entry: Entry, goal: Goal) -> None:
    """What a period's end decided: another period, other words or an end tell of themselves. That a goal is kept takes it
    out of its period, which is no news beside that."""
    if entry.facts.get("decision") == "keep":
        just_told = Notice.objects.filter(organisation_id=entry.organisation_id, goal_id=goal.pk, verb="goal.reworded")
        just_told.filter(by_id=entry.by_id, at__gte=goal.version.at).delete()
        _tell(entry, goal, kinds.CHANGED)


def _measured(entry: Entry, measure: KeyResult) -> None:
    owner = measure.version.owner_id if measure.version else None
    if owner and entry.verb == "key_result.changed":
        before = measure.versions.filter(number__lt=measure.version.number).order_by("-number")  # type: ignore[union-attr]
        owner = None if before.values_list("owner_id", flat=True).first() == owner else owner
    if entry.verb == "key_result.left":
        owner = None
    _owned(entry, measure.goal, owner)
    _tell(entry, measure.goal, kinds.CHANGED, but={owner})


def _checked_in(entry: Entry, measure: KeyResult) -> None:
    _tell(entry, measure.goal, kinds.CHECKED_IN, noun=entry.facts["check_in"])
    if entry.by_id:
        following.begin(measure.goal, [entry.by_id], Because.COMMENTED)


def _reacted(entry: Entry, thing: Any) -> None:
    # Taken back and left again, nobody is told twice.
    if isinstance(thing, Goal) and entry.facts["mark"] == "well_done" and not entry.facts.get("again"):
        owner = thing.version.owner_id
        notify([owner] if owner else [], kinds.REACTED, entry, goal=thing.pk, fact="kudos")
    if isinstance(thing, CheckIn) and not entry.facts.get("again"):
        notify([thing.by_id], kinds.REACTED, entry, goal=thing.goal_id, noun=thing.pk, fact=entry.facts["mark"])


def _said(entry: Entry, about: Any) -> None:
    goal = about.goal if isinstance(about, KeyResult | CheckIn) else about
    if not isinstance(goal, Goal):
        return
    mentioned = set(entry.facts.get("mentioned", ()))
    notify(mentioned, kinds.MENTIONED, entry, goal=goal.pk, noun=entry.facts["comment"])
    if isinstance(about, CheckIn):
        following.begin(goal, [about.by_id], Because.COMMENTED)
    _tell(entry, goal, kinds.COMMENTED, but=mentioned, noun=entry.facts["comment"])
    if entry.by_id:
        following.begin(goal, [entry.by_id], Because.COMMENTED)


def _answered(entry: Entry, candidate: Any) -> None:
    verb = entry.verb.partition(".")[2]
    taken_up = entry.facts.get("goal")
    if taken_up:
        following.begin(Goal(pk=taken_up, organisation_id=entry.organisation_id), [candidate.by_id], Because.PROPOSED)
    notify([candidate.by_id], kinds.ANSWERED, entry, goal=taken_up, noun=candidate.pk, fact=verb)


def _proposal_declined(entry: Entry, goal: Goal) -> None:
    proposed = goal.versions.filter(pk=entry.facts["version"]).values_list("by_id", flat=True)
    notify(proposed, kinds.ANSWERED, entry, goal=goal.pk, fact="declined")


def _asked(entry: Entry, decision: Decision) -> None:
    """Their mail with a link of its own is written where it is asked. Who sits in a meeting sees it before them."""
    if decision.asked_as == Decision.AskedAs.TOGETHER:
        return
    rule = decision.rule["name"]
    people = set(decision.voters.values_list("person_id", flat=True))
    if rule == "delegation" and decision.decider_id:
        people.discard(decision.decider_id)
        notify(
            [decision.decider_id], kinds.ASKED, entry, goal=decision.noun_id, noun=decision.pk, fact="asked_to_decide"
        )
    more = _WITHOUT_BALLOTS.get(rule, {"mailed": False})
    # Of two sides each is asked by a question of its own.
    if rule != "two_party":
        notify(people, kinds.ASKED, entry, goal=decision.noun_id, noun=decision.pk, **more)


_WITHOUT_BALLOTS: dict[str, dict[str, Any]] = {
    "decide_alone": {"fact": "asked_alone"},
    "delegation": {"fact": "asked_delegated"},
}


def _meanwhile(entry: Entry, decision: Decision) -> None:
    """Who comes late, who is away, what is mended: all who are asked hear of it, alike."""
    people = decision.voters.standing().values_list("person_id", flat=True)
    fact = {
        "decision.joined": "asked_joined",
        "decision.corrected": "asked_corrected",
        "decision.decider_away": "asked_deputy",
        "decision.challenged": "asked_challenged",
    }[entry.verb]
    notify(people, kinds.ASKED, entry, goal=decision.noun_id, noun=decision.pk, fact=fact, mailed=False)


def _revealed(entry: Entry, decision: Decision) -> None:
    asked = set(decision.voters.values_list("person_id", flat=True))
    if decision.asked_as in (Decision.AskedAs.AS_ONE, Decision.AskedAs.TOGETHER):
        # They are told once of the whole board; or were in the room.
        asked = set()
    if decision.kind == "item":
        # A goal to come: who follows the product hears of it when it is set.
        return
    people = asked | set(following.followers(decision.organisation_id, decision.kind, decision.noun_id))
    fact = str(entry.facts.get("verdict", entry.facts.get("because", ""))).removesuffix("_with_concerns")
    notify(people, kinds.AGREED, entry, goal=decision.noun_id, noun=decision.pk, fact=fact)


def _due_soon(entry: Entry, decision: Decision) -> None:
    """All alike: who is reminded tells nothing of who has voted."""
    people = decision.voters.standing().values_list("person_id", flat=True)
    notify(people, kinds.ASKED, entry, goal=decision.noun_id, noun=decision.pk, fact="due_soon")


def _canvassed(entry: Entry, canvass: Canvass) -> None:
    """All who are asked, alike, but for those who are asked once more; when it opens, their mail with a link of its own is
    written where it is asked."""
    asks = entry.verb in ("canvass.opened", "canvass.due_soon", "canvass.asked_again", "canvass.joined")
    rows = canvass.electors.standing() if asks and entry.verb != "canvass.opened" else canvass.electors.all()
    silent = [one for one in rows if canvass.own_sheet(one) is None] if entry.verb == "canvass.asked_again" else rows
    people = [one.person_id for one in silent]
    mailed = entry.verb != "canvass.opened"
    notify(people, kinds.ASKED if asks else kinds.AGREED, entry, noun=canvass.pk, mailed=mailed)


def _sounded(entry: Entry, sounding: Sounding) -> None:
    """Where it ended in an agreement, they hear of that; whose turn it is hears it where the turn is given."""
    if not entry.facts.get("agreement"):
        people = sounding.participants.values_list("person_id", flat=True)
        notify(people, kinds.AGREED, entry, goal=sounding.goal_id, noun=sounding.pk, fact="sounding_ended")


def _concern_answered(entry: Entry, decision: Decision) -> None:
    """Whoever raised it is told."""
    writer = decision.concerns.filter(pk=entry.facts["concern"]).values_list("ballot__voter__person_id", flat=True)
    notify(writer, kinds.AGREED, entry, goal=decision.noun_id, noun=decision.pk, fact="answered")


def _review_due(entry: Entry, decision: Decision) -> None:
    """Whoever asked, and the product persons; that it still holds is told to those who were asked."""
    leading = Involvement.objects.filter(product=decision.product_id, role=Involvement.Role.PRODUCT_PERSON)
    people = {decision.opened_by_id, *leading.values_list("person_id", flat=True)}
    notify(people, kinds.AGREED, entry, goal=decision.noun_id, noun=decision.pk, fact="review_due")


def _still_holds(entry: Entry, decision: Decision) -> None:
    people = decision.voters.standing().values_list("person_id", flat=True)
    notify(people, kinds.AGREED, entry, goal=decision.noun_id, noun=decision.pk, fact="still_holds")


def _undone(entry: Entry, decision: Decision) -> None:
    """Whoever asked, and whoever proposed it: what was agreed waits for them."""
    proposer: int | None = (decision.effect or {}).get("by")
    people = {decision.opened_by_id, proposer or decision.opened_by_id}
    notify(people, kinds.AGREED, entry, goal=decision.noun_id, noun=decision.pk, fact="undone")


def _involved(entry: Entry, product: Any) -> None:
    notify([entry.facts["person"]], kinds.INVITED, entry)


def _taken_on(entry: Entry, action: Any) -> None:
    if entry.verb == "action.taken_on" or entry.facts.get("passed_on"):
        notify([action.owner_id], kinds.ACTION, entry, goal=action.goal_id, noun=action.pk)


def _ended(entry: Entry, action: Any) -> None:
    """Whoever asked for it hears what came of it."""
    if action.by_id != action.owner_id:
        notify([action.by_id], kinds.ACTION, entry, goal=action.goal_id, noun=action.pk)


def _source(entry: Entry, source: Source) -> None:
    """Whose number it is: the metric's owner, and those whose key results of open goals are measured by it."""
    measured = KeyResult.objects.standing().filter(metric=source.metric_id, goal__closing=None)
    owners = {source.metric.owner_id, *measured.values_list("version__owner_id", flat=True)}
    notify([pk for pk in owners if pk] or [source.by_id], kinds.SOURCE, entry, noun=source.metric_id)


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
    "goal.named": _named,
    "goal.opened_again": _changed,
    "goal.settled": _settled,
    "goal.closed": _closed,
    "goal.reopened": _closed,
    "list.pasted": _pasted,
    "key_result.set": _measured,
    "key_result.changed": _measured,
    "key_result.left": _measured,
    "key_result.checked_in": _checked_in,
    "reaction.left": _reacted,
    "comment.said": _said,
    "candidate.taken_up": _answered,
    "candidate.declined": _answered,
    "goal.proposal_declined": _proposal_declined,
    "person.involved": _involved,
    "decision.opened": _asked,
    "decision.joined": _meanwhile,
    "decision.corrected": _meanwhile,
    "decision.decider_away": _meanwhile,
    "decision.challenged": _meanwhile,
    "decision.due_soon": _due_soon,
    "decision.revealed": _revealed,
    "decision.decided": _revealed,
    "decision.void": _revealed,
    "decision.answered": _concern_answered,
    "decision.review_due": _review_due,
    "decision.still_holds": _still_holds,
    "decision.undone": _undone,
    "sounding.ended": _sounded,
    "canvass.opened": _canvassed,
    "canvass.due_soon": _canvassed,
    "canvass.asked_again": _canvassed,
    "canvass.joined": _canvassed,
    "canvass.revealed": _canvassed,
    "canvass.void": _canvassed,
    "action.taken_on": _taken_on,
    "action.changed": _taken_on,
    "action.done": _ended,
    "action.dropped": _ended,
    "source.failed": _source,
    "source.recovered": _source,
}
