"""The first minute of a product: four answers become a thread of four goals."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from goldthread.chain.models import Goal, Level
from goldthread.people.models import Person, Product


@dataclass(frozen=True)
class Answers:
    """What somebody answered; an empty answer makes no goal."""

    vision: str = ""
    need: str = ""
    business: str = ""
    next: str = ""


# Which answer is a step towards which, from the highest down.
_STEPS = (("need", "vision"), ("business", "vision"), ("next", "need"), ("next", "business"))
_LEVELS = {"vision": Level.VISION, "need": Level.USER_GOAL, "business": Level.BUSINESS_GOAL, "next": Level.PRODUCT_GOAL}


@transaction.atomic
def begin(product: Product, answers: Answers, *, by: Person) -> list[Goal]:
    """Set a goal for each answer and tie them; the reasons are left to be said, each a loose end until then."""
    made = {
        name: Goal.set(product, level, said, by=by, because=_("First answers"))
        for name, level in _LEVELS.items()
        if (said := getattr(answers, name))
    }
    for child, parent in _STEPS:
        if child in made and parent in made:
            made[child].tie(made[parent], by=by)
    return list(made.values())
