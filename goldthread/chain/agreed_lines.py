"""What was agreed, as a quiet line on a goal: "all 12 support it, 4 Sep". For those only who may read agreements."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import get_language

from goldthread.decisions import words
from goldthread.decisions.models import Agreement
from goldthread.people.access import Ground

from . import past
from .cards import short_date
from .loose_ends.agreed import differs
from .models import Goal
from .past import Moment
from .snapshot import Thread


def lay(ground: Ground, made: Thread) -> Thread:
    """Say on each goal of a thread what was agreed about the words it has. One query when it looks back, else none."""
    if not ground.may("see agreements"):
        return made
    moment = past.looked_at(ground)
    rows: dict[int, Any] = _by_then(ground, moment) if moment else dict(made.agreed)
    for pk, (agreed_words, tally, at) in rows.items():
        goal = made.by_id.get(pk)
        if goal is not None and not differs(agreed_words, goal["statement"]):
            goal["agreed"] = _line(ground, tally, at)
    return made


def of_goal(ground: Ground, goal: Goal) -> str:
    """The same line for one goal; "" where nothing was agreed about its words. One query."""
    if not ground.may("see agreements"):
        return ""
    moment = past.looked_at(ground)
    rows = Agreement.objects.about("goal", goal.pk).filter(organisation=ground.organisation).adopted()
    rows = rows.filter(decision__effect__isnull=True)
    found = (rows.filter(at__lte=moment.ends) if moment else rows).order_by("-at", "-pk").first()
    if found is None or differs(found.words, goal.version.statement):
        return ""
    return _line(ground, found.tally, found.at)


def _by_then(ground: Ground, moment: Moment) -> dict[int, Any]:
    """By goal, what had been agreed last at that moment."""
    rows = Agreement.objects.filter(product=ground.the_product, kind="goal", at__lte=moment.ends).adopted()
    rows = rows.filter(decision__effect__isnull=True)
    return {row[0]: row[1:] for row in rows.order_by("at", "pk").values_list("noun_id", "words", "tally", "at")}


def _line(ground: Ground, tally: Mapping[str, int], at: Any) -> str:
    counts = tuple(tally.get(name, 0) for name in ("support", "reserve", "eligible"))
    return f"{_supporters(counts, get_language())}, {short_date(localtime(at).date(), ground.today)}"


# There are few, and each costs two translations.
@lru_cache(1024)
def _supporters(counts: tuple[int, int, int], language: str | None) -> str:
    support, reserve, eligible = counts
    return words.supporters({"support": support, "reserve": reserve, "eligible": eligible})


__all__ = ["lay", "of_goal"]
