"""All that a product's thread says, read in six queries, as plain values for every form in which it goes out."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.timezone import localtime

from goldthread.boards.models import Feature, Note
from goldthread.chain.models import Goal, KeyResult, Tie
from goldthread.chain.progress import STAYS
from goldthread.decisions.models import Agreement
from goldthread.decisions.models.review import in_force
from goldthread.measures.models import Reading
from goldthread.people.models import Product

PROSE = ("why", "how", "for_customer", "for_business", "method", "how_we_know")
_GOAL = ("id", "number", "closing__result", "closing__learned", "version__statement", "version__level", "version__owner__name", "version__owner_as_written", "version__team__name",
         "version__starts", "version__due", "version__name", "version__timeframe", "version__period__name", *(f"version__{name}" for name in PROSE))  # fmt: skip
_NUMBERS = ("kind", "baseline", "target", "upto", "reach", "weight", "starts", "due")
_KEY_RESULT = ("goal_id", "metric__name", "metric__unit", "metric__currency", "metric__direction", "version__owner__name", "version__owner_as_written", "last_value", "last_day", *(f"version__{name}" for name in _NUMBERS))  # fmt: skip

Told = dict[str, Any]


def gathered(product: Product, *, hidden: Collection[int], closed: bool = False) -> Told:
    """The thread as plain values: texts, ISO days and numbers as text; goals in their order, empty fields left out.

    `hidden` are the ids of goals that whoever reads it must not see.
    """
    rows = [row for row in _goals(product, closed).values(*_GOAL) if row["id"] not in hidden]
    numbers = {row["id"]: row["number"] for row in rows}
    goals = {row["id"]: _goal(row) for row in rows}
    for tie in Tie.objects.standing().filter(child__product=product).order_by("tied_at", "id").values("child_id", "parent_id", "because"):  # fmt: skip
        # A tie into another product stays behind: whoever reads the file may not see that product.
        if tie["child_id"] in goals and tie["parent_id"] in goals:
            goals[tie["child_id"]]["towards"].append(
                _without_gaps({"id": numbers[tie["parent_id"]], "because": tie["because"]})
            )
    for row in _key_results(product).values(*_KEY_RESULT):
        if row["goal_id"] in goals:
            goals[row["goal_id"]]["key_results"].append(_key_result(row))
    for row in _agreed(product):
        if row["noun_id"] in goals:
            goals[row["noun_id"]]["agreed"] = _agreement(row)
    for feature in Feature.objects.standing().filter(goal__product=product).in_order().values("goal_id", "text"):
        if feature["goal_id"] in goals:
            goals[feature["goal_id"]].setdefault("on_the_roadmap", []).append(feature["text"])
    board = [{"section": note["section"], "note": note["text"]} for note in Note.objects.standing().filter(product=product).order_by("section", "rank", "pk").values("section", "text")]  # fmt: skip
    return {
        "goldthread": 1,
        "product": product.name,
        **({"board": board} if board else {}),
        "goals": list(goals.values()),
    }


def _key_results(product: Product) -> QuerySet[KeyResult]:
    """What stands, each with what was read last."""
    last = Reading.objects.in_force().filter(metric=OuterRef("metric")).order_by("-day", "-at", "-pk")
    rows = KeyResult.objects.standing().filter(goal__product=product).order_by("rank", "id")
    return rows.annotate(last_value=Subquery(last.values("value")[:1]), last_day=Subquery(last.values("day")[:1]))


def _agreed(product: Product) -> Iterable[Any]:
    rows = in_force(Agreement.objects.filter(product=product, kind="goal", decision__effect__isnull=True))
    return rows.values("noun_id", "words", "sentence", "decision__rule", "at")


def _agreement(row: Any) -> Told:
    """What was agreed last about a goal: its words then, how it came out, under which rule, and on which day."""
    day = localtime(row["at"]).date().isoformat()
    return {"words": row["words"], "outcome": row["sentence"], "rule": row["decision__rule"]["name"], "on": day}


def _goals(product: Product, closed: bool) -> QuerySet[Goal]:
    """The goals of the product that go out."""
    every = Goal.objects.filter(product=product, version__isnull=False).in_order()
    return every if closed else every.open()


def _goal(row: dict[str, Any]) -> Told:
    told = {
        "id": row["number"],
        "level": row["version__level"],
        "goal": row["version__statement"],
        **{name: row[f"version__{name}"] for name in PROSE},
        "owner": row["version__owner__name"] or row["version__owner_as_written"],
        "team": row["version__team__name"],
        "starts": _day(row["version__starts"]),
        "due": _day(row["version__due"]),
        "name": row["version__name"],
        "timeframe": row["version__timeframe"],
        "period": row["version__period__name"],
        "ended": row["closing__result"],
        "learned": row["closing__learned"],
    }
    return {**_without_gaps(told), "towards": [], "key_results": []}


def _key_result(row: dict[str, Any]) -> Told:
    told = {
        "key_result": row["metric__name"],
        "unit": row["metric__unit"],
        "currency": row["metric__currency"],
        "direction": row["metric__direction"],
        # Rising and falling are told by the numbers, a milestone by its unit.
        "asks": row["version__kind"] if row["version__kind"] in STAYS else "",
        **{name: number(row[f"version__{name}"]) for name in ("baseline", "target")},
        "up_to": number(row["version__upto"]),
        "reach": number(row["version__reach"]),
        "weight": "" if row["version__weight"] == 1 else str(row["version__weight"]),
        "starts": _day(row["version__starts"]),
        "due": _day(row["version__due"]),
        "owner": row["version__owner__name"] or row["version__owner_as_written"],
        "last_read": {"value": number(row["last_value"]), "on": _day(row["last_day"])} if row["last_day"] else None,
    }
    return _without_gaps(told)


def _without_gaps(told: Told) -> Told:
    return {name: value for name, value in told.items() if value not in (None, "")}


def number(value: Any) -> str:
    """A number without the zeros that the column adds: 80, 0.25."""
    if value is None:
        return ""
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def _day(value: Any) -> str:
    return value.isoformat() if value else ""
