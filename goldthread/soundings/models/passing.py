"""Passing on what people said, as they wanted it: copied out of the box, so that a point without a name leads to nobody."""

import random
from collections.abc import Sequence
from typing import TYPE_CHECKING

from goldthread.live.tell import signal

from .. import rules
from . import course
from .box import Inside, Said
from .parts import Participant, Point

if TYPE_CHECKING:
    from .sounding import Sounding


def pass_on(of: "Sounding", inside: Inside, people: Sequence[Participant]) -> None:
    """What carries a name at once, as its giver wanted; the rest in one batch and in no order once three were heard, so
    that neither the moment nor the place of a point tells whose it is."""
    passed = _with_name(of, inside)
    heard = course.heard_since(inside, people, of.draft)
    waiting = [one for _number, one in _waiting(inside, of.Share.UNATTRIBUTED)]
    if waiting and rules.may_pass_on(len(heard), course.to_come(inside, people, of.draft)):
        for one in random.SystemRandom().sample(waiting, len(waiting)):
            _copy_out(of, one, None)
        inside.counted += heard
        passed = True
    if passed:
        signal(f"sounding-{of.pk}")


def _with_name(of: "Sounding", inside: Inside) -> bool:
    waiting = _waiting(inside, of.Share.NAMED)
    named = dict(of.participants.values_list("number", "person_id")) if waiting else {}
    for number, one in waiting:
        _copy_out(of, one, named[number])
    return bool(waiting)


def _waiting(inside: Inside, share: str) -> list[tuple[int, Said]]:
    every = [(number, one) for number, some in inside.said.items() for one in some]
    return [(number, one) for number, one in every if one.share == share and one.point is None]


def _copy_out(of: "Sounding", one: Said, person_id: int | None) -> None:
    made = Point.objects.create(
        organisation_id=of.organisation_id,
        sounding=of,
        goal_id=of.goal_id,
        draft=one.draft,
        kind=one.kind,
        words=one.words,
        person_id=person_id,
        answer=one.answer,
        why=one.why,
        taken_in=one.taken_in or None,
    )
    one.point = made.pk


def take_in(of: "Sounding", inside: Inside, draft: int) -> None:
    """Say of what was taken up or adapted which draft changed by it."""
    for one in inside.confirmed():
        if one.answer in (Point.Answer.TAKEN_UP, Point.Answer.ADAPTED) and not one.taken_in:
            one.taken_in = draft
            of.points.filter(pk=one.point or 0).update(taken_in=draft)
