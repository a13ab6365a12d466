"""What an archive leaves out that somebody takes who must not see everything: restricted things and all that hangs on them."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from goldthread.chain import access as chain
from goldthread.chain.models import Candidate
from goldthread.journal.models import Entry
from goldthread.measures.models import Metric
from goldthread.people import access as people
from goldthread.people.access import Ground

from . import tables
from .tables import Model

Left = Mapping[str, set[int]]
# Rows that say enough without what they point to: there the pointer is left out, not the row.
LOOSE = frozenset({("chain.candidate", "parent_id"), ("chain.tie", "via_key_result_id"), ("boards.sprint", "goal_id")})


def left_out(ground: Ground) -> Left:
    """The ids of the rows to leave out, by table; empty where nothing is hidden from this person."""
    hidden = set(chain.hidden(ground))
    products = set(people.restricted_to_others(ground.organisation, ground.person).values_list("pk", flat=True))
    if not hidden and not products:
        return {}
    left: dict[str, set[int]] = defaultdict(set, {"chain.goal": hidden, "people.product": products})
    seen = chain.metrics_in_sight(ground).order_by().values("pk")
    unseen = Metric.objects.filter(organisation=ground.organisation).exclude(pk__in=seen)
    left["measures.metric"] = set(unseen.values_list("pk", flat=True))
    # What became a hidden goal was proposed in the same words.
    proposed = Candidate.objects.filter(answer__goal__in=hidden)
    left["chain.candidate"] = set(proposed.values_list("pk", flat=True))
    while sum(_hanging(model, ground, left) for model in tables.of_organisations()):
        pass
    return left


def without(told: Mapping[str, Any], table: str, name: str, target: str, left: Left) -> Any:
    """The value of a field, None where it only points to a row that is left out."""
    value = told[name]
    return None if (table, name) in LOOSE and value in left.get(target, ()) else value


def _hanging(model: Model, ground: Ground, left: dict[str, set[int]]) -> bool:
    """Leave out the rows of a table that point to a row left out; whether there were more."""
    table, kinds = model._meta.label_lower, tables.by_kind()
    rows = tables.rows_of(model, ground.organisation)
    before = len(left[table])
    for field in tables.fields_of(model):
        target = tables.leads_to(model, field)
        if target == "kind":
            for kind, of in kinds.items():
                if left.get(of):
                    found = rows.filter(kind=kind, **{f"{field.attname}__in": left[of]})
                    left[table].update(found.values_list("pk", flat=True))
        elif left.get(target) and (table, field.attname) not in LOOSE:
            found = rows.filter(**{f"{field.attname}__in": left[target]})
            left[table].update(found.values_list("pk", flat=True))
    if model is Entry:
        left[table].update(pk for pk, facts in rows.values_list("pk", "facts") if _speaks_of(facts, left))
    return len(left[table]) > before


def _speaks_of(facts: Mapping[str, Any], left: Left) -> bool:
    return any(
        isinstance(value, int) and value in left.get(tables.FACTS.get(name, ""), ()) for name, value in facts.items()
    )
