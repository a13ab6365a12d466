"""The ballot of a meeting: the newest wording is put to everybody who is there; what they decide goes into the thread."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from goldthread.chain import effects
from goldthread.chain.models import Goal, Level, NamedPerson
from goldthread.chain.rules import PARENTS
from goldthread.decisions.models import Announced, Decision, Voter
from goldthread.decisions.models import Refused as NotAsked
from goldthread.decisions.models.meanwhile import go_on
from goldthread.journal.models import Entry
from goldthread.kit import clock
from goldthread.kit.prepared import PreparedOfPeople, columns, instance
from goldthread.people.models import Person, Product

from . import matters
from .models import Item, Refused, Workshop, words_of
from .rules import Ballot

# The room's own clock ends a ballot (see tasks); this only keeps one from staying open for ever.
LONGEST = timedelta(hours=12)
_VOTER = PreparedOfPeople(
    lambda people, decision: Voter.objects.standing().filter(decision=decision, person__in=people), *columns(Voter)
)


@transaction.atomic
def put(workshop: Workshop, *, by: Person) -> Decision:
    """Ask everybody in the room about the newest wording of the item on the table.

    Raises Refused where the rules of asking do not allow it, or the same is being asked elsewhere.
    """
    item = workshop.item
    if item is None:
        raise Refused("no_item")
    before = item.decision if item.ballot == Ballot.AWAITS_ROUND and item.decision and not item.decision.void else None
    more: dict[str, Any] = {"asked_as": Decision.AskedAs.TOGETHER, "effect": item.effect}
    if before is not None:
        Decision.objects.under_way().filter(pk=before.pk).update(ended_at=clock.now())
        more |= {"earlier": before, "round": before.round + 1}
    voters = [(one.person, one.group) for one in workshop.seats.taking_part().select_related("person").order_by("pk")]
    announced = Announced(
        item.rule, _closes_at(workshop), max_rounds=item.max_rounds, fallback=item.fallback, decider=item.decider
    )
    try:
        made, _tokens = Decision.open(workshop.product, _about(item, by), announced, voters, by=by, **more)
    except NotAsked as refusal:
        raise Refused(str(refusal)) from refusal
    item.decision = made
    item.save(update_fields=["decision"])
    return made


def _closes_at(workshop: Workshop) -> datetime:
    """Until the phase ends in a meeting over days; in a room its own clock ends it before."""
    return max(clock.now() + LONGEST, workshop.ends_at or clock.now())


def _about(item: Item, by: Person) -> dict[str, Any]:
    if item.effect and item.goal is not None:
        return effects.about(Goal.objects.select_related("version").get(pk=item.goal.pk), item.effect)
    wording = words_of(item)
    if wording is None:
        raise Refused("no_wording")
    about = {"level": item.level, "words": wording.words}
    if item.goal is None:
        return {**about, "kind": "item", "noun_id": item.pk, "version": wording.number}
    goal = Goal.objects.select_related("version").get(pk=item.goal.pk)
    because = _("Worded together in “%(title)s”.") % {"title": item.workshop.title}
    version = goal.propose(by=by, because=because, statement=wording.words)
    held = goal.version.statement if goal.version.statement != wording.words else ""
    return {
        **about,
        "kind": "goal",
        "noun_id": goal.pk,
        "version": version.number,
        "words_before": held,
        "why": version.why,
    }


def turn_over_now(workshop: Workshop) -> None:
    """Close the ballot and turn over what is in."""
    item = workshop.item
    if item is not None and item.decision is not None and item.ballot == Ballot.OPEN:
        item.decision.turn_over()


def wait_no_longer(workshop: Workshop, *, by: Person) -> None:
    """The room went on while an objection was open after the last round: what was announced for then holds."""
    item = workshop.item
    if item is not None and item.decision is not None and item.ballot == Ballot.AWAITS_OBJECTIONS:
        go_on(item.decision, by=by)


def go_on_without(workshop: Workshop, person: Person) -> None:
    """Somebody went away: they are no longer waited for in the ballot on the table."""
    item = workshop.item
    if item is not None and item.decision is not None and item.ballot == Ballot.OPEN:
        voter = item.decision.voters.filter(person=person).first()
        if voter is not None:
            item.decision.part_with(voter)


def withdraw(item: Item) -> None:
    if item.decision is not None:
        item.decision.end_void(Decision.Void.WITHDRAWN, by=None)


def voter_of(item: Item, person: Person) -> Voter | None:
    """As whom somebody votes in the ballot on the table; None for who is not asked."""
    if item.decision is None:
        return None
    rows = _VOTER.rows(person.pk, item.decision.pk)
    found = instance(Voter, rows[0]) if rows else None
    if found is not None:
        found.decision, found.person = item.decision, person
    return found


# What happens in decisions and is heard here.


def becoming(of: Decision) -> dict[str, Any]:
    """A goal that was agreed on before it was there: it is set, tied into the thread, and the agreement is about it."""
    if of.kind != "item" or of.verdict not in ("adopted", "adopted_with_concerns"):
        return {}
    item = Item.objects.select_related("workshop__product", "parent").get(pk=of.noun_id)
    if not item.level:
        # Something to do differently, and no goal: the record is all there is of it.
        return {}
    because = _("Agreed on together in “%(title)s”.") % {"title": item.workshop.title}
    vision = matters.vision_of(item.workshop.product) if item.level == Level.VISION else None
    if vision is not None:
        # It was set elsewhere while they talked: a product has one, so that theirs are other words for it.
        version = vision.propose(by=of.opened_by, because=because, statement=of.words)
        Item.objects.filter(pk=item.pk).update(goal=vision)
        return {"kind": "goal", "noun_id": vision.pk, "version": version.number}
    sprint = matters.sprint_to_set(item)
    if sprint is not None:
        goal = sprint.set_goal(of.words, by=of.opened_by)
    else:
        goal = Goal.set(item.workshop.product, item.level, of.words, by=of.opened_by, because=because)
    above = above_of(item)
    if above is not None:
        goal.tie(above, by=of.opened_by, because=because)
    Item.objects.filter(pk=item.pk).update(goal=goal)
    return {"kind": "goal", "noun_id": goal.pk, "version": goal.version.number}


def above_of(item: Item) -> Goal | None:
    """The goal that it is a step towards: the one named for it, or the first of those foreseen above its level."""
    return item.parent or first_above(item.workshop.product, item.level)


def first_above(product: Product, level: str) -> Goal | None:
    """The first open goal that one of this level is foreseen to lead to; none that only some see, as a meeting shows it to all."""
    foreseen = PARENTS.get(level, frozenset())
    hidden = NamedPerson.objects.filter(goal__product=product).values("goal")
    found = product.goals.open().at_level(*foreseen).exclude(pk__in=hidden).in_order().select_related("version")
    # A user goal before a business goal: the first that is named for a level is the one that people mean.
    order = [one.value for one in Level]
    return min(found, key=lambda one: order.index(one.version.level), default=None)


def hear(entry: Entry, noun: Any) -> None:
    """A ballot of a meeting was turned over, decided or made void: the room is told."""
    if isinstance(noun, Decision) and noun.asked_as == Decision.AskedAs.TOGETHER:
        for workshop in Workshop.objects.filter(items__decision=noun).distinct():
            workshop.tell()
