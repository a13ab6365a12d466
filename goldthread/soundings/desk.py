"""What the organiser of a sounding sees beside what all see: where each person stands, what they said, what comes next."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goldthread.decisions.words import as_what
from goldthread.kit import clock
from goldthread.kit.days import date_format

from . import words
from .forms.sounding import local
from .models import Inside, Participant, Point, Said, Sounding, Turn, course

Deed = tuple[str, str]


def next_deed(of: Sounding, inside: Inside, people: Sequence[Participant]) -> Deed | None:
    """What waits for the organiser: why, and what the deed is called; None while others think."""
    if inside.stalled:
        return _("it is stuck: a meeting is the way on"), _("Set it up")
    waiting = sum(one.awaits_answer for one in inside.confirmed())
    if waiting:
        says = ngettext("%(num)s thing that was said waits for your answer", "%(num)s things that were said wait for your answer", waiting)  # fmt: skip
        return says % {"num": waiting}, _("Answer")
    if course.is_over(inside, people, of.draft):
        if any(_lacks_position(inside.turn(one.number, of.draft)) for one in people if one.is_needed):
            return _("everybody was met or answered; some have not said yet whether they support it"), _("See who")
        return _("everybody was heard on this version, and not all support it"), _("Write the next version")
    denied = [one for one in people if _is_denied(inside.turn(one.number, of.draft))]
    if denied:
        return _("%(name)s says that you did not meet") % {"name": denied[0].person.name}, _("Open")
    today = [one for one in people if _meets_today(inside.turn(one.number, of.draft))]
    if today:
        return _("you meet %(name)s today") % {"name": today[0].person.name}, _("Open")
    return None


def _lacks_position(turn: Turn | None) -> bool:
    return turn is not None and turn.met and turn.position is None


def _is_denied(turn: Turn | None) -> bool:
    return turn is not None and turn.met_contested and turn.waits


def _meets_today(turn: Turn | None) -> bool:
    return turn is not None and bool(turn.meets_at) and turn.waits and local(turn.meets_at).date() <= local(clock.now().isoformat()).date()  # fmt: skip


def shown(of: Sounding, inside: Inside, people: Sequence[Participant]) -> dict[str, Any]:
    """The organiser's part of the page. No queries: all of it lies in the box."""
    over = course.is_over(inside, people, of.draft)
    unanswered = sum(one.awaits_answer for one in inside.confirmed())
    deed = next_deed(of, inside, people)
    return {
        "rows": [_row(of, inside, one) for one in people],
        "heard": sum(_is_over(inside.turn(one.number, of.draft)) for one in people),
        "of": len(people),
        "may_rework": over and not unanswered,
        "may_ask_next": of.is_open and course.next_to_ask(inside, people, of.draft) is not None,
        "not_reached": [] if of.is_open else _not_reached(inside, people, of.draft),
        "stalled": words.STALLED.get(inside.stalled, ""),
        "next": deed[0] if deed else "",
    }


def _is_over(turn: Turn | None) -> bool:
    return turn is not None and turn.is_over


def _not_reached(inside: Inside, people: Iterable[Participant], draft: int) -> list[str]:
    turns = [(one, inside.turn(one.number, draft)) for one in people]
    return [one.person.name for one, turn in turns if turn is None or not turn.is_heard]


def _row(of: Sounding, inside: Inside, one: Participant) -> dict[str, Any]:
    turn = inside.turn(one.number, of.draft)
    label, tone = _state(turn)
    return {
        "id": one.pk,
        "face": one.person.face,
        "group": as_what(one.role),
        "is_needed": one.is_needed,
        "state": label,
        "tone": tone,
        "turn": turn,
        "awaits_word": turn is not None and turn.awaits_word,
        "position": words.GRADIENTS[turn.position] if turn and turn.position else "",
        "position_tone": words.TONES[turn.position] if turn and turn.position else "",
        "meets": meets(turn),
        "said": [said(each) for each in inside.said.get(one.number, ())],
    }


def _state(turn: Turn | None) -> tuple[str, str]:
    """Where somebody stands at this version, and its tone."""
    if turn is None:
        return _("comes later"), ""
    if turn.position is not None:
        return (_("supported the words before") if turn.kept else _("answered")), "good"
    if turn.met:
        return (_("met; position to come"), "blue") if turn.met_too else (_("met, not confirmed yet"), "gold")
    if turn.met_contested and turn.waits:
        return _("says that you did not meet"), "warn"
    if turn.is_over:
        return _("declined twice"), "warn"
    if turn.meets_at:
        return _("meeting"), "blue"
    if not turn.waits:
        return _("not now; is asked once more"), "warn"
    return _("asked"), "gold"


def meets(turn: Turn | None) -> str:
    return date_format(local(turn.meets_at), "l j F, H:i") if turn and turn.meets_at else ""


def said(one: Said) -> dict[str, Any]:
    """A piece of feedback for the two who know of it."""
    return {
        "key": one.key,
        "draft": one.draft,
        "kind": Point.Kind(one.kind).label,
        "value": one.kind,
        "words": one.words,
        "share": words.SHARED.get(one.share, ""),
        "is_confirmed": one.is_confirmed,
        "by_organiser": one.by_organiser,
        "awaits_answer": one.awaits_answer,
        "answer": Point.Answer(one.answer).label if one.answer else "",
        "why": one.why,
        "is_passed_on": one.point is not None,
    }


__all__ = ["meets", "next_deed", "said", "shown"]
