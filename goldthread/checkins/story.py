"""Check-ins as lines of the story of a key result, and what stands of the last one."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import get_language

from goldthread.chain.cards import STATES
from goldthread.chain.key_result_words import Pen
from goldthread.chain.models import KeyResult
from goldthread.chain.past import looked_at
from goldthread.kit.days import date_format
from goldthread.measures.forecasting.saying import as_percent
from goldthread.measures.rules import marks_of, with_unit
from goldthread.people.access import Ground
from goldthread.talk import reacting
from goldthread.talk.actions.page import taking_on
from goldthread.talk.models import Comment

from . import access, owner
from .models import CheckIn

MOST = 40
LINE = "checkins/line.html"


def lines(ground: Ground, of: KeyResult, _shown: dict[str, Any]) -> list[dict[str, Any]]:
    """The slot `keyresult.story`: the newest check-ins that stand. Three queries where there are any, one else."""
    rows = owner.said_by(looked_at(ground)).filter(key_result=of)
    found = list(rows.select_related("by", "reading", "forecast", "corrects__by").newest_first()[:MOST])
    return told(ground, of, found)


def told(ground: Ground, of: KeyResult, found: Sequence[CheckIn]) -> list[dict[str, Any]]:
    """Check-ins of one key result as the template `checkins/line.html` shows them, with what people left at them."""
    if not found:
        return []
    ids = [one.pk for one in found]
    said = Comment.objects.filter(organisation=ground.organisation, kind="checkin", noun_id__in=ids, taken_back_at=None)
    counts = Counter(said.values_list("noun_id", flat=True))
    marks = reacting.at_each(ground, "checkin", ids)
    pen = Pen(ground, of)
    return [{**line(ground, of, one, pen), "comments": counts[one.pk], "reactions": marks[one.pk]} for one in found]


def line(ground: Ground, of: KeyResult, one: CheckIn, pen: Pen) -> dict[str, Any]:
    """One check-in in words."""
    return {
        "template": LINE,
        "name": f"check-in-{one.pk}",
        "pk": one.pk,
        "on": one.day,
        "at": one.at,
        "when": pen.when(one.day),
        "moment": date_format(localtime(one.at), "j F Y, H:i"),
        "reading": one.reading_id,
        "value": pen.value(one.reading.value) if one.reading and one.reading.value is not None else "",
        "is_quick": one.kind == CheckIn.Kind.UNCHANGED,
        "sure": one.confidence,
        "numbers_said": _numbers_said(one),
        "learned": one.learned,
        "blocker": one.blocker,
        "next_step": one.next_step,
        "taking_on": taking_on(ground, "checkin", one.pk, one.next_step) if one.next_step else "",
        "state": {**STATES[one.state], "because": one.because} if one.state else None,
        "by": one.by.name,
        "face": one.by.face,
        "by_owner": one.by_owner,
        "is_correction": one.corrects_id is not None,
        "url": address(ground, of, one) + ground.asking_on,
        "correction": address(ground, of, one, "correction") if access.may_correct(ground, one) else "",
    }


def address(ground: Ground, of: KeyResult, one: CheckIn, name: str = "one") -> str:
    slugs = (ground.organisation.slug, ground.the_product.slug, of.goal.number, of.pk, one.pk)
    return reverse({"one": "checkins:one", "correction": "checkins:correction"}[name], args=slugs)


def _numbers_said(one: CheckIn) -> int | None:
    """What the numbers alone said then in whole percent; None where that was no more than the base rate."""
    if one.forecast is None or one.forecast.alone is None:
        return None
    return as_percent(float(one.forecast.alone))


def written(of: KeyResult, value: Any) -> str:
    return with_unit(value, of.metric.unit, of.metric.currency, marks_of(get_language()))


__all__ = ["address", "line", "lines", "told", "written"]
