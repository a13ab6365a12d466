"""What the grid of power and interest shows, as plain values."""

from collections import Counter
from typing import Any

from django.urls import reverse

from goldthread.journal.models import Entry

from .ground import Ground
from .models import Involvement, Person
from .models.membership import Spot
from .power_interest import ADVICE, Quarter, quarter

Row = dict[str, Any]
# So many are put beside each other where several stand on one spot.
FANNED = 4


def grid(ground: Ground) -> dict[str, Any]:
    """The stakeholders of the product, placed and not yet placed, with what follows from the place. One query."""
    rows = Involvement.objects.filter(product=ground.product, role=Involvement.Role.STAKEHOLDER)
    everybody = [_row(ground, one) for one in rows.select_related("person").order_by("person__name", "pk")]
    _fan(everybody)
    return {
        "everybody": everybody,
        "placed": [one for one in everybody if one["advice"]],
        "waiting": [one for one in everybody if not one["advice"]],
        "quarters": [
            {"advice": advice, "names": [one["face"]["name"] for one in everybody if one["advice"] is advice]}
            for advice in ADVICE.values()
        ],
        "ones": {str(name): str(ADVICE[name].one) for name in Quarter},
    }


def stakeholder(ground: Ground, person_id: int) -> Involvement | None:
    """Somebody who is a stakeholder of the product."""
    rows = Involvement.objects.filter(product=ground.product, role=Involvement.Role.STAKEHOLDER, person_id=person_id)
    return rows.select_related("person", "product").first()


def last_placed_by(one: Involvement) -> str:
    """Who placed a stakeholder last, by name; "" where the record does not tell."""
    entries = Entry.objects.filter(organisation_id=one.organisation_id, verb="stakeholder.placed")
    entry = entries.filter(product_id=one.product_id, facts__person=one.person_id).order_by("-number").first()
    found = Person.objects.filter(pk=entry.by_id).first() if entry and entry.by_id else None
    return found.name if found else ""


def written(spot: Spot) -> str:
    """A spot as forms carry it: "7,9", or "," for nowhere yet."""
    return ",".join("" if value is None else str(value) for value in spot)


def _row(ground: Ground, one: Involvement) -> Row:
    slugs = (ground.organisation.slug, ground.the_product.slug)
    stands = quarter(*one.spot)
    return {
        "id": one.person_id,
        "face": one.person.face,
        "first": one.person.name.split(" ")[0],
        "power": one.power,
        "interest": one.interest,
        "base": written(one.spot),
        "advice": ADVICE[stands] if stands else None,
        "nth": 0,
        "url": reverse("people:stakeholder_place", args=[*slugs, one.person_id]),
    }


def _fan(rows: list[Row]) -> None:
    """Count those who stand on one spot, so that each can be seen."""
    seen: Counter[str] = Counter()
    for row in rows:
        row["nth"] = seen[row["base"]] % FANNED
        seen[row["base"]] += 1
