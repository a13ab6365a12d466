"""From a reading that somebody has looked at to goals, ties and key results on the thread."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from goldthread.chain.models import Goal, KeyResult, many
from goldthread.journal.record import record
from goldthread.kit import clock
from goldthread.measures.models import Metric
from goldthread.people.models import Organisation, Person, Product, Team

from .fitting import LONGEST_METRIC, LONGEST_STATEMENT, held, short
from .models import Paste
from .shapes import DraftGoal, DraftKeyResult, Reading

LONGEST_REASON = 2000
_UNITS = {
    "percent": "percent",
    "money": "money",
    "count": "count",
    "number": "number",
    "days": "duration",
    None: "yes_no",
}
Trait = tuple[str, str, str]


@transaction.atomic
def save(reading: Reading, text: str, product: Product, people: Iterable[Person], *, by: Person) -> Paste:
    """Set every goal of the reading, tie it where it hangs, measure it; keep the text and what was not understood.

    Goals without a level become product goals. An owner who is one of `people` is that person, any other
    name stays as written. Recorded as one entry; the number of statements does not grow with the list.
    """
    known = by_name(people)
    goals = _set(reading.goals, product, known, by)
    many.tie_goals(product, [(goals[tie[0]], goals[tie[1]], because, None) for tie, because in _ties(reading)], by=by)
    results = _measure(reading.goals, goals, known, by)
    kept = [{"line": one.line, "text": one.text, "why": str(one.why)} for one in reading.kept]
    paste = Paste.objects.create(
        organisation_id=product.organisation_id,
        product=product,
        by=by,
        at=clock.now(),
        text=text,
        kept=kept,
        goals_made=len(goals),
        key_results_made=len(results),
    )
    first = min((goal.number for goal in goals.values()), default=0)
    record(by, "list.pasted", paste, goals=len(goals), first=first, key_results=len(results), kept=len(kept))
    return paste


def by_name(people: Iterable[Person]) -> dict[str, Person | None]:
    """Full names, first names and addresses, in lower case; a first name that two people share leads to nobody."""
    known: dict[str, Person | None] = {}
    for person in people:
        for name in {person.name.lower(), person.first_name.lower(), (person.email or person.name).lower()}:
            known[name] = None if name in known else person
    return known


def teams_by_name(organisation: int) -> dict[str, int]:
    """The teams of an organisation by their names, whatever the case of their letters."""
    teams = Team.objects.filter(organisation_id=organisation).values_list("name", "pk")
    return {name.casefold(): team for name, team in teams}


def owner_of(written: str | None, known: dict[str, Person | None]) -> dict[str, Any]:
    person = known.get((written or "").lower())
    return {"owner_id": person.pk} if person else {"owner_as_written": (written or "")[:160]}


def _set(drafts: Sequence[DraftGoal], product: Product, known: dict[str, Person | None], by: Person) -> dict[str, Goal]:
    """The goals by the keys of their drafts, in the order of the list."""
    teams = teams_by_name(product.organisation_id)
    wanted = [_wanted(draft, known, teams) for draft in drafts]
    made = many.set_goals(product, wanted, by=by, because=_("Pasted"))
    return {draft.key: goal for draft, goal in zip(drafts, made, strict=True)}


def _wanted(draft: DraftGoal, known: dict[str, Person | None], teams: dict[str, int]) -> many.Wanted:
    statement, rest = short(draft.statement, LONGEST_STATEMENT)
    team = teams.get((draft.team or "").casefold())
    notes = [draft.notes, _("Team: %(name)s") % {"name": draft.team} if draft.team and team is None else ""]
    why = "\n\n".join(part for part in (rest, "\n".join(filter(None, notes))) if part)[:8000]
    said = {"why": why, "due": draft.due, "name": (draft.name or "")[:120], "team_id": team}
    said |= owner_of(draft.owner, known)
    return many.Wanted(draft.level or "product_goal", statement, said)


def _ties(reading: Reading) -> list[tuple[tuple[str, str], str]]:
    """The ties as ((child, parent), because) by keys. One that would close a ring is left out: a loose end to look at."""
    above: dict[str, list[str]] = {draft.key: [] for draft in reading.goals}
    wanted = [
        (draft.key, key, draft.because or "")
        for draft in reading.goals
        for key in dict.fromkeys(filter(None, (draft.parent_key, *draft.other_parents)))
        if key in above
    ]
    ties = []
    for child, parent, because in wanted:
        if child not in _all_above(parent, above):
            above[child].append(parent)
            ties.append(((child, parent), because[:LONGEST_REASON]))
    return ties


def _all_above(key: str, above: dict[str, list[str]]) -> set[str]:
    """The goal itself and whatever it leads to."""
    seen, waiting = {key}, [key]
    while waiting:
        further = [one for one in above[waiting.pop()] if one not in seen]
        seen.update(further)
        waiting += further
    return seen


def _measure(
    drafts: Sequence[DraftGoal], goals: dict[str, Goal], known: dict[str, Person | None], by: Person
) -> list[KeyResult]:
    rows = [(goals[draft.key], one) for draft in drafts for one in draft.key_results]
    if not rows:
        return []
    metrics = _metrics([one for _goal, one in rows], rows[0][0].product.organisation)
    return many.measure_goals([(goal, metrics[_trait(one)], _numbers(one, goal, known)) for goal, one in rows], by=by)


def _metrics(drafts: Sequence[DraftKeyResult], organisation: Organisation) -> dict[Trait, Metric]:
    """The metrics of these names and units, made where the organisation does not have them yet."""
    directions = {_trait(one): one.direction or "up" for one in reversed(drafts)}
    names = {name for name, _unit, _currency in directions}
    found = Metric.objects.filter(organisation=organisation, name__in=names).order_by("-pk")
    known = {(one.name, one.unit, one.currency): one for one in found}
    missing = [
        Metric(organisation=organisation, name=trait[0], unit=trait[1], currency=trait[2], direction=direction, added_at=clock.now())
        for trait, direction in directions.items()
        if trait not in known
    ]  # fmt: skip
    for one in Metric.objects.bulk_create(missing, batch_size=many.BATCH):
        known[one.name, one.unit, one.currency] = one
    return known


def _trait(draft: DraftKeyResult) -> Trait:
    """What tells a metric from others: name, unit, currency."""
    name = draft.name if draft.unit in _UNITS else f"{draft.name} ({draft.unit})"
    return short(name, LONGEST_METRIC)[0], _UNITS.get(draft.unit, "number"), (draft.currency or "")[:3]


def _numbers(draft: DraftKeyResult, goal: Goal, known: dict[str, Person | None]) -> dict[str, Any]:
    is_yes_no = _trait(draft)[1] == "yes_no"
    baseline, target = (Decimal(0), Decimal(1)) if is_yes_no else (held(draft.baseline), held(draft.target))
    owner = owner_of(draft.owner, known)
    return {"baseline": baseline, "target": target, "due": draft.due or goal.version.due, **owner}
