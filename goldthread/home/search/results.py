"""Rows that were found, as a page shows them."""

from typing import Any

from django.urls import reverse

from goldthread.people.access import Ground

from .. import rules
from ..models import Found
from .kinds import KINDS

Line = dict[str, Any]


def lines(ground: Ground, rows: list[Found], asked: rules.Asked) -> list[Line]:
    """Plain values for the template: what it is, where it leads, its words in pieces with those asked for marked."""
    return [_line(ground, row, asked) for row in rows]


def _line(ground: Ground, row: Found, asked: rules.Asked) -> Line:
    kind = KINDS[row.kind]
    goal = row.goal
    is_goal = row.kind == "goal" and goal is not None
    title = row.title or rules.extract(row.body, asked) or row.body[:160]
    return {
        "id": f"{row.kind}-{row.noun_id}",
        "kind": row.kind,
        "icon": kind.icon,
        "label": goal.version.get_level_display() if is_goal else kind.label,  # type: ignore[union-attr]
        "number": goal.number if is_goal else None,  # type: ignore[union-attr]
        "closed": goal.closing.get_result_display() if is_goal and goal.closing else "",  # type: ignore[union-attr]
        "title": rules.marked(title, asked),
        "extract": rules.marked(rules.extract(row.body, asked), asked) if row.title else [],
        "about": goal.version.statement if goal and not is_goal else "",
        "product": _product_beside(ground, row),
        "by": row.by.face if row.by else None,
        "url": _url(ground, row),
    }


def _product_beside(ground: Ground, row: Found) -> str:
    """The name of the product, where it is another than that of the page."""
    if row.product is None or row.kind == "product" or (ground.product and ground.product.pk == row.product_id):
        return ""
    return row.product.name


def _url(ground: Ground, row: Found) -> str:
    slug = ground.organisation.slug
    if row.kind == "person":
        return reverse("people:person", args=[slug, row.noun_id])
    if row.kind == "team":
        return reverse("people:team", args=[slug, row.slug])
    if row.kind == "metric":
        return reverse("metrics:metric", args=[slug, row.noun_id])
    product = (row.goal.product if row.goal else row.product).slug  # type: ignore[union-attr]
    if row.kind == "keyresult":
        return reverse("chain:key_result", args=[slug, product, row.goal.number, row.noun_id])  # type: ignore[union-attr]
    if row.kind == "agreement":
        return reverse("decisions:agreement", args=[slug, product, row.noun_id])
    if row.kind == "action":
        return reverse("talk:action_origin", args=[slug, product, row.noun_id])
    if row.kind == "checkin":
        return reverse("checkins:one", args=[slug, product, row.goal.number, row.slug, row.noun_id])  # type: ignore[union-attr]
    if row.kind in ("goal", "comment"):
        at = {"goal": "", "comment": f"#comment-{row.noun_id}"}[row.kind]
        return reverse("chain:goal", args=[slug, product, row.goal.number]) + at  # type: ignore[union-attr]
    view = {
        "note": "boards:board",
        "feature": "boards:roadmap",
        "candidate": "chain:candidates",
        "product": "chain:map",
    }
    at = "" if row.kind == "product" else f"#{row.kind}-{row.noun_id}"
    return reverse(view[row.kind], args=[slug, product]) + at
