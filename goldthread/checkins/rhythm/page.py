"""What the page of a rhythm shows: the days that come, the settings as they are, the rhythms before; and holidays."""

from datetime import date, timedelta
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from goldthread.kit import clock
from goldthread.kit.days import date_format
from goldthread.people.access import Ground
from goldthread.people.models import Membership

from ..models import Holiday, Rhythm
from ..models.rhythm import earliest as earliest_day
from . import rules, words
from .days import Beat, beat_of

SHOWN, PAST_SHOWN = 6, 20


def earliest(ground: Ground) -> date:
    """The first day from which another rhythm can hold."""
    last = ground.the_product.rhythms.order_by("-number").first()
    return earliest_day(last.zone if last else ground.organisation.time_zone, is_first=last is None)


def initial(ground: Ground) -> dict[str, Any]:
    """What the form begins with: the rhythm as it was said last, or the one that suits most."""
    last = ground.the_product.rhythms.order_by("-number").first()
    if last is None:
        zone = ground.organisation.time_zone
        return {"every": Rhythm.Every.TWO_WEEKS, "weekday": 0, "nth": 1, "day": 1, "time": "10:00", "zone": zone, "moves": Rhythm.Moves.NEXT, "working": [0, 1, 2, 3, 4], "starts": clock.today(zone), "remind_hours": 24, "digest_hours": 2}  # fmt: skip
    names = ("every", "weekday", "nth", "day", "time", "zone", "moves", "remind_hours", "digest_hours")
    said = {name: getattr(last, name) for name in names}
    begin = max(earliest_day(last.zone, is_first=False), last.starts)
    return {**said, "working": [int(one) for one in last.working], "starts": begin}


def context(ground: Ground) -> dict[str, Any]:
    """The values of the page. Two queries and one for the names."""
    beat, now = beat_of(ground.the_product.pk), clock.now()
    today = ground.today
    spans = {rule.number: (begins, ends) for rule, begins, ends in rules.spans(beat.as_rules)}
    history = [one for one in reversed(beat.versions) if one.number in spans]
    return {
        "coming": [_day(one, today) for one in coming(beat, now, SHOWN)],
        "says": words.rhythm(history[0]) if history and history[0].every != Rhythm.Every.NEVER else "",
        "history": [_version(one, *spans[one.number], today) for one in history][:PAST_SHOWN],
        "may": ground.may("set rhythm"),
        "may_plan": ground.may("plan periods"),
        "has_calendar": ground.membership.role != Membership.Role.GUEST,
        "holidays": reverse("checkins_days:holidays", args=[ground.organisation.slug]),
    }


def coming(beat: Beat, now: Any, most: int) -> list[rules.Due]:
    """The next due days."""
    if not beat.versions:
        return []
    today = now.date()
    return [one for one in beat.due_days(today - timedelta(days=1), today + timedelta(days=400)) if one.at > now][:most]


def holidays(ground: Ground) -> list[dict[str, Any]]:
    """The days that come, and those of the year that is over."""
    rows = Holiday.objects.standing().filter(
        organisation=ground.organisation, day__gte=ground.today - timedelta(days=365)
    )
    return [
        {
            "id": one.pk,
            "day": date_format(one.day, "D j M Y"),
            "name": one.name,
            "is_over": one.day <= ground.today,
            "removal": reverse("checkins_days:holiday_removal", args=[ground.organisation.slug, one.pk]),
        }
        for one in rows.order_by("day")
    ]


def holiday(ground: Ground, pk: int) -> Holiday:
    """A day of this organisation."""
    found = Holiday.objects.standing().filter(organisation=ground.organisation, pk=pk).first()
    if found is None:
        raise Http404
    found.organisation = ground.organisation
    return found


def _day(due: rules.Due, today: date) -> dict[str, str]:
    return {
        "day": date_format(due.day, "D j M" if abs((due.day - today).days) < 300 else "D j M Y"),
        "iso": due.at.isoformat(),
        "time": words.time_of(due),
        "moved": _("moved from %(day)s") % {"day": date_format(due.planned, "D j M")} if due.planned != due.day else "",
    }


def _version(one: Rhythm, begins: date, ends: date, today: date) -> dict[str, Any]:
    is_last = ends.year > today.year + 100
    days = {"first": _date(begins), "last": "" if is_last else _date(ends)}
    span = _("from %(first)s") if is_last else _("%(first)s to %(last)s")
    return {
        "says": words.rhythm(one),
        "days": span % days,
        "by": one.by.name,
        "is_now": begins <= today <= ends,
        "is_to_come": begins > today,
    }


def _date(day: date) -> str:
    return date_format(day, "j M Y")
