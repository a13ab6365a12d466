"""Writes what a key result says: values of its metric, readings and versions, in the reader's language."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from goldthread.kit.days import date_format
from goldthread.measures.models import Reading
from goldthread.measures.rules import Marks, marks_of, plain, short, with_unit
from goldthread.people.access import Ground

from .cards import aim_words, short_date
from .models import KeyResult, KeyResultVersion


class Pen:
    """Writes numbers of this key result's metric, in the reader's language."""

    def __init__(self, ground: Ground, of: KeyResult) -> None:
        self.ground, self.metric = ground, of.metric
        self.marks: Marks = marks_of(get_language())

    def value(self, value: Any) -> str:
        return with_unit(value, self.metric.unit, self.metric.currency, self.marks)

    def level(self, value: Any) -> str:
        """A value beside the drawing, short."""
        behind = self.marks.percent if self.metric.unit == "percent" else ""
        return short(value, self.marks) + behind

    def rough(self, value: float) -> str:
        """A value that nobody measured: no finer than three digits of it deserve."""
        number = Decimal(repr(value))
        places = max(0, 2 - number.adjusted()) if number else 0
        return self.value(round(number, 0 if self.metric.unit == "count" else places))

    def aim(self, one: KeyResultVersion) -> str:
        metric = one.metric if one.metric_id != self.metric.pk else self.metric
        return aim_words(one.kind, one.baseline, one.target, one.upto, metric.unit, metric.currency, self.marks)

    def readings(self, rows: list[Reading]) -> list[dict[str, Any]]:
        """Lines of the story; `rows` are the newest first, and the last one only tells the difference of the one before."""
        return [self._line(one, before) for one, before in zip(rows, [*rows[1:], None], strict=False)]

    def _line(self, one: Reading, before: Reading | None) -> dict[str, Any]:
        change = one.value - before.value if before and one.value is not None and before.value is not None else None
        return {
            "template": "chain/key_result/reading_line.html",
            "name": f"reading-{one.pk}",
            "reading": one.pk,
            "on": one.day,
            "at": one.at,
            "day": one.day.isoformat(),
            "when": self.when(one.day),
            "value": self.value(one.value),
            "change": ""
            if not change or self.metric.unit == "yes_no"
            else ("+" if change > 0 else "−") + plain(abs(change), self.marks),
            "note": one.note,
            "by": one.by.name if one.by else "",
            "origin": one.get_origin_display(),
            "is_corrected": one.corrects_id is not None,
        }

    def when(self, day: date) -> str:
        """A day at the edge of the story: "Tue 24 Nov", with the year where it is not near."""
        return date_format(day, "D j M" if abs((day - self.ground.today).days) < 300 else "j M Y")

    def version(self, one: KeyResultVersion, before: KeyResultVersion | None) -> dict[str, Any]:
        """A version as it is told: what it asked for, and what of that was new."""
        return {
            "number": one.number,
            "when": date_format(localtime(one.at), "j M Y"),
            "moment": one.at.isoformat(),
            "by": one.by.name,
            "is_first": before is None,
            "changed": self.changed(before, one) if before else [],
            "aim": self.aim(one),
        }

    def changed(self, before: KeyResultVersion, after: KeyResultVersion) -> list[tuple[str, str, str]]:
        """What differs between two versions, as (label, before, after)."""
        held = dict(self.told(before))
        return [(label, held.get(label, ""), said) for label, said in self.told(after) if held.get(label, "") != said]

    def told(self, one: KeyResultVersion) -> list[tuple[str, str]]:
        """What a version says, as (label, words)."""
        owner = one.owner.name if one.owner else one.owner_as_written
        return [
            (_("metric"), one.metric.name),
            (_("numbers"), self.aim(one)),
            (_("reach"), "" if one.reach is None else self.value(one.reach)),
            (_("from"), short_date(one.starts, self.ground.today)),
            (_("by"), short_date(one.due, self.ground.today)),
            (_("owner"), owner),
            (_("weight"), str(one.weight)),
        ]


__all__ = ["Pen"]
