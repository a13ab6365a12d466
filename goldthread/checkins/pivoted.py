"""What pivots and the ways on bring to the packages below: to the pages of key results and goals, to the changes, to Today."""

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from goldthread.chain import access as chain
from goldthread.chain.changes import SLOT as CHANGES
from goldthread.kit import registry

from . import on_key_result, owed_ways, pivot_changes, what_now
from .models import Pivot


def bring() -> None:
    registry.noun(
        "pivot",
        fetch=by_id,
        label=str,
        link=lambda one: reverse("checkins:one_pivot", args=[one.product.organisation.slug, one.product.slug, one.pk]),
        topics=lambda one: (f"goal-{one.goal_id}", *([f"keyresult-{one.key_result_id}"] if one.key_result_id else [])),
    )
    registry.view("pivots", label=_("Pivots"), rank=85, url=lambda *slugs: reverse("checkins:pivots", args=slugs))
    registry.slot("keyresult.sheets", lambda ground, of, shown: ["checkins/what_now.css", "checkins/pivots.css"])
    registry.slot("keyresult.marks", on_key_result.marks)
    registry.slot("keyresult.story", on_key_result.story)
    registry.slot("keyresult.course", what_now.card)
    registry.slot("keyresult.pivot", on_key_result.addresses)
    registry.slot("goal.pivot", on_key_result.goal_address)
    registry.slot(CHANGES, pivot_changes.changes)
    registry.owed("what now", 45, owed_ways.what_now)


def by_id(request: HttpRequest, pk: int) -> Pivot:
    """A pivot by its id, wherever the person sees its goal."""
    found = Pivot.objects.filter(pk=pk).select_related("goal__version", "product__organisation").first()
    if found is None or not chain.sees_goal(request.person, found.goal_id):  # type: ignore[attr-defined]
        raise Http404
    return found


__all__ = ["bring", "by_id"]
