"""A pivot while it is being made: what the form begins with and shows, and what sending it does."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from goldthread.chain.key_result_words import Pen
from goldthread.chain.models import Goal, KeyResult
from goldthread.measures.models import Metric
from goldthread.people.access import Ground
from goldthread.people.models import Person

from . import pivot_words
from .forms.pivot import GroundsForm, NumbersForm
from .models import Pivot, WayOn

NOTHING_BESIDE = _("Choose a value, write a link or attach a file.")
# Ways on that end in a pivot.
WAYS = ("later", "target")


def begun_with(asked: Mapping[str, str]) -> dict[str, str]:
    """What an address says the form should begin with."""
    wanted = {"target": asked.get("target", ""), "due": asked.get("due") or asked.get("later", "")}
    return {name: value[:40] for name, value in wanted.items() if value}


@transaction.atomic
def change(of: KeyResult, metric: Metric, numbers: NumbersForm, grounds: GroundsForm, *, by: Person, way: str) -> Pivot:
    """Make the pivot; where it began as a way on out of a low chance, that is kept too."""
    before = of.forecast_id
    made = Pivot.change(
        of, by=by, grounds=grounds.grounds(), base=numbers.cleaned_data["base"], metric=metric, **numbers.numbers()
    )
    if way in WAYS and not WayOn.objects.filter(pivot=made).exists():
        of.forecast_id = before
        after = made.said_after
        WayOn.choose(of, way, by=by, pivot=made, expected=float(after.probability) if after else None)
    return made


def asked(
    ground: Ground,
    goal: Goal,
    grounds: GroundsForm,
    *,
    numbers: NumbersForm | None = None,
    of: KeyResult | None = None,
    theirs: KeyResult | None = None,
) -> dict[str, Any]:
    """All that the form shows. `theirs` is the key result as somebody else changed it meanwhile."""
    slugs = (ground.organisation.slug, ground.the_product.slug, goal.number)
    held = theirs or of
    pen = Pen(ground, held) if held else None
    page = reverse("chain:key_result", args=[*slugs, of.pk]) if of else reverse("chain:goal", args=slugs)
    return {
        "goal": goal,
        "of": of,
        "form": numbers,
        "grounds": grounds,
        "metrics": sorted({one.name for one in numbers.metrics}) if numbers else [],
        "offered": [pivot_words.reading(one) for one in grounds.offered.values()],
        "chosen": [str(one) for one in grounds["readings"].value() or []],
        "agreed": [str(one) for one in grounds["agreed"].value() or []],
        "held": [line for line in pen.told(held.version) if line[1]] if pen and held and held.version else [],
        "chance": pivot_words.chance(of.forecast) if of else None,
        "reckoning": reverse("checkins:what_now", args=[*slugs, of.pk]) if of else "",
        "back": page,
        "theirs": {"name": theirs.version.by.name, "base": theirs.version_id} if theirs and theirs.version else None,
    }


__all__ = ["NOTHING_BESIDE", "asked", "begun_with", "change"]
