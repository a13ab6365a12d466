"""From a reading that somebody has looked at to goals, ties and key results on the thread."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from goldthread.chain.models import Goal, KeyResult, Refused
from goldthread.chain.models.gathering import bring_in
from goldthread.journal.record import record
from goldthread.kit import clock
from goldthread.measures.models import Metric
from goldthread.people.models import Person, Product

from .models import Paste
from .shapes import DraftGoal, DraftKeyResult, Reading

LONGEST_STATEMENT = 600
LONGEST_METRIC = 400
LARGEST = Decimal(10) ** 13
_UNITS = {
    "percent": "percent",
    "money": "money",
    "count": "count",
    "number": "number",
    "days": "duration",
    None: "yes_no",
}


@transaction.atomic
def save(reading: Reading, text: str, product: Product, people: Iterable[Person], *, by: Person) -> Paste:
    """Set every goal of the reading, tie it where it hangs, measure it; keep the text and what was not understood.

    Goals without a level become product goals. An owner who is one of `people` is that person, any other
    name stays as written.
    """
    known = by_name(people)
    made = {draft.key: _set(draft, product, known, by) for draft in reading.goals}
    for draft in reading.goals:
        _tie(draft, made, by)
    results = [_measure(one, made[draft.key], known, by) for draft in reading.goals for one in draft.key_results]
    bring_in(made.values())
    kept = [{"line": one.line, "text": one.text, "why": str(one.why)} for one in reading.kept]
    paste = Paste.objects.create(
        organisation_id=product.organisation_id,
        product=product,
        by=by,
        at=clock.now(),
        text=text,
        kept=kept,
        goals_made=len(made),
        key_results_made=len(results),
    )
    record(by, "list.pasted", paste, goals=len(made), key_results=len(results), kept=len(kept))
    return paste


def by_name(people: Iterable[Person]) -> dict[str, Person | None]:
    """Full names, first names and addresses, in lower case; a first name that two people share leads to nobody."""
    known: dict[str, Person | None] = {}
    for person in people:
        for name in {person.name.lower(), person.first_name.lower(), (person.email or person.name).lower()}:
            known[name] = None if name in known else person
    return known


def owner_of(written: str | None, known: dict[str, Person | None]) -> dict[str, Any]:
    person = known.get((written or "").lower())
    return {"owner_id": person.pk} if person else {"owner_as_written": (written or "")[:160]}


def _set(draft: DraftGoal, product: Product, known: dict[str, Person | None], by: Person) -> Goal:
    statement, rest = short(draft.statement, LONGEST_STATEMENT)
    why = "\n\n".join(part for part in (rest, draft.notes) if part)[:8000]
    said = {"why": why, "due": draft.due, "name": (draft.name or "")[:120], **owner_of(draft.owner, known)}
    return Goal.set(product, draft.level or "product_goal", statement, by=by, because=_("Pasted"), **said)


def short(words: str, most: int) -> tuple[str, str]:
    """Words that fit, and the whole again where they did not."""
    said = " ".join(words.split()) or "…"
    return (said, "") if len(said) <= most else (said[: most - 1].rstrip() + "…", said)


def _tie(draft: DraftGoal, made: dict[str, Goal], by: Person) -> None:
    for key in filter(None, (draft.parent_key, *draft.other_parents)):
        if key in made:
            try:
                made[draft.key].tie(made[key], by=by, because=draft.because or "")
            except Refused:
                # A ring in the list: the first tie stands, the one that would close it is a loose end to look at.
                continue


def _measure(draft: DraftKeyResult, goal: Goal, known: dict[str, Person | None], by: Person) -> KeyResult:
    unit = _UNITS.get(draft.unit, "number")
    name = draft.name if draft.unit in _UNITS else f"{draft.name} ({draft.unit})"
    metric = Metric.add(
        goal.product.organisation,
        short(name, LONGEST_METRIC)[0],
        by=by,
        unit=unit,
        currency=(draft.currency or "")[:3],
        direction=draft.direction or "up",
    )
    baseline, target = (Decimal(0), Decimal(1)) if unit == "yes_no" else (held(draft.baseline), held(draft.target))
    return KeyResult.set(
        goal,
        metric,
        by=by,
        baseline=baseline,
        target=target,
        due=draft.due or goal.version.due,
        **owner_of(draft.owner, known),
    )


def held(number: Decimal | None) -> Decimal | None:
    """What the column holds: a number too large to be kept exactly is left out; the words still say it."""
    return number if number is not None and abs(number) < LARGEST else None
