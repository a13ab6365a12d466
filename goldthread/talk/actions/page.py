"""Actions as pages show them: the part of a goal or a key result, the list of a product, and what waits on Today."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, Q
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from goldthread.kit.days import date_format
from goldthread.kit.registry import Owed
from goldthread.people import access as people
from goldthread.people.access import Ground

from ..models import Action
from . import access

SHOWN, ENDED_SHOWN, MOST_OWED = 30, 10, 12
MOST_CHARACTERS = 500
# By which field an action is found again at a thing of a kind.
STANDS_AT = {"goal": "goal_id", "keyresult": "key_result_id"}


def about(ground: Ground, thing: Any) -> dict[str, Any]:
    """The value `actions` of the part talk/actions/part.html at a goal or a key result: open ones by their day, and the
    last that ended. One query."""
    kind = str(thing._meta.model_name)
    field = STANDS_AT.get(kind)
    mine = Q(kind=kind, noun_id=thing.pk) | (Q(**{field: thing.pk}) if field else Q())
    rows = Action.objects.filter(mine, organisation=ground.organisation).select_related("owner", "ended_by")
    if ground.on is not None:
        return {"open": [], "ended": [], "may": False, "new": ""}
    found = list(rows.order_by(F("ended_at").desc(nulls_first=True), F("due").asc(nulls_last=True), "pk")[:SHOWN])
    slugs = (ground.organisation.slug, ground.the_product.slug)
    return {
        "open": [row(ground, one) for one in found if one.ended_at is None],
        "ended": [row(ground, one) for one in found if one.ended_at is not None][:ENDED_SHOWN],
        "may": ground.may("take on"),
        "new": taking_on(ground, kind, thing.pk),
        "all": reverse("talk:actions", args=slugs),
    }


def below(ground: Ground, thing: Any, _shown: Any) -> dict[str, Any] | None:
    """The part for the page of a key result."""
    made = about(ground, thing)
    return {"template": "talk/actions/below.html", **made} if made["open"] or made["ended"] or made["may"] else None


def taking_on(ground: Ground, kind: str, noun_id: int, words: str = "") -> str:
    """The address at which something is taken on from a thing, with these words to begin with; "" for who may not."""
    if not ground.may("take on"):
        return ""
    slugs = (ground.organisation.slug, ground.the_product.slug)
    asked = f"?{urlencode({'words': words[:MOST_CHARACTERS]})}" if words else ""
    return reverse("talk:taking_on", args=[*slugs, kind, noun_id]) + asked


def listed(ground: Ground, some: Iterable[Action]) -> list[dict[str, Any]]:
    """Actions of a product as its list shows them, each with the goal it belongs to or the meeting it comes from. Three
    queries at most."""
    found = list(some)
    goals = access.goals_told(ground, (one.goal_id for one in found if one.goal_id))
    meetings = access.meetings_told(ground, (one.noun_id for one in found if one.kind == "workshop"))
    return [{**row(ground, one), "goal": goals.get(one.goal_id or 0), **_from_meeting(one, meetings)} for one in found]


def _from_meeting(one: Action, meetings: dict[int, tuple[str, str]]) -> dict[str, str]:
    """From which meeting it comes, where its minutes may be read; else nothing, so that nobody learns the title."""
    if one.kind != "workshop" or one.noun_id not in meetings:
        return {}
    title, address = meetings[one.noun_id]
    return {"came_from": _("from the meeting “%(title)s”") % {"title": title}, "origin": address}


def row(ground: Ground, one: Action) -> dict[str, Any]:
    """One action as a line: words, whose, by when, and what can be done with it."""
    slugs = (ground.organisation.slug, ground.the_product.slug)
    own = ground.person.pk == one.owner_id
    return {
        "id": one.pk,
        "words": one.words,
        "owner": one.owner.face,
        "is_mine": own,
        "due": due_words(one.due, ground.today),
        "is_overdue": one.ended_at is None and one.due is not None and one.due < ground.today,
        "first_due": _day(one.first_due, ground.today) if one.first_due and one.first_due != one.due else "",
        "came_from": came_from(one),
        "origin": reverse("talk:action_origin", args=[*slugs, one.pk]),
        "ended": _ended(one, ground.today),
        "ending": one.ending,
        "ended_words": one.ended_words,
        "may": access.may_change(ground, one),
        "change": reverse("talk:action", args=[*slugs, one.pk]),
        "end": reverse("talk:action_ending", args=[*slugs, one.pk]),
        "reopen": reverse("talk:action_reopening", args=[*slugs, one.pk]),
    }


def due_words(due: date | None, today: date) -> str:
    """When it is due, as one says it: "due tomorrow", "due 3 March"; "" where no day is set."""
    if due is None:
        return ""
    near = {-1: _("due yesterday"), 0: _("due today"), 1: _("due tomorrow")}
    return near.get((due - today).days) or _("due %(day)s") % {"day": _day(due, today)}


def came_from(one: Action) -> str:
    """From what it was taken on, in words."""
    if one.comment_id:
        return _("from a comment")
    said = {"goal": _("from the goal"), "keyresult": _("from the key result"), "checkin": _("from a check-in")}
    return said.get(one.kind, "")


def owed(ground: Ground) -> list[Owed]:
    """What this person took on and has not ended, and what those did for whom they stand in. Two queries."""
    who = [ground.person.pk, *people.standing_in_for(ground)]
    rows = access.in_sight(ground).open().filter(owner__in=who).select_related("product", "owner", "by")
    return [_owed(ground, one) for one in rows.order_by(F("due").asc(nulls_last=True), "pk")[:MOST_OWED]]


def _owed(ground: Ground, one: Action) -> Owed:
    says = _("%(name)s took it on, in %(product)s")
    if one.owner_id == ground.person.pk:
        own = one.by_id == one.owner_id
        says = _("you took it on, in %(product)s") if own else _("%(asked)s asked you for it, in %(product)s")
    address = reverse("talk:action_ending", args=[ground.organisation.slug, one.product.slug, one.pk])
    words = {"product": one.product.name, "name": one.owner.name, "asked": one.by.name}
    return Owed(f"action-{one.pk}", one.words, says % words, _("Done or dropped"), address, 1, one.due, in_dialog=True)


def _ended(one: Action, today: date) -> str:
    if one.ended_at is None or one.ended_by is None:
        return ""
    said = _("done on %(day)s by %(name)s") if one.ending == Action.Ending.DONE else _("dropped on %(day)s by %(name)s")
    return said % {"day": _day(localtime(one.ended_at).date(), today), "name": one.ended_by.name}


def _day(day: date, today: date) -> str:
    return date_format(day, "j M" if abs((day - today).days) < 300 else "j M Y")
