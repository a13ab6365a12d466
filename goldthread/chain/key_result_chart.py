"""The course of a key result as the page draws it: the fan with its words, and the same numbers for a table."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from goldthread.kit.days import date_format
from goldthread.people.access import Ground

from .cards import short_date
from .chances import Course
from .fan import across, fan
from .key_result_words import Pen
from .models import KeyResultVersion
from .progress import STAYS, Kind

TABLE = 60
FORMER = "former"


def chart(
    ground: Ground,
    version: KeyResultVersion,
    course: Course,
    said: Any,
    pen: Pen,
    marked: Iterable[tuple[date, str]] = (),
    earlier: Sequence[KeyResultVersion] = (),
) -> dict[str, Any] | None:
    """The drawing with its words; none for a milestone, and where no time or number is known to draw in.

    `marked` are days with words, drawn upright; `earlier` the versions from the newest down, of which targets that were
    agreed before are drawn as far as they held.
    """
    if course.due is None or course.due <= course.starts or course.kind == Kind.MILESTONE or course.target is None:
        return None
    names = {"committed": course.target, "upto": course.upto, "reach": version.reach}
    former = formerly(course, version, earlier)
    lines = [(name, value) for name, value in names.items() if value is not None]
    lines += [(FORMER, one.value) for one in former]
    ahead = said.fan if said and course.due >= ground.today else ()
    made = fan(
        course.within,
        ahead,
        starts=course.starts,
        due=course.due,
        baseline=course.since,
        lines=lines,
        today=ground.today,
    )
    return {
        "fan": made,
        "marks": [
            (one.name, one.y, _words(one.name, course.kind) % {"value": pen.value(one.value)})
            for one in made.marks
            if one.name != FORMER
        ],
        "former": [
            (
                _across(held.since, course),
                _across(held.until, course),
                one.y,
                pen.value(held.value),
                short_date(held.until, ground.today),
            )
            for held, one in zip(former, (one for one in made.marks if one.name == FORMER), strict=True)
        ],
        "agreed": [
            (short_date(one.since, ground.today), short_date(one.until, ground.today), pen.value(one.value))
            for one in former
        ],
        "marked": [(_across(day, course), words) for day, words in marked if course.starts <= day <= course.due],
        "levels": [(y, pen.level(value)) for y, value in made.levels],
        "days": [
            (x, date_format(day, "j M" if place in (0, len(made.days) - 1) else "M"))
            for place, (x, day) in enumerate(made.days)
        ],
        "taken": [(short_date(one.day, ground.today), pen.value(one.value)) for one in course.within[-TABLE:]],
        "rows": [(short_date(day, ground.today), *(pen.rough(one) for one in numbers)) for day, *numbers in made.rows],
    }


class Held(NamedTuple):
    """A target that was agreed from a day until another, in the time of a key result."""

    value: Decimal
    since: date
    until: date


def formerly(course: Course, version: KeyResultVersion, earlier: Sequence[KeyResultVersion]) -> list[Held]:
    """The targets that held before the one in force, the oldest first, as far as they lie in the time that is drawn.

    Numbers that held for less than a day, or before the start, or of another metric are left out.
    """
    assert course.due is not None
    found: list[Held] = []
    for one, after in zip(earlier[1:], earlier, strict=False):
        since = max(localtime(one.at).date(), course.starts)
        until = min(localtime(after.at).date(), course.due)
        same = one.metric_id == version.metric_id and one.target is not None and one.target != version.target
        if not same or until <= since:
            continue
        if found and found[-1].value == one.target and found[-1].since == until:
            found[-1] = found[-1]._replace(since=since)
        else:
            found.append(Held(one.target, since, until))  # type: ignore[arg-type]
    return found[::-1]


def _across(day: date, course: Course) -> float:
    assert course.due is not None
    return across((day - course.starts) / (course.due - course.starts))


def _words(name: str, kind: str) -> str:
    """What stands at a line across the drawing."""
    if name == "reach":
        return _("reach %(value)s")
    if name == "upto" or kind == Kind.STAY_BELOW:
        return _("not above %(value)s")
    return _("not below %(value)s") if kind in STAYS else _("committed %(value)s")


__all__ = ["chart", "formerly"]
