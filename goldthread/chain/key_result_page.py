"""What the page of one key result shows: what can be said of it, its course, its readings, what it asked for before.

Packages above add to it by slots, each a function of (ground, key result, values of the page so far):

    keyresult.head    a part in the row of chips below the name
    keyresult.marks   a list of (day, words): upright lines in the drawing
    keyresult.course  a part below the drawing, such as what to do now
    keyresult.story   a list of lines of the story
    keyresult.below   a part below the story
    keyresult.sheets  a list of style sheets, by the names of their files
    keyresult.aside   a part beside the story; the page does not renew it, so that nothing typed there is lost

A part is a dict with `template` and what that needs as `part`, or None. A line of the story has `template`, `name`
(its id), `on` (local day), `at` (instant) and what the template needs as `one`; with `reading` (an id) it takes the place of
that reading's line and finds it as `one.measured`. The head, the drawing and the story follow the topic of the key result.
"""

from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goldthread.kit import registry
from goldthread.kit.days import date_format
from goldthread.measures.forecasting.colours import ON_TRACK
from goldthread.measures.models import Reading
from goldthread.people.access import Ground

from . import access, chances
from .cards import STATES, short_date
from .chance_words import beside, sentence
from .key_result_chart import chart
from .key_result_words import Pen
from .models import Forecast, KeyResult, KeyResultVersion
from .owners_word import OwnersWord
from .past import looked_at
from .progress import STAYS, is_met, progress

STORY, SAID = 40, 30
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
    pen, versions = Pen(ground, of), _versions(of, moment)
    shown = {
        "of": of,
        "goal": of.goal,
        "version": version,
        "course": course,
        "said": said,
        "lessons": lessons,
        "sentence": sentence(said, course.kind, pen.value, pen.marks, is_over=_is_over(ground, of, course)),
        "beside": "" if _is_over(ground, of, course) else beside(said, course.word.confidence),
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
        "past": [pen.version(one, before) for one, before in versions],
        "when_said": _when_said(ground, of, moment),
        "to": _addresses(ground, of),
        "may_set": of.left_at is None and access.may_set(ground, of.goal.version.level, of.goal.version.team_id),
        "may_read": of.left_at is None and of.goal.closing is None and access.may_read(ground, of),
        "topics": [] if ground.on else [f"product-{of.goal.product_id}", f"keyresult-{of.pk}", f"goal-{of.goal_id}"],
    }
    shown["chart"] = chart(
        ground,
        version,
        course,
        said,
        pen,
        [mark for marks in added("keyresult.marks", ground, of, shown) for mark in marks],
        [one for one, _before in versions],
    )
    lines = [line for lines in added("keyresult.story", ground, of, shown) for line in lines]
    shown["story"] = _story(pen.readings(_readings(of, course, moment)), lines)
    for name, slot in (("head", "head"), ("now", "course"), ("below", "below"), ("aside", "aside")):
        shown[name] = added(f"keyresult.{slot}", ground, of, shown)
    shown["sheets"] = [sheet for sheets in added("keyresult.sheets", ground, of, shown) for sheet in sheets]
    return shown


def added(slot: str, ground: Ground, of: KeyResult, shown: dict[str, Any]) -> list[Any]:
    """What packages above bring to a place of the page."""
    return [one for add in registry.slots(slot) if (one := add(ground, of, shown))]


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
    return _told(course.word, said)


def _told(word: OwnersWord, said: Any) -> dict[str, Any]:
    """The state of the forecast, or the one set by hand with its note; `numbers` is then what the forecast would say."""
    if word.state:
        numbers = STATES[said.state]["words"]
        return {**_state_words(word.state), "note": word.because, "numbers": numbers}
    if word.is_missed and said.state == "at_risk" and said.chance >= ON_TRACK:
        return {**_state_words(said.state), "note": _("No check-in came in time."), "numbers": ""}
    return _state_words(said.state)


def _state_words(state: str) -> dict[str, Any]:
    return {"tone": _TONES[state], "words": STATES[state]["words"]}


def _is_over(ground: Ground, of: KeyResult, course: chances.Course) -> bool:
    return of.goal.closing is not None or (course.due is not None and course.due < ground.today)


def _done(course: chances.Course) -> int | None:
    """How much of the way is done in whole percent, where there is a way."""
    if course.kind in STAYS:
        return None
    share = progress(course.kind, course.value, baseline=course.since, target=course.target, upto=course.upto)
    return None if share is None else round(share * 100)


def _story(measured: list[dict[str, Any]], lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Readings and what packages above tell as one story, the newest first."""
    known = {one["reading"]: one for one in measured}
    told = {line["reading"] for line in lines if line.get("reading")}
    for line in lines:
        line["measured"] = known.get(line.get("reading"))
    whole = [one for one in measured if one["reading"] not in told] + lines
    return sorted(whole, key=lambda one: (one["on"], one["at"]), reverse=True)[:STORY]


def _readings(of: KeyResult, course: chances.Course, moment: Any) -> list[Reading]:
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


__all__ = ["address", "key_result_page", "stood"]
