"""A way on that somebody chooses, and what it becomes: something that somebody takes on, a goal that is proposed, a word."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from goldthread.chain import access as chain
from goldthread.chain.cards import short_date
from goldthread.chain.models import Candidate, KeyResult
from goldthread.measures.forecasting.saying import as_percent
from goldthread.people.access import Ground
from goldthread.talk.models import Action

from . import pivot_access, pivot_words, what_now
from .forms.what_now import DeedForm, usual_day
from .models import WayOn
from .ways import Way, Wish

SHOWN = 20


def form(ground: Ground, of: KeyResult, typed: Mapping[str, Any] | None) -> DeedForm:
    """The form of what a way becomes; a day two weeks from now, and the owner of the key result, to begin with."""
    begin = {"due": usual_day(ground.today), "owner": of.version.owner_id}  # type: ignore[union-attr]
    people = pivot_access.people_to_agree(ground, of.goal)
    return DeedForm(typed, people=people, today=ground.today, initial=begin)


def must(ground: Ground, of: KeyResult, typed: Mapping[str, Any]) -> None:
    """Raises PermissionDenied where this person may not do what they send."""
    if typed.get("way") == "go_on":
        if not chain.may_read(ground, of):
            chain.must_set(ground, of.goal.version.level, of.goal.version.team_id)
        return
    ground.must("propose" if typed.get("becomes") == DeedForm.CANDIDATE else "take on")


@transaction.atomic
def choose(ground: Ground, of: KeyResult, form: DeedForm, typed: Mapping[str, str]) -> WayOn:
    """Keep the choice with what it becomes."""
    given = form.cleaned_data
    way, wish, expected = given["way"], *_expected(ground, of, given["way"], typed)
    became: dict[str, Any] = {"pace": wish.pace}
    if way != "go_on" and given["becomes"] == DeedForm.CANDIDATE:
        why = _("The chance of “%(key_result)s” is low.") % {"key_result": of.metric.name}
        became["candidate"] = Candidate.propose(
            ground.the_product, given["words"], by=ground.person, why=why, parent=of.goal
        )
    elif way != "go_on":
        became["action"] = Action.take_on(of, given["words"], owner=form.whose, by=ground.person, due=given["due"])
    return WayOn.choose(of, way, by=ground.person, words=given["words"], expected=expected, **became)


def _beside(ground: Ground, of: KeyResult) -> dict[str, Any]:
    """Why the goal is proposed, and above which; nothing of a goal that not everybody sees who reads what is proposed."""
    if of.goal.named.exists():
        return {}
    return {"why": _("The chance of “%(key_result)s” is low.") % {"key_result": of.metric.name}, "parent": of.goal}


def past(ground: Ground, of: KeyResult) -> list[dict[str, Any]]:
    """What was chosen before, the newest first. One query."""
    slugs = (ground.organisation.slug, ground.the_product.slug)
    rows = of.ways_on.select_related("by", "action", "candidate", "pivot", "said").order_by("-at", "-pk")[:SHOWN]
    return [
        {
            "label": WayOn.Way(one.way).label,
            "words": one.words,
            "by": one.by.name,
            "when": short_date(localtime(one.at).date(), ground.today),
            "percent": as_percent(float(one.said.probability)) if one.said else None,
            "expected": None if one.expected is None else as_percent(float(one.expected)),
            "pivot": pivot_words.address(ground, one.pivot) if one.pivot else "",
            "candidates": reverse("chain:candidates", args=slugs) if one.candidate else "",
            "action": one.action is not None,
        }
        for one in rows
    ]


def _expected(ground: Ground, of: KeyResult, way: str, typed: Mapping[str, str]) -> tuple[Wish, float | None]:
    """What was expected of the way when it was chosen, and the chance with it."""
    if way not in ("help", "drop"):
        return Wish(), None
    chosen: Way = "help" if way == "help" else "drop"
    wishes, course, lessons = what_now.wishes(ground, of, typed)
    wish = wishes.wish(chosen)
    said = what_now.with_wish(course, wish, ground.today, lessons)
    return wish, None if said is None or wish == Wish() else said.chance


__all__ = ["choose", "form", "must", "past"]
