"""The two lists of the switcher, which every page asks: the organisations and the products one may go to.

The queries differ by ids only, and by whether somebody is a guest and whether anything is restricted where they stand.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from goldthread.kit import registry
from goldthread.kit.prepared import Prepared

from . import rules
from .ground import Ground
from .models import Membership, Organisation, Person, Product
from .standing import visible

# A switcher longer than this is searched, not read.
MOST = 50
_SWITCHED = ("pk", "name", "slug", "waiting")


def organisations_to_switch_to(person: Person, ground: Ground | None = None) -> list[dict[str, Any]]:
    """The first organisations of somebody, as `pk`, `name`, `slug`; seen from a ground, with what packages above count
    of each. One query."""
    if ground is None:
        return [dict(row) for row in organisations(person.pk)[:MOST].values("pk", "name", "slug")]
    return _ORGANISATIONS[_sight(ground)].rows(person.pk, ground.organisation.pk)


def products_to_switch_to(ground: Ground) -> list[dict[str, Any]]:
    """The first of the products that somebody may see, by name, as `pk`, `name`, `slug`. One query."""
    return _PRODUCTS[_sight(ground)].rows(ground.organisation.pk, ground.person.pk)


def organisations(person: int) -> QuerySet[Organisation]:
    """The organisations that somebody belongs to, by name."""
    return Organisation.objects.filter(memberships__person=person).order_by("name", "pk")


Sight = tuple[bool, bool]


def _sight(ground: Ground) -> Sight:
    return ground.membership.role == Membership.Role.GUEST, ground.organisation.restricts_anything


def _counted(sight: Sight) -> Callable[[int, int], QuerySet[Organisation]]:
    def made(person: int, organisation: int) -> QuerySet[Organisation]:
        ground = _stand_in(sight, person, organisation)
        rows = organisations(person)
        for counted in registry.slots("organisations.counted"):
            rows = counted(rows, ground)
        return rows[:MOST]

    return made


def _visible(sight: Sight) -> Callable[[int, int], QuerySet[Product]]:
    def made(organisation: int, person: int) -> QuerySet[Product]:
        ground = _stand_in(sight, person, organisation)
        return visible(ground.organisation, ground.person, ground.membership.role)[:MOST]

    return made


def _stand_in(sight: Sight, person: int, organisation: int) -> Ground:
    """Somebody who sees as much, of whom nothing but the ids is read."""
    is_guest, restricts = sight
    where, who = Organisation(pk=organisation, restricts_anything=restricts), Person(pk=person)
    role = Membership.Role.GUEST if is_guest else Membership.Role.MEMBER
    membership = Membership(organisation=where, person=who, role=role)
    return Ground(where, who, membership, None, rules.footing(person, role, (), ()))


_SIGHTS = [(is_guest, restricts) for is_guest in (False, True) for restricts in (False, True)]
_ORGANISATIONS = {sight: Prepared(_counted(sight), *_SWITCHED) for sight in _SIGHTS}
_PRODUCTS = {sight: Prepared(_visible(sight), "pk", "name", "slug") for sight in _SIGHTS}
