"""Concerns as their pages show them. What a page says differs for whoever raised one, and for nobody else."""

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from goldthread.chain import access as chain
from goldthread.chain.models import GoalVersion
from goldthread.kit import clock
from goldthread.kit.days import date_format
from goldthread.people.access import Ground

from . import about, access, words
from .models import Concern, Reply
from .rules import State

A_PAGE = 30
# Versions of the product's goals that a concern on the whole product can be answered by.
VERSIONS_OFFERED = 40
SHOW = ("open", "answered", "mine")
_BESIDE = ("by", "answerer", "answered_by", "changed_by", "changed_version__goal")


def listed(ground: Ground, show: str, number: str) -> dict[str, Any]:
    """The concerns of the product: open ones by their promised day, answered ones, or one's own. Three queries."""
    rows = access.of_product(ground).select_related(*_BESIDE)
    if show == "mine":
        rows = rows.mine().order_by("-at", "-pk")
    elif show == "answered":
        rows = rows.answered().order_by("-at", "-pk")
    else:
        rows = rows.open().order_by("due", "pk")
    found = Paginator(rows, A_PAGE).get_page(number)
    address = reverse("voice:concerns", args=slugs(ground))
    labels = dict(zip(SHOW, (_("Waiting"), _("Answered"), _("Yours")), strict=True))
    return {
        "rows": [row(ground, one) for one in found],
        "page": found,
        "show": show,
        "address": f"{address}?show={show}",
        "ways": [(name, label, f"{address}?show={name}") for name, label in labels.items()],
        "speak": speaking(ground, "product", ground.the_product.pk),
    }


def row(ground: Ground, one: Concern) -> dict[str, Any]:
    """One concern as a line; its relations are read already."""
    label, tone = words.STATES[one.state]
    made = one.changed_version
    return {
        "id": one.pk,
        "url": reverse("voice:concern", args=[*slugs(ground), one.pk]),
        "text": one.text,
        "about": one.about,
        "kind": about.choices().get(one.kind, ""),
        "face": one.by.face if one.by else None,
        "who": words.raised_by(one),
        "when": words.day(one),
        "moment": one.at.isoformat(),
        "is_mine": getattr(one, "is_mine", False),
        "is_to_come": one.at > clock.now(),
        "shown_at": date_format(localtime(one.at), "H:i"),
        "state": one.state.value,
        "label": label,
        "tone": tone,
        "promised": words.promised(one, ground.today),
        "is_late": bool(one.days_late(ground.today)),
        "answerer": one.answerer.name,
        "answer": one.get_answer_display() if one.answer else "",
        "why": one.why,
        "answered_by": one.answered_by.name if one.answered_by else "",
        "answered": date_format(localtime(one.answered_at), "j M Y") if one.answered_at else "",
        "changed": _changed(ground, one, made) if made and made.goal_id not in chain.hidden(ground) else None,
        "stepped_forward": date_format(localtime(one.stepped_forward_at), "j M Y") if one.stepped_forward_at else "",
    }


def _changed(ground: Ground, one: Concern, made: GoalVersion) -> dict[str, Any]:
    args = [*slugs(ground), made.goal.number, made.number]
    return {
        "statement": made.statement,
        "number": made.number,
        "when": date_format(localtime(one.changed_at), "j M Y") if one.changed_at else "",
        "by": one.changed_by.name if one.changed_by else "",
        "url": reverse("chain:goal", args=args[:-1]),
        "difference": reverse("chain:version", args=args),
    }


def shown(ground: Ground, of: Concern) -> dict[str, Any]:
    """All that the page of one concern shows: what was said, the answer, the deeds of whoever asks."""
    args = [*slugs(ground), of.pk]
    names = ("concern", "replies", "answer", "change", "stepping_forward", "reading")
    may_answer = access.may_answer(ground, of)
    made = row(ground, of)
    return {
        "concern": {**made, "about_url": about.link(ground, of.kind, of.noun_id)},
        "to": {name: reverse(f"voice:{name}", args=args) for name in names},
        "list": reverse("voice:concerns", args=slugs(ground)),
        "replies": [_reply(of, one) for one in access.replies(of, ground.person)],
        "may_answer": may_answer and not of.answer and not made["is_to_come"],
        "may_change": may_answer and of.changed_version_id is None and not made["is_to_come"],
        "versions": versions(ground, of) if may_answer and of.changed_version_id is None else [],
        "may_reply": ground.may("comment"),
        "is_writer": made["is_mine"],
        "may_step_forward": made["is_mine"] and of.is_nameless,
        "may_read": made["is_mine"] and _is_unread(of),
        "topics": [f"concern-{of.pk}", f"product-{of.product_id}"],
    }


def _is_unread(of: Concern) -> bool:
    return of.state != State.OPEN and of.writer.read_up_to < of.news


def _reply(of: Concern, one: Reply) -> dict[str, Any]:
    from_writer = one.by_id is None or one.by_id == of.by_id
    by = one.by or of.by
    return {
        "id": one.pk,
        "face": by.face if by else None,
        "who": by.name if by else _("Who raised it"),
        "is_writer": from_writer,
        "text": one.text,
        "when": date_format(localtime(one.at), "j M Y" if one.by_id is None else "j M Y, H:i"),
        "moment": one.at.isoformat(),
        "is_to_come": one.at > clock.now(),
        "shown_at": date_format(localtime(one.at), "H:i"),
    }


def versions(ground: Ground, of: Concern) -> list[tuple[int, str]]:
    """The words that may have come of it: versions in force of its goal since it was raised, else of any goal of the product."""
    rows = GoalVersion.objects.filter(goal__in=chain.goals_of(ground), at__gte=of.at).exclude(adoptions=None)
    rows = rows.filter(goal=of.goal_id) if of.goal_id else rows
    return [
        (one.pk, _("version %(number)s, %(day)s: %(words)s") % {"number": one.number, "day": date_format(localtime(one.at), "j M"), "words": one.statement})
        for one in rows.order_by("-at", "-pk")[:VERSIONS_OFFERED]
    ]  # fmt: skip


def lines(ground: Ground, some: Iterable[Concern]) -> list[dict[str, Any]]:
    return [row(ground, one) for one in some]


def speaking(ground: Ground, kind: str, noun_id: int) -> str:
    """Where one speaks up about a thing; "" for who may not."""
    if not ground.may("comment"):
        return ""
    return reverse("voice:speak", args=[*slugs(ground), kind, noun_id])


def slugs(ground: Ground) -> tuple[str, str]:
    return ground.organisation.slug, ground.the_product.slug
