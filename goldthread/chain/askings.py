"""Asking many at once, from the pages of the thread: what is put, to whom, and what leads on from the answers."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from goldthread.decisions.canvassing import mail
from goldthread.decisions.models import Canvass, CanvassLine, Decision, Line
from goldthread.decisions.rules import many
from goldthread.people.access import Ground

from . import access, as_one
from .forms.asking import AskingForm, AsOneForm, FeelingForm, OrderingForm
from .models import Goal

Listed = Iterable[Mapping[str, Any]]


def agree_as_one(ground: Ground, board: as_one.Board, form: AsOneForm, found: Listed, listed: Listed) -> Canvass:
    """Ask whether everyone supports these lines. Raises Refused."""
    return _put(ground, many.AS_ONE, str(board.title), _chosen(form, found), form, listed, begun_at=board.name)


def ask_how_it_feels(ground: Ground, goal: Goal, form: FeelingForm, listed: Listed) -> Canvass:
    """Ask for a sense of the room. Other words than those in force are a draft that no version holds. Raises Refused."""
    words = form.cleaned_data["statement"]
    standing = as_one.line_of(goal)
    line = standing if words == standing.words else Line(words, "goal", goal.pk, 0, goal.level)
    return _put(ground, form.cleaned_data["way"], words[:200], [line], form, listed, begun_at="goal")


def put_in_order(
    ground: Ground, board: as_one.Board | None, form: OrderingForm, found: Listed, listed: Listed
) -> Canvass:
    """Ask in which order these lines come. Raises Refused."""
    given = form.cleaned_data
    lines = [*_chosen(form, found), *(Line(words) for words in given["written"])]
    begun_at = board.name if board else ""
    return _put(ground, given["way"], given["title"], lines, form, listed, begun_at=begun_at, limits=form.limits)


def _chosen(form: AskingForm, found: Listed) -> list[Line]:
    return [one["line"] for one in found if one["key"] in form.cleaned_data["lines"]]


@transaction.atomic
def _put(ground: Ground, way: str, title: str, lines: list[Line], form: AskingForm, listed: Listed, **more: Any) -> Canvass:  # fmt: skip
    chosen = {str(one["person"].pk): (one["person"], one["group"]) for one in listed}
    people = [chosen[pk] for pk in form.cleaned_data["voters"]]
    given = form.cleaned_data
    said = {"closes_at": form.closes_at, "note": given["note"], "by": ground.person, "quorum": given.get("quorum") or 0, **more}  # fmt: skip
    made, tokens = Canvass.open(ground.the_product, way, title, lines, people, **said)
    mail.ask(made, tokens)
    return made


# What leads on, and what leads here.


def onward(ground: Ground, of: Canvass, lines: Iterable[CanvassLine]) -> dict[int, dict[str, str]]:
    """For each line the deed that comes next, by its number: agree on a goal, answer what is proposed, propose what was only
    a line. Two queries."""
    wanted = [one for one in lines if not one.decision_id]
    goals = [one.noun_id for one in wanted if one.kind == "goal" and one.noun_id]
    numbers = dict(
        access.goals_of(ground).open().filter(pk__in=goals).values_list("pk", "number")
    )  # fmt: skip
    asked = dict(Decision.objects.under_way().filter(kind="goal", noun_id__in=goals).values_list("noun_id", "pk"))
    found = {one.number: _ballot(ground, asked[one.noun_id]) if one.noun_id in asked and one.kind == "goal" else _onward(ground, of, one, numbers) for one in wanted}  # fmt: skip
    return {number: deed for number, deed in found.items() if deed}


def _onward(ground: Ground, of: Canvass, line: CanvassLine, numbers: Mapping[int, int]) -> dict[str, str] | None:
    slugs = (ground.organisation.slug, ground.the_product.slug)
    if line.kind == "goal" and line.noun_id and line.noun_id in numbers and access.may_set(ground, line.level, None):
        draft = "" if line.version or of.way == many.AS_ONE else f"?{_query(words=line.words)}"
        return {"label": _("Agree on this one") if of.way == many.AS_ONE else _("Agree on this"), "url": reverse("chain:agreeing", args=[*slugs, numbers[line.noun_id]]) + draft}  # fmt: skip
    if line.kind == "candidate" and ground.may("answer candidates"):
        return {"label": _("Answer it"), "url": reverse("chain:candidates", args=slugs) + f"#candidate-{line.noun_id}"}
    if line.kind == "line" and ground.may("propose"):
        return {"label": _("Propose it as a goal"), "url": f"{reverse('chain:propose', args=slugs)}?{_query(statement=line.words)}"}  # fmt: skip
    return None


def _ballot(ground: Ground, decision: int) -> dict[str, str]:
    slugs = (ground.organisation.slug, ground.the_product.slug)
    return {"label": _("To the ballot"), "url": reverse("decisions:ballot", args=[*slugs, decision])}


def _query(**said: str) -> str:
    return urlencode(said)


def deeds(ground: Ground) -> list[dict[str, str]]:
    """For the place Together: the ways to ask."""
    slugs = (ground.organisation.slug, ground.the_product.slug)
    ask = reverse("chain:as_one", args=slugs)
    whole = [{"label": _("Agree as one"), "url": ask, "icon": "vote"}] if ground.may("steer goals") else []
    order = [{"label": _("Put things in order"), "url": reverse("chain:ordering", args=slugs), "icon": "list-ordered"}]
    return whole + (order if ground.may("propose") else [])
