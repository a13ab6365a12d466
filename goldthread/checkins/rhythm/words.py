"""A rhythm, and a due day, in words."""

from zoneinfo import ZoneInfo

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from goldthread.kit.days import date_format

from ..models import Rhythm
from . import rules


def rhythm(one: Rhythm) -> str:
    """ "Every two weeks on Monday at 10:00 (Europe/Berlin)"."""
    if one.every == Rhythm.Every.NEVER:
        return _("No rhythm")
    said = {
        "weekday": WEEKDAYS[one.weekday],
        "day": one.day,
        "nth": _nth(one.nth),
        "time": one.time.strftime("%H:%M"),
        "zone": one.zone.replace("_", " "),
    }
    forms = {
        Rhythm.Every.WEEK: _("Every %(weekday)s at %(time)s (%(zone)s)"),
        Rhythm.Every.TWO_WEEKS: _("Every two weeks on %(weekday)s at %(time)s (%(zone)s)"),
        Rhythm.Every.MONTH_DAY: _("On day %(day)s of each month at %(time)s (%(zone)s)"),
        Rhythm.Every.MONTH_WEEKDAY: _("On the %(nth)s %(weekday)s of each month at %(time)s (%(zone)s)"),
    }
    return forms[Rhythm.Every(one.every)] % said


def due(one: rules.Due) -> str:
    """ "Monday 24 November, 10:00"."""
    return _("%(day)s, %(time)s") % {"day": date_format(one.day, "l j F"), "time": time_of(one)}


def time_of(one: rules.Due) -> str:
    """The local time at which it is due: where clocks jump, the one that they show then."""
    return one.at.astimezone(ZoneInfo(one.zone)).strftime("%H:%M")


def _nth(nth: int) -> str:
    return {
        1: pgettext("weekday of a month", "first"),
        2: pgettext("weekday of a month", "second"),
        3: pgettext("weekday of a month", "third"),
        4: pgettext("weekday of a month", "fourth"),
        rules.LAST: pgettext("weekday of a month", "last"),
    }[nth]
