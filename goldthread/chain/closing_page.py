"""Closing a goal: what its numbers say of how it ended, what was said on the way, and what goes on. And the goal once closed."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from goldthread.kit.days import date_format
from goldthread.measures.forecasting.saying import as_percent
from goldthread.measures.rules import marks_of, plain, with_unit
from goldthread.people.access import Ground
from goldthread.talk import kudos

from . import access, chances, guide
from .cards import aim_words
from .ending import Scored, Told, known_when, result_of, scored
from .forms.closing import ClosingForm
from .models import Closing, Forecast, Goal, KeyResult
from .models.succession import GOES_ON, end, next_period
from .past import Moment
from .progress import is_met, progress

Row = dict[str, Any]
WHEN = {
    "first": gettext_lazy("at first we said %(percent)s%%, on %(day)s"),
    "half": gettext_lazy("at half time we said %(percent)s%%, on %(day)s"),
    "last": gettext_lazy("at last we said %(percent)s%%, on %(day)s"),
}
ONWARD = {
    Closing.Onward.ABANDON: gettext_lazy("Nothing follows from it."),
    Closing.Onward.KEEP: gettext_lazy("A new goal in the same words takes up what is missing."),
    Closing.Onward.MODIFY: gettext_lazy("A new goal in other words takes up what we learned."),
    Closing.Onward.CARRY_OVER: gettext_lazy("A new goal in the same words, in the next period."),
}


class Ended:
    """The numbers of a goal at its end: a row for each key result, the score, where each stood. Four queries."""

    def __init__(self, goal: Goal, moment: Moment | None = None) -> None:
        rows = (
            KeyResult.objects.standing().filter(goal=goal).select_related("metric", "version__owner", "goal__version")
        )
        self.key_results = list(rows.order_by("rank", "pk"))
        courses = chances.courses_of([chances.row_of(one) for one in self.key_results], moment)
        self.pairs = list(zip(self.key_results, courses, strict=True))
        self.values = {one.pk: course.value for one, course in self.pairs if course.value is not None}
        self.scored: Scored = scored((one.version.weight, _progress(course)) for one, course in self.pairs)  # type: ignore[union-attr]

    def rows(self) -> list[Row]:
        said = _said([one.pk for one in self.key_results])
        return [_row(one, course, said[one.pk]) for one, course in self.pairs]


def asked(ground: Ground, goal: Goal, ended: Ended, form: ClosingForm) -> dict[str, Any]:
    """All that the page shows before a goal is closed."""
    following = next_period(goal)
    return {
        "goal": goal,
        "form": form,
        "rows": ended.rows(),
        "reckoned": written(ended.scored.score),
        "silent": _silent(ended.scored),
        "results": guide.results(),
        "suggested": result_of(ended.scored.score),
        "onwards": [
            (str(one), one.label, ONWARD[one]) for one in ONWARD if one != Closing.Onward.CARRY_OVER or following
        ],
        "following": following,
        "goes_on": goal.version.level != "sprint_goal",
    }


def close(ground: Ground, goal: Goal, ended: Ended, form: ClosingForm) -> Closing:
    """Close it as the form says. Raises Committed where it is let go while key results of it run, Refused as `end`."""
    given, reckoned = form.cleaned_data, ended.scored.score
    score = given["score"] if given["score"] is not None else reckoned
    return end(
        goal,
        given["result"],
        by=ground.person,
        learned=given["learned"],
        onward=given["onward"],
        statement=given["statement"],
        due=given["due"],
        values=ended.values,
        score=score,
        reckoned=reckoned,
        score_because=given["score_because"] if score != reckoned else "",
    )


def told(ground: Ground, goal: Goal, closing: Closing, moment: Moment | None) -> dict[str, Any]:
    """What the page of a closed goal says of its end: the score, what goes on, what was known when, kudos. Six queries."""
    ended = Ended(goal, moment)
    following = closing.successor if closing.successor_id not in access.hidden(ground) else None
    return {
        "score": written(closing.score),
        "reckoned": written(closing.reckoned),
        "because": closing.score_because,
        "onward": Closing.Onward(closing.onward).label if closing.onward in GOES_ON else "",
        "following": {
            "words": str(following),
            "number": following.number,
            "url": reverse("chain:goal", args=[ground.organisation.slug, ground.the_product.slug, following.number]),
        }
        if following
        else None,
        "rows": ended.rows(),
        "kudos": kudos.at(ground, "goal", goal.pk) if closing.result == Closing.Result.MET and not moment else None,
    }


def written(score: Decimal | None) -> str:
    """A score as people write it, with two places: "0.70"; "" where there is none."""
    return "" if score is None else str(score.quantize(Decimal("0.01"))).replace(".", marks_of(get_language()).decimal)


def _progress(course: chances.Course) -> Decimal | None:
    return progress(course.kind, course.value, baseline=course.since, target=course.target, upto=course.upto)


def _row(one: KeyResult, course: chances.Course, said: Sequence[tuple[date, float]]) -> Row:
    metric, version, marks = one.metric, one.version, marks_of(get_language())
    assert version is not None
    share = _progress(course)
    met = course.value is not None and is_met(course.kind, course.value, target=course.target, upto=course.upto)
    return {
        "name": metric.name,
        "number": one.pk,
        "aim": aim_words(
            version.kind, version.baseline, version.target, version.upto, metric.unit, metric.currency, marks
        ),
        "value": with_unit(course.value, metric.unit, metric.currency, marks) if course.value is not None else "",
        "done": None if share is None else min(max(round(share * 100), 0), 100),
        "weight": version.weight,
        "owner": version.owner.name if version.owner else version.owner_as_written,
        "tone": "good" if met else "" if course.value is None else "warn",
        "words": _("reached") if met else _("no data") if course.value is None else _("not reached"),
        "known": [_known(told) for told in known_when(said, course.starts, course.due)],
    }


def _known(told: Told) -> str:
    return str(WHEN[told.when]) % {"percent": as_percent(told.share), "day": date_format(told.day, "j F Y")}


def _said(key_results: Sequence[int]) -> dict[int, list[tuple[date, float]]]:
    """What was said of each, in order of time; of the numbers, not of the base rate. One query."""
    found: dict[int, list[tuple[date, float]]] = defaultdict(list)
    rows = Forecast.objects.filter(key_result__in=key_results, alone__isnull=False).order_by("at", "pk")
    for one, at, share in rows.values_list("key_result_id", "at", "probability"):
        found[one].append((at.date(), float(share)))
    return found


def _silent(made: Scored) -> str:
    """What the score leaves out, in words."""
    if not made.silent:
        return ""
    words = ngettext("%(num)s key result without data", "%(num)s key results without data", made.silent)
    return words % {"num": plain(Decimal(made.silent))}


__all__ = ["Ended", "asked", "close", "told", "written"]
