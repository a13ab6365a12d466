"""What would come of a column: each line with what it says, what is wrong, and what stands on that day already."""

from datetime import UTC, datetime, time
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from goldthread.chain.metrics.page import drawing_of
from goldthread.kit.days import date_format
from goldthread.measures.models import Metric, Reading
from goldthread.measures.rules import marks_of, with_unit

from .lines import Column, Line

MOST_SHOWN = 200
PROBLEMS = {
    "no_value": _("There is no value."),
    "bad_value": _("The value is not a number."),
    "bad_day": _("The day cannot be read. Write it like 2026-01-31."),
    "no_day": _("There is no day. Write one in each line, or say below which day the first value is of."),
    "to_come": _("The day is still to come."),
    "too_early": _("Readings begin in 1990."),
    "other_unit": _("The value is written in another unit than the metric has."),
    "too_large": _("The number is too large."),
    "too_long": _("The number has more than 15 digits. Round it."),
    "no_yes_no": _("This metric is answered by yes or no."),
    "twice": _("A later line has another value for this day; that one is kept."),
}
DOUBTS = {
    "day_or_month": _("Days such as 3/4 can be read both ways. Look at the days below, and say how they are written if they are wrong."),
    "fractions": _("All values lie between 0 and 1. The metric is in percent: 0.12 means 0.12 %, not 12 %."),
    "header": _("The first line names the columns and is left out."),
    "too_many": _("Only the first 5,000 lines are read. The others stay in the field; keep these first."),
}  # fmt: skip


def preview(metric: Metric, column: Column) -> dict[str, Any]:
    """The column as the page shows it. One query."""
    standing = _standing(metric, column)
    rows = [_row(metric, line, standing) for line in column.lines]
    corrects = sum(1 for row in rows if row["was"])
    known = sum(1 for row in rows if row["is_known"])
    wrong = [row for row in rows if row["problem"]]
    good = [row for row in rows if not row["problem"]]
    return {
        "rows": [*wrong[:MOST_SHOWN], *good[:MOST_SHOWN]],
        "more": max(0, len(wrong) - MOST_SHOWN) + max(0, len(good) - MOST_SHOWN),
        "good": len(good),
        "wrong": len(wrong),
        "new": len(good) - corrects - known,
        "corrects": corrects,
        "known": known,
        "doubts": [words for code, words in DOUBTS.items() if code in column.doubts],
        "drawing": drawing_of(metric, _in_order(column)),
    }


def _standing(metric: Metric, column: Column) -> dict[Any, Decimal]:
    days = [line.day for line in column.good if line.day]
    if not days:
        return {}
    rows = Reading.objects.in_force().filter(metric=metric, for_day=True, day__range=(min(days), max(days)))
    return {day: value for day, value in rows.values_list("day", "value") if value is not None}


def _row(metric: Metric, line: Line, standing: dict[Any, Decimal]) -> dict[str, Any]:
    marks = marks_of(get_language())
    was = standing.get(line.day) if not line.problem else None
    return {
        "number": line.number,
        "written": line.written[:120],
        "day": date_format(line.day, "D j M Y") if line.day else "",
        "value": with_unit(line.value, metric.unit, metric.currency, marks) if line.value is not None else "",
        "problem": PROBLEMS.get(line.problem, ""),
        "was": with_unit(was, metric.unit, metric.currency, marks) if was is not None and was != line.value else "",
        "is_known": was is not None and was == line.value,
    }


def _in_order(column: Column) -> list[tuple[datetime, Decimal]]:
    read = [(datetime.combine(line.day, time(12), UTC), line.value) for line in column.good if line.day]
    return sorted((one for one in read if one[1] is not None), key=lambda one: one[0])  # type: ignore[misc]
