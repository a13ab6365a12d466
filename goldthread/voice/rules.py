"""When a concern without name is shown, when it is to be answered, and where it stands. No Django, no clock."""

from datetime import date, datetime, timedelta
from enum import StrEnum

PROMISED_DAYS, MOST_DAYS = 7, 60
# What is written without name comes into sight at fixed moments, so that none of them tells who was writing just then.
TICK = timedelta(minutes=15)
# Never sooner than this: whoever wrote a minute before the moment would stand out.
AT_LEAST = timedelta(minutes=3)
# So long before the promised day is over, whoever answers is told once more.
REMIND_DAYS = 1


class State(StrEnum):
    OPEN = "open"
    TAKEN_UP = "accepted"
    ADAPTED = "adapted"
    DECLINED = "declined"
    CHANGED = "changed"


def shown_from(written: datetime) -> datetime:
    """The moment from which others see what was written without name: a full quarter of an hour, 3 to 18 minutes later.

    Raises ValueError for a moment without a time zone.
    """
    if written.tzinfo is None:
        raise ValueError(f"a moment without a time zone: {written}")
    soonest = written + AT_LEAST
    past = timedelta(minutes=soonest.minute % 15, seconds=soonest.second, microseconds=soonest.microsecond)
    return soonest if not past else soonest - past + TICK


def answered_by(raised_on: date, promised_days: int) -> date:
    """The last day on which an answer keeps the promise."""
    return raised_on + timedelta(days=promised_days)


def is_due_soon(due: date, today: date) -> bool:
    """Whether the promised day is the next one, or this."""
    return today <= due <= today + timedelta(days=REMIND_DAYS)


def days_late(due: date, today: date, *, is_answered: bool) -> int:
    """How many days the answer is late: 0 while there is time, and once it was given."""
    return 0 if is_answered else max(0, (today - due).days)


def state_of(answer: str, *, changed: bool) -> State:
    """Where a concern stands: open, answered in one of three ways, or changed because of it.

    Raises ValueError for an answer that is none of them.
    """
    if changed:
        return State.CHANGED
    return State(answer) if answer else State.OPEN
