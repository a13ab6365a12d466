"""What the page of a metric says about its source: where from, when, how old the last value is, and what fails."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from goldthread.kit import clock
from goldthread.kit.days import date_format
from goldthread.measures.models import Metric, Source
from goldthread.people.access import Ground

from . import access
from .forms import WEEKDAYS


class Part(dict[str, Any]):
    """Something on the page of a metric, with the template that draws it."""

    template = "chain/sources/part.html"


def part(request: HttpRequest, *, ground: Ground, metric: Metric) -> Part | None:
    """The source of a metric as its page shows it; None for those who could not connect one where there is none. Two queries."""
    source, may_connect = access.source_of(metric), access.may_connect(ground)
    if source is None and not may_connect:
        return None
    address = reverse("metrics:source", args=[ground.organisation.slug, metric.pk])
    return Part(source=told(ground, source) if source else None, may_connect=may_connect, address=address)


def told(ground: Ground, source: Source) -> dict[str, Any]:
    """A source in words. Its host is not among them: that is for those who keep it."""
    zone = ZoneInfo(ground.organisation.time_zone)
    return {
        "kind": source.get_kind_display(),
        "host": source.host,
        "when": when(source),
        "is_paused": source.paused_at is not None,
        "last": _moment(source.succeeded_at, zone),
        "age": _age(source.succeeded_at),
        "fails": source.says,
        "next": _moment(source.due_at, zone),
    }


def when(source: Source) -> str:
    """How often it is asked: "every day at 07:00"."""
    hour = source.at.strftime("%H:%M")
    if source.rhythm == Source.Rhythm.HOURLY:
        return _("every hour, %(minute)s past") % {"minute": source.at.strftime("%M")}
    if source.rhythm == Source.Rhythm.WEEKLY:
        return _("every week on %(day)s at %(hour)s") % {"day": dict(WEEKDAYS)[source.weekday], "hour": hour}
    return _("every day at %(hour)s") % {"hour": hour}


def _moment(moment: datetime | None, zone: ZoneInfo) -> str:
    if moment is None:
        return ""
    local = moment.astimezone(zone)
    return f"{date_format(local.date(), 'j M Y')}, {local.strftime('%H:%M')}"


def _age(moment: datetime | None) -> str:
    return timesince(moment, clock.now(), depth=1) if moment else ""
