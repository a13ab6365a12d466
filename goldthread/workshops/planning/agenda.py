"""Changing the agenda of a meeting that has not begun: order, minutes, what people are asked, more phases or fewer."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldthread.journal.record import record
from goldthread.people.models import Person

from ..models import Item, Phase, Refused, Workshop
from ..rules import Kind, Step
from . import days, rules

AGAINST: dict[str, Any] = {
    "empty": gettext_lazy("A meeting has one phase at least."),
    "too_long": gettext_lazy("These are more phases than a meeting holds."),
    "arrive_first": gettext_lazy("People arrive first: nothing stands before it."),
    "record_after_ballots": gettext_lazy("The record comes after the last ballot, or what is agreed stands in none."),
    "words_before_ballot": gettext_lazy("Before people vote there must be words to vote on: leave the draft before the ballot."),
    "write_before_reveal": gettext_lazy("Cards are written before they are turned over."),
}  # fmt: skip


@transaction.atomic
def move(workshop: Workshop, phase: Phase, before: int | None, *, by: Person) -> None:
    """Let a phase stand before another one, or last. Raises Refused for an order that does not hold."""
    now = _to_come(workshop)
    phases = {one.pk: one for one in now.phases.select_related("item")}
    order = rules.moved(list(phases), phase.pk, before)
    if order == list(phases):
        return
    _place(now, [phases[pk] for pk in order])
    _say(now, by)


@transaction.atomic
def step(workshop: Workshop, phase: Phase, way: str, *, by: Person) -> None:
    """Move a phase one place "up" or "down"."""
    order = list(workshop.phases.values_list("pk", flat=True))
    move(workshop, phase, rules.neighbour(order, phase.pk, way), by=by)


@transaction.atomic
def change(workshop: Workshop, phase: Phase, *, minutes: int, prompt: str, by: Person) -> None:
    """Give a phase other minutes, or ask something else in it."""
    now = _to_come(workshop)
    if (phase.minutes, phase.prompt) == (minutes, prompt):
        return
    phase.minutes, phase.prompt = minutes, prompt
    phase.save(update_fields=["minutes", "prompt"])
    _say(now, by)


@transaction.atomic
def add(workshop: Workshop, kind: str, *, minutes: int, item: Item | None = None, prompt: str = "", by: Person) -> Phase:  # fmt: skip
    """Add a phase: one of an item after the others of it, one of the meeting before its record."""
    now = _to_come(workshop)
    phases = list(now.phases.select_related("item"))
    made = Phase(
        organisation_id=now.organisation_id, workshop=now, item=item, kind=kind, minutes=minutes, prompt=prompt,
        place=len(phases) + 1000,
    )  # fmt: skip
    at = _where(phases, Kind(kind), item)
    order = [*phases[:at], made, *phases[at:]]
    _refuse(order)
    made.save()
    _place(now, order)
    _say(now, by)
    return made


@transaction.atomic
def remove(workshop: Workshop, phase: Phase, *, by: Person, with_topic: bool = False) -> None:
    """Leave a phase out, or with it all phases of its topic. Raises Refused where the rest would not hold."""
    now = _to_come(workshop)
    topic = phase.item_id if with_topic else None
    left_out = [one.pk for one in now.phases.all() if one.pk == phase.pk or (topic and one.item_id == topic)]
    rest = [one for one in now.phases.select_related("item") if one.pk not in left_out]
    _refuse(rest)
    if Phase.objects.filter(pk__in=left_out, workshop=now).delete()[0]:
        _place(now, rest)
        _say(now, by)


def _where(phases: Sequence[Phase], kind: Kind, item: Item | None) -> int:
    if item is not None:
        own = [at for at, one in enumerate(phases) if one.item_id == item.pk]
        return own[-1] + 1 if own else len(phases)
    if kind == Kind.ARRIVE:
        return 0
    ending = (Kind.RECORD, Kind.CLOSING)
    first = next((at for at, one in enumerate(phases) if one.kind in ending), len(phases))
    return len(phases) if kind in ending else first


def _refuse(phases: Sequence[Phase]) -> None:
    worded = {one.item_id for one in phases if one.item is not None and one.item.wordings.exists()}
    code = rules.against([Step(Kind(one.kind), one.item_id) for one in phases], worded)
    if code:
        raise Refused(str(AGAINST[code]))


def _place(workshop: Workshop, phases: Sequence[Phase]) -> None:
    """Number them anew; by way of places that nobody has, as no two may ever have the same."""
    _refuse(phases)
    for start in (2000, 0):
        for place, one in enumerate(phases, start=start):
            one.place = place
        Phase.objects.bulk_update(phases, ["place"])


def _to_come(workshop: Workshop) -> Workshop:
    now = workshop.held()
    if now.began_at is not None or now.is_over:
        raise Refused(_("The meeting has begun: its agenda stays as it is."))
    return now


def _say(workshop: Workshop, by: Person) -> None:
    workshop.minutes = sum(workshop.phases.values_list("minutes", flat=True))
    workshop.save(update_fields=["minutes"])
    days.follow(workshop)
    workshop.tell()
    record(by, "workshop.replanned", workshop)
