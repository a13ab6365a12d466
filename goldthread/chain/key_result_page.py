"""What the page of one key result shows: what can be said of it, its course, its readings, what it asked for before."""

from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from goldthread.kit.days import date_format
from goldthread.measures.models import Reading
from goldthread.measures.rules import Marks, marks_of, plain, short, with_unit
from goldthread.people.access import Ground

from . import access, chances
from .cards import STATES, aim_words, short_date
from .chance_words import sentence
from .fan import fan
from .models import Forecast, KeyResult, KeyResultVersion
from .past import looked_at
from .progress import STAYS, Kind, is_met, progress

STORY, SAID, TABLE = 40, 30, 60
_TONES = {name: state["tone"] for name, state in STATES.items()}


def stood(ground: Ground, of: KeyResult) -> bool:
    """Give a key result in hand the version that it had on the day looked at; says whether it was there."""
    moment = looked_at(ground)
    if moment is None:
        return True
    then = (
        of.versions.filter(at__lte=moment.ends).select_related("owner", "by", "metric").order_by("-at", "-pk").first()
    )
    if then is None:
        return False
    of.version, of.metric = then, then.metric
    of.metric.organisation = ground.organisation
    return True


def key_result_page(ground: Ground, of: KeyResult) -> dict[str, Any]:
    """All values of the page: readings, the newest of them as story, versions, what was said when, what was learned."""
    moment, version = looked_at(ground), _version(of)
    course = chances.courses_of([chances.row_of(of)], moment)[0]
    lessons = chances.lessons_of(ground.organisation.pk, moment.day if moment else ground.today)
    said = chances.reckoned([course], lessons)[0]
    pen = _Pen(ground, of)
    return {
        "of": of,
        "goal": of.goal,
        "version": version,
        "course": course,
        "said": said,
        "sentence": sentence(said, course.kind, pen.value, pen.marks, is_over=_is_over(ground, of, course)),
        "chart": _chart(ground, version, course, said, pen),
        "state": _state(ground, of, course, said),
        "aim": pen.aim(version),
        "due_words": date_format(course.due, "j F Y") if course.due else "",
        "reach": pen.value(version.reach) if version.reach is not None else "",
        "agreed": pen.value(version.target),
        "value": pen.value(course.value) if course.value is not None else "",
        "done": _done(course),
        "counted": ngettext("%(num)s reading", "%(num)s readings", len(course.within)) % {"num": len(course.within)}
        if course.within
        else "",
        "owner": version.owner.face if version.owner else None,
        "owner_words": version.owner.name if version.owner else version.owner_as_written,
        "story": pen.story(_story(of, course, moment)),
        "past": [pen.version(one, before) for one, before in _versions(of, moment)],
        "when_said": _when_said(ground, of, moment),
        "to": _addresses(ground, of),
        "may_set": of.left_at is None and access.may_set(ground, of.goal.version.level, of.goal.version.team_id),
        "may_read": of.left_at is None and of.goal.closing is None and access.may_read(ground, of),
        "topics": [] if ground.on else [f"product-{of.goal.product_id}", f"keyresult-{of.pk}", f"goal-{of.goal_id}"],
    }


def address(ground: Ground, of: KeyResult) -> str:
    return _addresses(ground, of)["page"]


def _addresses(ground: Ground, of: KeyResult) -> dict[str, str]:
    slugs = (ground.organisation.slug, ground.the_product.slug, of.goal.number)
    names = {"page": "key_result", "numbers": "key_result_numbers", "readings": "key_result_readings"}
    own = {name: reverse(f"chain:{view}", args=[*slugs, of.pk]) for name, view in names.items()}
    return {**own, "goal": reverse("chain:goal", args=slugs) + ground.asking_on}


def _version(of: KeyResult) -> KeyResultVersion:
    assert of.version is not None
    return of.version


def _state(ground: Ground, of: KeyResult, course: chances.Course, said: Any) -> dict[str, Any]:
    """The chip: what came of it once it is over, else what its numbers say, or why they say nothing yet."""
    if course.value is None:
        return {"tone": "", "words": _("no data yet")}
    if _is_over(ground, of, course) or (said and said.chance == 1 and said.basis == "done"):
        met = is_met(course.kind, course.value, target=course.target, upto=course.upto)
        return {"tone": "good" if met else "bad", "words": _("reached") if met else _("not reached")}
    if said is None or said.basis != "numbers":
        return {"tone": "", "words": _("too early to say")}
    return {"tone": _TONES[said.state], "words": STATES[said.state]["words"]}


def _is_over(ground: Ground, of: KeyResult, course: chances.Course) -> bool:
    return of.goal.closing is not None or (course.due is not None and course.due < ground.today)


def _chart(
    ground: Ground, version: KeyResultVersion, course: chances.Course, said: Any, pen: "_Pen"
) -> dict[str, Any] | None:
    """The drawing with its words; none for a milestone, and where no time or number is known to draw in."""
    if course.due is None or course.due <= course.starts or course.kind == Kind.MILESTONE or course.target is None:
        return None
    names = {"committed": course.target, "upto": course.upto, "reach": version.reach}
    lines = [(name, value) for name, value in names.items() if value is not None]
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
    words = {
        "committed": _("committed %(value)s") if course.kind not in STAYS else _("not below %(value)s"),
        "upto": _("not above %(value)s"),
        "reach": _("reach %(value)s"),
    }
    if course.kind == Kind.STAY_BELOW:
        words["committed"] = words["upto"]
    return {
        "fan": made,
        "marks": [(one.name, one.y, words[one.name] % {"value": pen.value(one.value)}) for one in made.marks],
        "levels": [(y, pen.level(value)) for y, value in made.levels],
        "days": [
            (x, date_format(day, "j M" if place in (0, len(made.days) - 1) else "M"))
            for place, (x, day) in enumerate(made.days)
        ],
        "taken": [(short_date(one.day, ground.today), pen.value(one.value)) for one in course.within[-TABLE:]],
        "rows": [(short_date(day, ground.today), *(pen.rough(one) for one in numbers)) for day, *numbers in made.rows],
    }


def _done(course: chances.Course) -> int | None:
    """How much of the way is done in whole percent, where there is a way."""
    if course.kind in STAYS:
        return None
    share = progress(course.kind, course.value, baseline=course.since, target=course.target, upto=course.upto)
    return None if share is None else round(share * 100)


def _story(of: KeyResult, course: chances.Course, moment: Any) -> list[Reading]:
    """The newest readings in its time, the newest first, and one more to tell the difference from."""
    rows = chances.readings([of.metric_id], course.starts, moment)
    if course.due:
        rows = rows.filter(day__lte=course.due)
    return list(rows.select_related("by").reverse()[: STORY + 1])


def _versions(of: KeyResult, moment: Any) -> list[tuple[KeyResultVersion, KeyResultVersion | None]]:
    rows = of.versions.select_related("by", "owner", "metric").order_by("-number")
    found = list(rows.filter(at__lte=moment.ends) if moment else rows)
    return list(zip(found, [*found[1:], None], strict=False))


def _when_said(ground: Ground, of: KeyResult, moment: Any) -> list[dict[str, Any]]:
    """What was said about its chance and when, the newest first; of the numbers, not of the base rate."""
    rows = Forecast.objects.filter(key_result=of, alone__isnull=False).order_by("-at", "-pk")
    rows = rows.filter(at__lte=moment.ends) if moment else rows
    return [
        {
            "when": short_date(localtime(one.at).date(), ground.today),
            "percent": round(one.probability * 100),
            "tone": _TONES[one.colour],
            "words": STATES[one.colour]["words"],
        }
        for one in rows[:SAID]
    ]


class _Pen:
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

    def story(self, rows: list[Reading]) -> list[dict[str, Any]]:
        pairs = zip(rows, [*rows[1:], None], strict=False)
        return [self._line(one, before) for one, before in pairs][:STORY]

    def _line(self, one: Reading, before: Reading | None) -> dict[str, Any]:
        change = one.value - before.value if before and one.value is not None and before.value is not None else None
        return {
            "id": one.pk,
            "day": one.day.isoformat(),
            "when": date_format(one.day, "D j M")
            if abs((one.day - self.ground.today).days) < 300
            else date_format(one.day, "j M Y"),
            "value": self.value(one.value),
            "change": ""
            if not change or self.metric.unit == "yes_no"
            else ("+" if change > 0 else "−") + plain(abs(change), self.marks),
            "note": one.note,
            "by": one.by.name if one.by else "",
            "origin": one.get_origin_display(),
            "is_corrected": one.corrects_id is not None,
        }

    def version(self, one: KeyResultVersion, before: KeyResultVersion | None) -> dict[str, Any]:
        """A version as it is told: what it asked for, and what of that was new."""
        told = [(label, said) for label, said in self._told(one)]
        held = dict(self._told(before)) if before else {}
        return {
            "number": one.number,
            "when": date_format(localtime(one.at), "j M Y"),
            "moment": one.at.isoformat(),
            "by": one.by.name,
            "is_first": before is None,
            "changed": [
                (label, held.get(label, ""), said) for label, said in told if before and held.get(label, "") != said
            ],
            "aim": self.aim(one),
        }

    def _told(self, one: KeyResultVersion) -> list[tuple[str, str]]:
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


__all__ = ["address", "key_result_page", "stood"]
