"""What the page of a sounding says to everybody who sees the goal, and to one participant of their own."""

from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime

from goldthread.decisions.words import as_what, level
from goldthread.kit.days import date_format

from . import desk, rules, words
from .models import Draft, Inside, Participant, Point, Sounding


def shown(of: Sounding) -> dict[str, Any]:
    """The words, how they changed, who is asked, and what was passed on. Nothing in it depends on what lies in the box.
    Three queries: drafts, people, points."""
    drafts = list(of.drafts.select_related("version").order_by("number"))
    people = list(of.participants.select_related("person").order_by("person__name", "pk"))
    points = list(of.points.select_related("person").order_by("kind", "pk"))
    draft = next(one for one in drafts if one.number == of.draft)
    return {
        "sounding": of,
        "draft": draft,
        "before": next((one for one in drafts if one.number == of.draft - 1), None),
        "level": level(draft.version.level),
        "asks_confidence": draft.version.level != "vision",
        "versions": [_version(one, drafts, points) for one in reversed(drafts)],
        "points": [_point(one) for one in points],
        "asked": [_asked(one) for one in people],
        # So few that words without a name would tell whose they are: they are passed on to nobody.
        "few": sum(one.left_at is None for one in people) < rules.FEWEST_HEARD,
        "until": date_format(localtime(of.closes_at), "j F Y"),
        "begun": date_format(localtime(of.begun_at), "j F Y"),
        "ended": words.ENDED.get(of.ended_as, ""),
        "agreed": of.ended_as == of.Ended.AGREED,
    }


def _version(one: Draft, drafts: list[Draft], points: list[Point]) -> dict[str, Any]:
    before = next((other for other in drafts if other.number == one.number - 1), None)
    return {
        "number": one.number,
        "when": date_format(localtime(one.at), "j M"),
        "statement": one.statement,
        "statement_before": before.statement if before else "",
        "why": one.why,
        "why_before": before.why if before and before.why != one.why else "",
        "changed": one.changed,
        "left": one.left,
        "is_editorial": one.is_editorial and one.contested_at is None,
        "contested": date_format(localtime(one.contested_at), "j M") if one.contested_at else "",
        "for": [_point(each) for each in points if each.taken_in == one.number],
    }


def _point(one: Point) -> dict[str, Any]:
    return {
        "id": one.pk,
        "kind": one.get_kind_display(),
        "words": one.words,
        "name": one.person.name if one.person else "",
        "draft": one.draft,
        "answer": one.get_answer_display() if one.answer else "",
        "why": one.why,
        "taken_in": one.taken_in,
    }


def _asked(one: Participant) -> dict[str, Any]:
    return {
        "face": one.person.face,
        "group": as_what(one.role),
        "is_needed": one.is_needed,
        "is_gone": one.left_at is not None,
    }


def own(of: Sounding, who: Participant | None) -> dict[str, Any]:
    """What one participant sees beside it: their turn, and what they said. No queries."""
    inside = of.inside() if who else Inside()
    turn = inside.turn(who.number, of.draft) if who else None
    said = [desk.said(one) for one in inside.said.get(who.number, ())] if who else []
    asks = turn is not None and of.is_open
    return {
        "who": who,
        "turn": turn,
        "meets": desk.meets(turn),
        "asks": asks,
        "answered": words.GRADIENTS[turn.position] if turn and turn.position else "",
        "tone": words.TONES[turn.position] if turn and turn.position else "",
        "own": [one for one in said if one["is_confirmed"]],
        "to_confirm": [one for one in said if not one["is_confirmed"]] if of.is_open else [],
        "gradients": words.GRADIENTS,
        "kinds": Point.Kind.choices,
        "shares": words.SHARES,
    }


def addresses(of: Sounding) -> dict[str, str]:
    """Where the deeds of a sounding lead, for members."""
    slugs = (of.organisation.slug, of.product.slug, of.pk)
    at = reverse("soundings:sounding", args=slugs)
    return {
        "sounding": at,
        "mine": f"{at}mine/",
        "desk": f"{at}desk/",
        "file": f"{at}meeting/",
        "version": reverse("soundings:version", args=slugs),
        "goal": reverse("chain:goal", args=[*slugs[:2], of.goal.number]),
        "agreeing": reverse("chain:agreeing", args=[*slugs[:2], of.goal.number]),
        "record": reverse("decisions:agreement", args=[*slugs[:2], of.agreement_id]) if of.agreement_id else "",
    }


__all__ = ["addresses", "own", "shown"]
