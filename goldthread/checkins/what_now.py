"""What now? The four ways on that stand on the page of a key result whose chance is low, each with its own chance."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from goldthread.chain import access as chain
from goldthread.chain import chances
from goldthread.chain.cards import STATES
from goldthread.chain.key_result_words import Pen
from goldthread.chain.models import Forecast, KeyResult
from goldthread.measures.forecasting.forecast import Forecast as Said
from goldthread.measures.forecasting.lessons import Lessons
from goldthread.measures.forecasting.saying import as_percent
from goldthread.people.access import Ground

from . import pivot_access, ways
from .forms.what_now import WishesForm
from .ways import Way, Wish

CARD = "checkins/what_now/card.html"


def card(ground: Ground, of: KeyResult, shown: Mapping[str, Any]) -> dict[str, Any] | None:
    """The part below the drawing; none where the chance is good, nothing can be said, or another day is looked at."""
    course, said = shown["course"], shown["said"]
    if ground.on or of.left_at or of.goal.closing or not ways.offered(course, said, ground.today):
        return None
    if said.basis != "numbers" or not ways.is_time(said.chance, _said_before(of), ground.today):
        return None
    return {"template": CARD, **values(ground, of, course, said, shown["lessons"])}


def values(
    ground: Ground,
    of: KeyResult,
    course: chances.Course,
    said: Said,
    lessons: Lessons,
    form: WishesForm | None = None,
) -> dict[str, Any]:
    """The ways on with what was typed for each, or else where to begin, and the chance with it."""
    begun = ways.first_wishes(course, said, ground.today)
    typed: Mapping[str, Any] = form.data if form is not None else {}
    if form is not None:
        begun = {way: form.wish(way) if typed.get(way) else wish for way, wish in begun.items()}
    offered = ways.offered(course, said, ground.today)
    forecasts = dict(
        zip(offered, ways.chances_with(course, [begun[way] for way in offered], ground.today, lessons), strict=True)
    )
    pen = Pen(ground, of)
    return {
        "page": address(ground, of),
        "pivot": reverse("checkins:pivot", args=_places(ground, of)),
        "chance": told(said),
        "ways": [
            _way(
                way,
                begun[way],
                forecasts[way],
                course,
                pen,
                str(typed.get(way, "")),
                form.errors.get(way, []) if form else [],
            )
            for way in offered
        ],
        "may_pivot": of.has_begun() and pivot_access.may(ground, of.goal),
        "may_take_on": ground.may("take on"),
        "may_propose": ground.may("propose"),
        "may_go_on": chain.may_read(ground, of),
    }


def look(ground: Ground, of: KeyResult, typed: Mapping[str, str]) -> dict[str, Any]:
    """The ways on as `values` tells them, with what was typed. No ways where nothing can be said or its time is over."""
    form, course, lessons = wishes(ground, of, typed)
    said = chances.reckoned([course], lessons)[0]
    if said is None or not ways.offered(course, said, ground.today):
        return {"ways": [], "chance": None, "page": address(ground, of)}
    return values(ground, of, course, said, lessons, form)


def wishes(ground: Ground, of: KeyResult, typed: Mapping[str, str]) -> tuple[WishesForm, chances.Course, Lessons]:
    """The form of what was typed, the course and the lessons. A fixed number of queries."""
    course = chances.courses_of([chances.row_of(of)])[0]
    form = WishesForm(typed, metric=of.metric, course=course, today=ground.today)
    form.is_valid()
    return form, course, chances.lessons_of(ground.organisation.pk, ground.today)


def with_wish(course: chances.Course, wish: Wish, today: date, lessons: Lessons) -> Said | None:
    """What could be said with what somebody expects."""
    return ways.chances_with(course, [wish], today, lessons)[0]


def told(said: Said | None) -> dict[str, Any] | None:
    """A chance as pages show it: whole percent with the sign and word of its state."""
    if said is None or said.basis not in ("numbers", "confidence"):
        return None
    state = STATES[said.state]
    return {"percent": as_percent(said.chance), "tone": state["tone"], "words": state["words"]}


def address(ground: Ground, of: KeyResult) -> str:
    return reverse("checkins:what_now", args=_places(ground, of))


def page_of(ground: Ground, of: KeyResult) -> str:
    return reverse("chain:key_result", args=_places(ground, of))


def _places(ground: Ground, of: KeyResult) -> tuple[Any, ...]:
    return (ground.organisation.slug, ground.the_product.slug, of.goal.number, of.pk)


def _said_before(of: KeyResult) -> list[tuple[date, float]]:
    rows = Forecast.objects.filter(key_result=of, alone__isnull=False).order_by("-at", "-pk")
    return [(at.date(), float(share)) for at, share in rows.values_list("at", "probability")[:40]]


def _way(
    way: Way, wish: Wish, said: Said | None, course: chances.Course, pen: Pen, typed: str, errors: Any
) -> dict[str, Any]:
    words = {
        "help": (_("Ask for help"), "life-buoy"),
        "drop": (_("Drop something"), "scissors"),
        "later": (_("Later"), "calendar-clock"),
        "target": (_("New target"), "target"),
    }
    label, sign = words[way]
    asks = {"later": "day", "target": "target"}.get(way, "pace" if ways.takes_pace(course) else "")
    written = typed or _written(wish, pen)
    less = ways.is_downwards(course)
    return {
        "way": str(way),
        "label": label,
        "icon": sign,
        "asks": asks,
        "value": written,
        "before": {"pace": "−" if less else "+", "day": _("by"), "target": ""}.get(asks, ""),
        "after": _("a week") if asks == "pace" else "",
        "spoken": {
            "pace": _("How much less a week do you expect?") if less else _("How much more a week do you expect?"),
            "day": _("By which day?"),
            "target": _("Which target?"),
        }.get(asks, ""),
        "said": told(said),
        "errors": list(errors),
    }


def _written(wish: Wish, pen: Pen) -> str:
    if wish.due is not None:
        return wish.due.isoformat()
    value = wish.pace if wish.pace is not None else wish.target
    return "" if value is None else pen.value(Decimal(value))


__all__ = ["address", "card", "look", "page_of", "told", "values", "wishes", "with_wish"]
