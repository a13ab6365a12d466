"""Ballots that are cast in the same instant: put into the box together, so that it is locked anew once for all of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from goldthread.kit import clock

from . import box
from .asking import Closed, Refused
from .box import Vote
from .decision import Decision
from .voter import Voter


@dataclass(frozen=True)
class Cast:
    """A vote as it lies in the box now, and whether all were turned over with it."""

    vote: Vote
    turned_over: bool


@transaction.atomic
def cast_together(votes: Sequence[tuple[Voter, Vote]]) -> list[Cast | Exception]:
    """Cast these ballots of one question in this order, each as `Decision.cast` does; for each what became of it, or why it
    was not counted: what `cast` raises. When the last one is in, all are turned over, those who cast with it too."""
    held = votes[0][0].decision.held()
    if not held.is_open or clock.now() >= held.closes_at:
        return [Closed() for _vote in votes]
    waited = held._waited_for()
    ballots = held.unlocked(waited.values())
    refused = [_put(held, ballots, waited, *one) for one in votes]
    if not all(refused):
        held._keep(ballots, waited.values())
    lying = [ballots.vote(waited.get(voter.pk, 0)) or vote for voter, vote in votes]
    return [refusal or Cast(vote, turned_over=not held.is_open) for refusal, vote in zip(refused, lying, strict=True)]


def _put(held: Decision, ballots: box.Box, waited: dict[int, int], voter: Voter, vote: Vote) -> Exception | None:
    if voter.pk not in waited:
        return Refused(_("Your word is not asked for here."))
    try:
        box.fits(vote, held.rule["name"])
        ballots.put(waited[voter.pk], vote)
    except (Refused, ValueError) as refusal:
        return refusal
    return None
