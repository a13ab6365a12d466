"""The first minute of a product: four answers become a thread of four goals. Until then Today asks for it."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from goldthread.chain.access import goals_in_sight
from goldthread.chain.models import Goal, Level
from goldthread.kit.registry import Owed
from goldthread.people import access as people
from goldthread.people.access import Ground
from goldthread.people.models import Person, Product

# Somebody who begins with more products than this begins with these.
MOST = 3


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


def owed(ground: Ground) -> list[Owed]:
    """Where somebody has nothing to look at yet, what to begin with: a product, or the thread of one. Two queries."""
    steered = people.product_ids_for(ground, "steer goals")
    if not steered and ground.may("add product") and not people.visible_products(ground).exists():
        return [_first_product(ground)]
    begun = Exists(goals_in_sight(ground).filter(product=OuterRef("pk")))
    empty = people.visible_products(ground).filter(~begun, pk__in=steered).order_by("pk")
    return [_first_goals(ground, name, slug) for name, slug in empty.values_list("name", "slug")[:MOST]]


def _first_product(ground: Ground) -> Owed:
    says = _("goals are set for a product; begin with the one that matters most")
    address = reverse("people:add_product", args=[ground.organisation.slug])
    return Owed("first-product", ground.organisation.name, says, _("New product"), address)


def _first_goals(ground: Ground, name: str, slug: str) -> Owed:
    says = _("it has no goal yet; answer four questions, or paste a list you have")
    address = reverse("home:first", args=[ground.organisation.slug, slug])
    return Owed(f"first-{slug}", name, says, _("Begin the thread"), address, minutes=5)
