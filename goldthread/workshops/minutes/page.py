"""What minutes show, as plain values: decisions, cards by what they have in common, actions, who was there, figures of the group."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime

from goldthread.boards.forms.sprint import EndingForm
from goldthread.boards.models import Sprint
from goldthread.chain.models import Goal
from goldthread.kit.days import date_format
from goldthread.people.access import Ground
from goldthread.talk.models import Action

from .. import table, words, writing
from ..models import Card, Consent, Remark, Workshop
from . import access, becoming


def shown(ground: Ground, of: Workshop) -> dict[str, Any]:
    """All of it, in a fixed number of queries."""
    seats = list(of.seats.select_related("person").order_by("person__name"))
    there = [one for one in seats if one.arrived_at is not None]
    seat = next((one for one in seats if one.person_id == ground.person.pk), None)
    asked = set(access.asked(of).values_list("pk", flat=True))
    consents = set(Consent.objects.filter(seat__workshop=of).values_list("seat_id", flat=True)) & asked
    sprint = becoming.sprint_of(of)
    return {
        "workshop": of,
        "outcomes": [one for one in table.outcomes(of) if one["label"]],
        "topics_said": _topics(ground, of),
        "talked_about": _talked_about(of),
        "levels": becoming.levels(ground, {one.level for one in of.items.all()}, sprint) if access.sees(seat) else [],
        "written": _written(of),
        "actions": _actions(of),
        "there": [one.person for one in there],
        "missed": [one.person for one in seats if one.arrived_at is None],
        "when": date_format(localtime(of.began_at), "l, j F Y, H:i"),
        "lasted": _minutes(of),
        "passed_over": _passed_over(of),
        "was_there": seat is not None and seat.arrived_at is not None,
        "has_consented": seat is not None and seat.pk in consents,
        "consents": len(consents),
        "asked": len(asked),
        "is_open": bool(asked) and consents == asked,
        "may_propose": ground.may("propose") and access.sees(seat),
        "may_add_tasks": becoming.may_add_tasks(ground, sprint) and access.sees(seat),
        "sprint": _sprint(ground, sprint),
        "may_take_on": ground.may("take on") and access.sees(seat),
        "to": addresses(of),
    }


def _sprint(ground: Ground, sprint: Sprint | None) -> dict[str, Any] | None:
    """The sprint that the meeting was about; its team says here how its goal came out, as long as nobody has."""
    if sprint is None:
        return None
    slugs = (ground.organisation.slug, ground.the_product.slug)
    ends = sprint.ended_at is None and becoming.may_add_tasks(ground, sprint)
    return {
        "name": sprint.name,
        "url": reverse("boards:sprint", args=slugs),
        "ending": reverse("boards:sprint_end", args=[*slugs, sprint.pk]) if ends else "",
        "form": EndingForm(has_goal=sprint.goal_id is not None, prefix=f"end-{sprint.pk}") if ends else None,
    }


def addresses(of: Workshop) -> dict[str, str]:
    slugs = (of.organisation.slug, of.product.slug, of.pk)
    names = "room minutes minutes_actions minutes_consent"
    found = {name: reverse(f"workshops:{name}", args=slugs) for name in names.split()}
    return {**found, "actions": reverse("talk:actions", args=slugs[:2])}


def _topics(ground: Ground, of: Workshop) -> list[dict[str, Any]]:
    """What was written, item by item: cards that were laid together under their title, the others after them."""
    cards = list(Card.objects.filter(item__workshop=of).select_related("cluster", "signed_by", "item"))
    goals = becoming.goals_said(ground, {one.words for one in cards})
    found = []
    for item in of.items.order_by("number"):
        own = [one for one in cards if one.item_id == item.pk]
        clusters = {one.cluster_id: one.cluster for one in own if one.cluster is not None}
        groups = [
            {"title": cluster.title, "cards": [_card(of, one, goals) for one in own if one.cluster_id == pk]}
            for pk, cluster in clusters.items()
        ]
        groups.sort(key=lambda one: -len(one["cards"]))
        loose = [_card(of, one, goals) for one in own if one.cluster_id is None]
        if own:
            found.append({"title": item.title, "groups": groups, "loose": loose})
    return found


def _talked_about(of: Workshop) -> list[str]:
    """What was on the table without cards or a ballot, such as key results. One query."""
    rows = of.items.filter(cards=None, decision=None, phases__began_at__isnull=False)
    return list(dict.fromkeys(rows.order_by("number").values_list("title", flat=True)))


def _written(of: Workshop) -> list[dict[str, Any]]:
    """What was said in writing in a meeting over days, phase by phase. One query."""
    rows = Remark.objects.filter(phase__workshop=of).select_related("phase__item", "seat__person")
    by_phase: dict[int, list[Remark]] = {}
    for one in rows.order_by("phase__place", "pk"):
        by_phase.setdefault(one.phase_id, []).append(one)
    return [
        {
            "label": words.phase(some[0].phase.kind),
            "item": some[0].phase.item.title if some[0].phase.item else "",
            "threads": writing.threads(some),
        }
        for some in by_phase.values()
    ]


def _card(of: Workshop, one: Card, goals: Mapping[str, Goal]) -> dict[str, Any]:
    slugs = (of.organisation.slug, of.product.slug)
    same = goals.get(one.words)
    return {
        "id": str(one.pk),
        "words": one.words,
        "by": one.signed_by.name if one.signed_by else "",
        "url": reverse("workshops:minutes_card", args=[*slugs, of.pk, one.pk]),
        "goal": {"number": same.number, "url": reverse("chain:goal", args=[*slugs, same.number])} if same else None,
    }


def _actions(of: Workshop) -> list[dict[str, Any]]:
    rows = Action.objects.filter(organisation_id=of.organisation_id, kind="workshop", noun_id=of.pk)
    return [
        {
            "id": one.pk,
            "words": one.words,
            "owner": one.owner.name,
            "due": date_format(one.due, "j F Y") if one.due else "",
            "ending": one.get_ending_display() if one.ending else "",
        }
        for one in rows.select_related("owner").order_by("pk")
    ]


def _minutes(of: Workshop) -> int:
    """How long it really took."""
    ended = of.closed_at or of.aborted_at
    return int((ended - of.began_at).total_seconds() // 60) if ended and of.began_at else 0


def _passed_over(of: Workshop) -> list[str]:
    codes = of.phases.exclude(passed_over="").values_list("passed_over", flat=True)
    return list(dict.fromkeys(str(words.PASSED_OVER.get(code, "")) for code in codes))
