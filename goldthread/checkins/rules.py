"""When a check-in is due, missed, or counts. No Django, no database, no clock."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

MOST_SURE = 10
# Where a product has no rhythm, somebody looks at each key result this often; nobody is late for it.
USUAL = timedelta(days=14)


class Due(NamedTuple):
    """The check-in that waits: for which day, and whether that day is over. `day` None: nothing waits."""

    day: date | None = None
    is_missed: bool = False


def waiting(due_days: Sequence[date], *, last: date | None, since: date, today: date) -> Due:
    """Which check-in waits today, by the due days of the rhythm in their order (those that were, and those to come).

    A check-in is for the due day that it is nearest to, so whoever comes a little early need not come again, and whoever
    comes a little late has caught up, but not for the next time as well. Only the latest due day counts. `last` is the day of the last check-in, `since`
    the day from which the key result counts: before it nothing is due.
    """
    over = [day for day in due_days if since < day <= today]
    if not over:
        return Due()
    day = over[-1]
    came = last is not None and (last >= day or serves(due_days, last) == day)
    return Due() if came else Due(day, day < today)


def usually_waiting(*, last: date | None, since: date, today: date) -> Due:
    """The same where the product has no rhythm: two weeks after somebody looked last; never missed."""
    day = (last or since) + USUAL
    return Due(day) if day <= today else Due()


def serves(due_days: Sequence[date], today: date) -> date | None:
    """The due day that a check-in of today is for: the nearest; of two that are equally near, the one to come."""
    return min(due_days, key=lambda day: (abs(day - today), day < today), default=None)


def counts(confidence: int | None, *, by_owner: bool, same_numbers: bool) -> int | None:
    """The confidence that goes into the chance: of the owner or whoever stands in, about the numbers in force, where
    it was given. Nothing is given for anybody: a form that stood at a number of its own would be believed."""
    return confidence if by_owner and same_numbers else None


__all__ = ["MOST_SURE", "Due", "counts", "serves", "usually_waiting", "waiting"]
