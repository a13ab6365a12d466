"""What moved since check-ins were due last: for the page before the meeting, and for the mail that tells of it.

Everything is asked through what this reader may see; a fixed number of queries.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from goldthread.chain import access as chain
from goldthread.chain.cards import STATES
from goldthread.chain.models import Forecast, KeyResult
from goldthread.kit import clock
from goldthread.kit.days import date_format
from goldthread.measures.forecasting.saying import as_percent
from goldthread.measures.rules import Marks, marks_of, with_unit
from goldthread.people.access import Ground
from goldthread.talk.actions import access as actions
from goldthread.talk.actions import page as action_lines

from ..models import CheckIn, Pivot
from ..owner import who_waits
from . import rules, words
from .days import beat_of

# Where the product has no rhythm, or nothing was due yet.
USUAL = timedelta(days=14)
MOST = 40
_ASKED = (
    "pk", "metric__name", "metric__unit", "metric__currency", "goal__version__statement", "goal__number", "version__owner__name",
    "forecast__probability", "forecast__value", "forecast__colour", "then", "value_then",
)  # fmt: skip


def page(ground: Ground) -> dict[str, Any]:
    """The values of the page."""
    now = clock.now()
    around = beat_of(ground.the_product.pk).standing(now)
    since = around.last.at if around.last else now - USUAL
    return {
        "coming": words.due(around.coming) if around.coming else "",
        "since": date_format(since.astimezone(), "j F") if around.last is None else date_format(around.last.day, "j F"),
        "rhythm": reverse("checkins:rhythm", args=[ground.organisation.slug, ground.the_product.slug]),
        **moved(ground, since, around.coming),
        "topics": [f"product-{ground.the_product.pk}"],
    }


def before(ground: Ground, coming: rules.Due) -> dict[str, Any]:
    """The same for the meeting on a due day: what moved since the due day before it."""
    earlier = beat_of(ground.the_product.pk).standing(coming.at - timedelta(seconds=1)).last
    return moved(ground, earlier.at if earlier else coming.at - USUAL, coming)


def moved(ground: Ground, since: datetime, coming: rules.Due | None = None) -> dict[str, Any]:
    """What moved in the product since then, as this reader may see it: numbers and chances, what was said, what is in the
    way, pivots, actions; and on what a check-in still waits for the due day that comes."""
    seen = chain.goals_in_sight(ground).filter(product=ground.the_product).order_by().values("pk")
    said = _check_ins(ground, seen, since)
    return {
        "numbers": _numbers(ground, seen, since),
        "said": said,
        "blockers": _blockers(ground, seen),
        "pivots": _pivots(ground, seen, since),
        "overdue": _actions(ground, actions.of_product(ground).overdue(ground.today).order_by("due", "pk")),
        "ended": _actions(ground, actions.of_product(ground).filter(ended_at__gte=since).order_by("-ended_at", "-pk")),
        "waiting": _waiting(ground, seen, coming) if coming else [],
    }


def lines(found: dict[str, Any]) -> list[str]:
    """The same as lines of a mail; none where nothing moved that this reader sees."""
    parts: list[tuple[str, list[str]]] = [
        (_("Numbers and chances"), [" · ".join(filter(None, (one["name"], one["value"], one["chance"]))) for one in found["numbers"]]),
        (_("In the way"), [f"{one['name']}: {one['blocker']} ({one['by']})" for one in found["blockers"]]),
        (_("Said in check-ins"), [f"{one['by']}, {one['name']}: {one['words']}" for one in found["said"] if one["words"]]),
        (_("Pivots"), [f"{one['name']}: {one['reason']}" for one in found["pivots"]]),
        (_("Actions that are overdue"), [f"{one['words']} ({one['owner']['name']}, {one['due']})" for one in found["overdue"]]),
        (_("No check-in yet"), [f"{one['name']} ({one['owner']})" for one in found["waiting"]]),
    ]  # fmt: skip
    return [f"{title}\n" + "\n".join(f"– {line}" for line in some) for title, some in parts if some]


def _numbers(ground: Ground, seen: Any, since: datetime) -> list[dict[str, Any]]:
    """Key results whose value or chance is another than then, those whose chance fell most first."""
    then = Forecast.objects.filter(key_result=OuterRef("pk"), at__lte=since).order_by("-at", "-pk")
    rows = KeyResult.objects.standing().filter(goal__in=seen, goal__closing=None, forecast__isnull=False)
    rows = rows.annotate(then=Subquery(then.values("probability")[:1]), value_then=Subquery(then.values("value")[:1]))
    marks = marks_of(get_language())
    found = [_number(ground, one, marks) for one in rows.values(*_ASKED) if _differs(one)]
    return sorted(found, key=lambda one: (one["fall"], one["name"]))[:MOST]


def _differs(one: dict[str, Any]) -> bool:
    return bool(one["forecast__probability"] != one["then"] or one["forecast__value"] != one["value_then"])


def _number(ground: Ground, one: dict[str, Any], marks: Marks) -> dict[str, Any]:
    def told(value: Decimal) -> str:
        return with_unit(value, one["metric__unit"], one["metric__currency"], marks)

    value, before = told(one["forecast__value"]), one["value_then"]
    chance = _percent(one["forecast__probability"], marks)
    return {
        "name": one["metric__name"],
        "goal": one["goal__version__statement"],
        "owner": one["version__owner__name"] or "",
        "value": value if before in (None, one["forecast__value"]) else f"{told(before)} → {value}",
        "chance": chance if one["then"] is None else f"{_percent(one['then'], marks)} → {chance}",
        "fall": float(one["forecast__probability"] - one["then"]) if one["then"] is not None else 0.0,
        "state": STATES[one["forecast__colour"]],
        "path": _path(ground, one["goal__number"], one["pk"]),
    }


def _percent(chance: Decimal, marks: Marks) -> str:
    return f"{as_percent(float(chance))}{marks.percent}"


def _check_ins(ground: Ground, seen: Any, since: datetime) -> list[dict[str, Any]]:
    rows = CheckIn.objects.standing().filter(goal__in=seen, at__gte=since).newest_first()
    return [_line(ground, one) for one in _with_names(rows)[:MOST]]


def _blockers(ground: Ground, seen: Any) -> list[dict[str, Any]]:
    """What the last check-ins on open key results say is in the way."""
    last = CheckIn.objects.standing().filter(key_result=OuterRef("key_result")).newest_first().values("pk")[:1]
    rows = CheckIn.objects.standing().filter(
        goal__in=seen, goal__closing=None, key_result__left_at=None, pk=Subquery(last)
    )
    return [_line(ground, one) for one in _with_names(rows.exclude(blocker="").newest_first())[:MOST]]


def _with_names(rows: QuerySet[CheckIn]) -> QuerySet[CheckIn]:
    return rows.select_related("by", "key_result__metric", "goal")


def _line(ground: Ground, one: CheckIn) -> dict[str, Any]:
    return {
        "name": one.key_result.metric.name,
        "by": one.by.name,
        "face": one.by.face,
        "words": one.learned,
        "confidence": one.confidence,
        "blocker": one.blocker,
        "next_step": one.next_step,
        "when": date_format(one.day, "j M"),
        "path": _path(ground, one.goal.number, one.key_result_id),
    }


def _pivots(ground: Ground, seen: Any, since: datetime) -> list[dict[str, Any]]:
    rows = Pivot.objects.filter(goal__in=seen, at__gte=since).newest_first()
    found = rows.select_related("by", "goal__version", "key_result__metric")[:MOST]
    slugs = (ground.organisation.slug, ground.the_product.slug)
    return [
        {
            "name": one.key_result.metric.name if one.key_result else str(one.goal),
            "by": one.by.name,
            "reason": one.reason,
            "path": reverse("checkins:one_pivot", args=[*slugs, one.pk]),
        }
        for one in found
    ]


def _actions(ground: Ground, rows: Any) -> list[dict[str, Any]]:
    return [action_lines.row(ground, one) for one in rows.select_related("owner", "ended_by")[:MOST]]


def _waiting(ground: Ground, seen: Any, coming: rules.Due) -> list[dict[str, Any]]:
    """Key results on which nobody checked in yet for the day that comes."""
    rows = KeyResult.objects.standing().filter(goal__in=seen, goal__closing=None, version__owner__isnull=False)
    found: Iterable[Any] = who_waits(rows.select_related("version__owner").order_by("goal", "rank", "pk"), coming.day)
    return [
        {
            "name": one.key_result.metric.name,
            "owner": one.key_result.version.owner.name,
            "path": _path(ground, one.key_result.goal.number, one.key_result.pk),
        }
        for one in found
    ][:MOST]


def _path(ground: Ground, number: int, pk: int) -> str:
    slugs = (ground.organisation.slug, ground.the_product.slug)
    return reverse("chain:key_result", args=[*slugs, number, pk])
