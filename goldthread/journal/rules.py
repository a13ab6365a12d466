"""When mails about notices may leave. No Django, no clock."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

AT_ONCE, DAILY, WEEKLY, NEVER = "at_once", "daily", "weekly", "never"
# What is gathered leaves at this hour of the person's day; what is gathered by the week on Monday.
GATHERED_AT = time(8)
MONDAY = 0


def leaves_at(
    written: datetime, rhythm: str, quiet_from: time | None, quiet_until: time | None, *, now: datetime, zone: ZoneInfo
) -> datetime | None:
    """The moment, from `now` on, at which a mail about what was written then may leave; None for never.

    Quiet hours may run over midnight ("22:00" to "07:00"); two equal times mean no quiet at all.
    """
    if rhythm == NEVER:
        return None
    moment = max(_gathered(written.astimezone(zone), rhythm), now.astimezone(zone))
    if not quiet_from or not quiet_until or not is_quiet(moment.time(), quiet_from, quiet_until):
        return moment
    ends = moment.replace(hour=quiet_until.hour, minute=quiet_until.minute, second=0, microsecond=0)
    return ends if ends > moment else ends + timedelta(days=1)


def is_quiet(moment: time, quiet_from: time, quiet_until: time) -> bool:
    """Whether a time of day lies in the quiet hours; their end does not belong to them."""
    if quiet_from <= quiet_until:
        return quiet_from <= moment < quiet_until
    return moment >= quiet_from or moment < quiet_until


def _gathered(written: datetime, rhythm: str) -> datetime:
    if rhythm == AT_ONCE:
        return written
    day = written.replace(hour=GATHERED_AT.hour, minute=0, second=0, microsecond=0)
    if day <= written:
        day += timedelta(days=1)
    if rhythm == WEEKLY:
        day += timedelta(days=(MONDAY - day.weekday()) % 7)
    return day
