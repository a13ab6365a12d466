"""A pivot as pages tell it: what changed, why, what lies beside it, who agreed, and what was said of the chance."""

from typing import Any

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from goldthread.chain.cards import STATES, short_date
from goldthread.chain.key_result_words import Pen
from goldthread.chain.models import Forecast, KeyResultVersion
from goldthread.kit.days import date_format
from goldthread.measures.forecasting.saying import as_percent
from goldthread.measures.models import Reading
from goldthread.measures.rules import marks_of, with_unit
from goldthread.people.access import Ground

from .models import Evidence, Pivot

LINE = "checkins/pivots/story_line.html"
Words = dict[str, Any]


def line(ground: Ground, one: Pivot) -> Words:
    """What lists and stories show of a pivot."""
    at = localtime(one.at)
    return {
        "template": LINE,
        "name": f"pivot-{one.pk}",
        "on": at.date(),
        "at": one.at,
        "when": date_format(at, "D j M" if abs((at.date() - ground.today).days) < 300 else "j M Y"),
        "moment": one.at.isoformat(),
        "url": address(ground, one),
        "what": what(ground, one),
        "changed": changed(ground, one),
        "reason": one.reason,
        "by": one.by.name,
        "before": chance(one.said_before),
        "after": chance(one.said_after),
        "evidence": len(one.evidence.all()),
        "agreed": [assent.person.name for assent in one.assents.all()],
        "goal": str(one.goal),
        "goal_url": reverse("chain:goal", args=[*_slugs(ground), one.goal.number]),
        "key_result": one.key_result.metric.name if one.key_result else "",
        "key_result_url": reverse("chain:key_result", args=[*_slugs(ground), one.goal.number, one.key_result_id])
        if one.key_result
        else "",
    }


def whole(ground: Ground, one: Pivot) -> Words:
    """All that the page of a pivot shows. Two queries beside the pivot."""
    pen = _pen(ground, one)
    return {
        **line(ground, one),
        "pk": one.pk,
        "precisely": date_format(localtime(one.at), "j F Y, H:i"),
        "face": one.by.face,
        "value": pen.value(one.value) if pen and one.value is not None else "",
        "faces": [assent.person.face for assent in one.assents.all()],
        "beside": [evidence(ground, one, row) for row in one.evidence.all()],
    }


def what(ground: Ground, one: Pivot) -> str:
    """What was done, in a few words: "1,800 → 1,600", "by 31 Jan → 28 Feb", "the goal dropped"."""
    if one.deed != Pivot.Deed.NUMBERS or one.before is None or one.after is None:
        return str(Pivot.Deed(one.deed).label)
    before, after = one.before, one.after
    if before.metric_id != after.metric_id:
        return _("now measured by %(metric)s") % {"metric": after.metric.name}
    said = []
    if (before.target, before.upto, before.kind) != (after.target, after.upto, after.kind):
        said.append(f"{_target(before)} → {_target(after)}")
    if before.due != after.due:
        days = {"before": short_date(before.due, ground.today) or "–", "after": short_date(after.due, ground.today)}
        said.append(_("by %(before)s → %(after)s") % days)
    return ", ".join(said) or str(Pivot.Deed.NUMBERS.label)


def changed(ground: Ground, one: Pivot) -> list[tuple[str, str, str]]:
    """What the numbers said before and say now, as (label, before, after)."""
    pen = _pen(ground, one)
    if pen is None or one.before is None or one.after is None:
        return []
    return pen.changed(one.before, one.after)


def chance(said: Forecast | None) -> Words | None:
    """What was said of a chance, of the numbers and not of the base rate."""
    if said is None or said.alone is None:
        return None
    state = STATES[said.colour]
    return {"percent": as_percent(float(said.probability)), "tone": state["tone"], "words": state["words"]}


def evidence(ground: Ground, beside: Pivot, one: Evidence) -> Words:
    """One thing that lies beside a pivot."""
    url = reverse("checkins:pivot_file", args=[*_slugs(ground), beside.pk, one.pk])
    origin = Reading.Origin(one.origin).label if one.origin else ""
    return {
        "kind": one.kind,
        "words": one.words,
        "metric": one.metric_name,
        "value": with_unit(one.value, one.unit, one.currency, marks_of(get_language()))
        if one.kind == "reading"
        else "",
        "when": date_format(one.day, "j M Y") if one.day else "",
        "origin": ", ".join(filter(None, [one.read_by.name if one.read_by else "", str(origin)])),
        "url": url if one.kind == Evidence.Kind.FILE else one.address,
        "size": filesizeformat(one.size_bytes) if one.kind == Evidence.Kind.FILE else "",
        "digest": one.digest,
        "is_later": one.at > beside.at,
        "added": date_format(localtime(one.at), "j M Y"),
    }


def reading(one: Reading) -> Words:
    """A value that can lie beside a pivot, to be chosen."""
    return {
        "id": one.pk,
        "metric": one.metric.name,
        "value": with_unit(one.value, one.metric.unit, one.metric.currency, marks_of(get_language())),
        "when": date_format(one.day, "j M Y"),
        "note": one.note,
        "by": one.by.name if one.by else str(one.get_origin_display()),
    }


def address(ground: Ground, one: Pivot) -> str:
    return reverse("checkins:one_pivot", args=[*_slugs(ground), one.pk])


def _slugs(ground: Ground) -> tuple[str, str]:
    return ground.organisation.slug, ground.the_product.slug


def _pen(ground: Ground, one: Pivot) -> Pen | None:
    return Pen(ground, one.key_result) if one.key_result else None


def _target(one: KeyResultVersion) -> str:
    """The target, or the bounds, of a version."""
    metric, marks = one.metric, marks_of(get_language())
    target = with_unit(one.target, metric.unit, metric.currency, marks)
    return target if one.upto is None else f"{target} … {with_unit(one.upto, metric.unit, metric.currency, marks)}"


def with_all(pivots: Any) -> Any:
    """Pivots with all that their lines need. Three queries."""
    numbers = [f"{which}__{what}" for which in ("before", "after") for what in ("metric", "owner")]
    return pivots.select_related(
        "goal__version", "key_result__metric", *numbers, "said_before", "said_after", "by"
    ).prefetch_related("evidence__read_by", "assents__person")


__all__ = ["address", "chance", "changed", "evidence", "line", "reading", "what", "whole", "with_all"]
