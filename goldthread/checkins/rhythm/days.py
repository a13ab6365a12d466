"""The due days of products, read in two queries however many they are."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from goldthread.kit import clock

from ..models import Holiday, Rhythm
from . import rules


@dataclass(frozen=True)
class Beat:
    """The rhythm of one product: its versions in the order in which they were made, and the days nobody works."""

    versions: tuple[Rhythm, ...] = ()
    holidays: frozenset[date] = frozenset()

    @property
    def as_rules(self) -> list[rules.Rhythm]:
        return [one.as_rule() for one in self.versions]

    def due_days(self, first: date, last: date) -> list[rules.Due]:
        """The due days from one local day to another, both included."""
        return rules.due_days(self.as_rules, first, last, self.holidays)

    def standing(self, now: datetime) -> rules.Standing:
        """The last due day before a moment, and the next one."""
        return rules.standing(self.as_rules, now, self.holidays)

    def holding(self, due: rules.Due) -> Rhythm:
        """The version that a due day comes from."""
        return next(one for one in self.versions if one.number == due.number)


def beats_of(products: Collection[int]) -> dict[int, Beat]:
    """The rhythm of each of these products (ids) that has one. Two queries; one where none has."""
    versions: dict[int, list[Rhythm]] = defaultdict(list)
    for one in Rhythm.objects.filter(product__in=products).select_related("by").order_by("product", "number"):
        versions[one.product_id].append(one)
    if not versions:
        return {}
    free: dict[int, set[date]] = defaultdict(set)
    organisations = {some[0].organisation_id for some in versions.values()}
    rows = Holiday.objects.standing().filter(organisation__in=organisations)
    for organisation, day in rows.values_list("organisation_id", "day"):
        free[organisation].add(day)
    return {product: Beat(tuple(some), frozenset(free[some[0].organisation_id])) for product, some in versions.items()}


def beat_of(product: int) -> Beat:
    """The rhythm of one product; one without versions where it has none."""
    return beats_of([product]).get(product, Beat())


def due_days_of(products: Collection[int], today: date | None) -> dict[int, list[date]]:
    """By product the due days around a local day (None: today), in order; products without a rhythm are not in it."""
    found = {}
    for product, beat in beats_of(products).items():
        day = today or clock.today(beat.versions[-1].zone)
        found[product] = [one.day for one in beat.due_days(day - rules.NEAR, day + rules.NEAR)]
    return found


def coming_of(products: Collection[int], now: datetime) -> dict[int, rules.Due]:
    """By product the next due day, where one comes."""
    beats = beats_of(products).items()
    return {product: due for product, beat in beats if (due := beat.standing(now).coming) is not None}


__all__ = ["Beat", "beat_of", "beats_of", "coming_of", "due_days_of"]
