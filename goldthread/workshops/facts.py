"""What lies beside what is talked about: of a key result its value and its chance, of a sprint what was done in it, of a
check-in meeting what moved."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from goldthread.boards.models import Sprint, Task, TrackerLink
from goldthread.chain.models import KeyResult
from goldthread.measures.forecasting.saying import as_percent

from . import moved
from .models import Matter, Workshop

# A list on the table is read from afar: what is longer is read on the page of the sprint.
MOST_TASKS = 12


def shown(of: Workshop, item_id: int | None) -> dict[str, Any] | None:
    """What an item is about beside its goal, as plain values; None where there is nothing. A fixed number of queries for each kind."""
    found = Matter.objects.filter(item=item_id).first() if item_id else None
    return KINDS[Matter.Kind(found.kind)](of, found.noun_id) if found else None


def _key_result(of: Workshop, pk: int) -> dict[str, Any] | None:
    rows = KeyResult.objects.filter(pk=pk, goal__product=of.product_id).select_related("metric", "goal", "forecast")
    one = rows.first()
    if one is None:
        return None
    slugs = (of.organisation.slug, of.product.slug, one.goal.number, one.pk)
    said = one.forecast
    return {
        "kind": "keyresult",
        "label": one.metric.name,
        "url": reverse("chain:key_result", args=slugs),
        "chance": _("%(percent)s%% likely") % {"percent": as_percent(float(said.probability))} if said else "",
        "tone": {"on_track": "good", "at_risk": "warn", "off_track": "bad"}.get(said.colour, "") if said else "",
        "blocker": said.blocker if said else "",
        "check_in": reverse("checkins:check_in", args=slugs),
        "what_now": reverse("checkins:what_now", args=slugs),
    }


def _sprint(of: Workshop, pk: int) -> dict[str, Any] | None:
    """The sprint with its goal and how that came out, what was done in it and what was not, and the team's own boards."""
    rows = Sprint.objects.filter(pk=pk, product=of.product_id)
    one = rows.select_related("team", "goal__version", "goal__closing").first()
    if one is None:
        return None
    tasks = list(Task.objects.filter(sprint=one, removed_at=None).order_by("rank", "pk").values_list("state", "text"))
    closing = one.goal.closing if one.goal else None
    return {
        "kind": "sprint",
        "label": f"{one.team.name} · {one.name}",
        "url": reverse("boards:sprint", args=[of.organisation.slug, of.product.slug]),
        "goal": one.goal.version.statement if one.goal else "",
        "result": closing.get_result_display() if closing else "",
        "tone": {"met": "good", "partly": "warn", "missed": "bad"}.get(closing.result, "") if closing else "",
        "columns": [_column(tasks, *state) for state in reversed(Task.State.choices)],
        "is_empty": not tasks,
        "trackers": list(TrackerLink.objects.filter(team=one.team_id, unlinked_at=None).values("label", "url")),
    }


def _column(tasks: list[tuple[str, str]], state: str, label: Any) -> dict[str, Any]:
    own = [text for of, text in tasks if of == state]
    return {"state": state, "label": str(label), "tasks": own[:MOST_TASKS], "count": len(own)}


KINDS: dict[Matter.Kind, Callable[[Workshop, int], dict[str, Any] | None]] = {
    Matter.Kind.KEY_RESULT: _key_result,
    Matter.Kind.SPRINT: _sprint,
    Matter.Kind.PRODUCT: lambda of, pk: moved.shown(of),
}
