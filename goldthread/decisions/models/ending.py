"""What ends by itself: ballots whose time is up, and what somebody was to decide and did not decide in time."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from goldthread.journal.record import record
from goldthread.kit import clock

from ..rules.offered import SPEAKS_LAST, WITHOUT_BALLOTS
from . import weighing

if TYPE_CHECKING:
    from .decision import Decision

# Announced with every question that somebody may have to decide: so long they have once all were heard, and to the end of
# the ballot at least. After that it is the deputy's turn, for as long again.
DECIDES_WITHIN = timedelta(days=3)


def decides_by(of: "Decision") -> datetime | None:
    """Until when it waits for whoever has their turn; None where it waits for nobody."""
    if of.closed_at is None or not (of.awaits_choice or of.awaits_objections):
        return None
    return max(of.closes_at, (of.decider_away_at or of.closed_at) + DECIDES_WITHIN)


def is_due(of: "Decision") -> bool:
    """Whether something about it ends now by itself. No query."""
    now = clock.now()
    if of.is_open:
        return now >= of.closes_at
    if of.ended_at is None and (of.rule["name"], of.verdict) == ("two_party", "open"):
        return True
    by = decides_by(of)
    return by is not None and now >= by


@transaction.atomic
def end_if_due(of: "Decision") -> bool:
    """Turn the ballots over when the time is up; where somebody did not decide in time, it is the deputy's turn, and
    without one nothing is decided. Never adopts by itself. Says whether anything was done now."""
    if not is_due(of):
        return False
    if of.is_open:
        return of.turn_over()
    held = of.held()
    if not is_due(held):
        return False
    if held.awaits_objections:
        weighing.weigh(held, by=None, verb="decision.decided", last=True)
    elif not _pass_to_deputy(held):
        weighing.weigh(held, by=None, verb="decision.decided", last=True, time_up=True)
    return True


def _pass_to_deputy(held: "Decision") -> bool:
    """Whether somebody stands in, and has their turn from now on."""
    stands_in = held.voters.filter(person=held.deputy_id, left_at=None).exists()
    if not stands_in or held.decider_away_at or held.acting == held.deputy:
        return False
    held.decider_away_at = clock.now()
    held.save(update_fields=["decider_away_at"])
    record(None, "decision.decider_away", held, person=held.decider_id)
    return True


def waits_for_somebody(of: "Decision") -> bool:
    """Whether, under what was announced, somebody may have to decide once the votes are in."""
    by_one = of.rule["name"] in SPEAKS_LAST or of.rule.get("tie") == "decider" or of.fallback == "decide_after_hearing"
    return by_one and of.decider_id is not None and of.rule["name"] not in WITHOUT_BALLOTS


__all__ = ["DECIDES_WITHIN", "decides_by", "end_if_due", "is_due", "waits_for_somebody"]
