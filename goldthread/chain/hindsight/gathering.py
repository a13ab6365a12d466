"""From the database to claims: the key results in sight of somebody that are over. Two queries, whatever their number."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Case, DateField, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce, TruncDate

from goldthread.measures.models import Reading
from goldthread.people.access import Ground

from .. import access
from ..models import Closing, Forecast, KeyResult, KeyResultVersion
from ..progress import Kind
from .claims import Claim, Numbers, Said, claims_of

# The newest: of more, nobody would tell the difference, and the page would wait for them.
MOST = 1000
_TOLD = (
    "key_result__metric__name",
    "key_result__goal__number",
    "key_result__goal__version__statement",
    "key_result__goal__product_id",
    "key_result__goal__product__name",
    "key_result__goal__product__slug",
    "key_result__goal__version__team_id",
    "key_result__goal__version__team__name",
    "key_result__goal__version__period_id",
    "key_result__goal__version__period__name",
)
_ASKED = ("key_result_id", "pk", "at", "kind", "baseline", "target", "upto", "begins", "falls_due", "ends", "read")


@dataclass(frozen=True)
class Over:
    """A claim that is decided, with what it belongs to: `team` and `period` are 0 where there is none."""

    claim: Claim
    metric: str
    goal: str
    number: int
    product: int
    product_name: str
    product_slug: str
    team: int
    team_name: str
    period: int
    period_name: str


def over(ground: Ground, products: Iterable[int] | None = None) -> list[Over]:
    """The claims that are decided, the newest first, of goals that this person sees; `products` narrows further.

    Goals that were let go count only where the due day came before: then it was known. So do key results that measure
    their goal no longer: they are left out.
    """
    rows = list(_versions(ground, _over(ground, products)))
    said = _said(ground, [row["pk"] for row in rows])
    found = []
    for _key, group in groupby(rows, key=lambda row: row["key_result_id"]):
        several = list(group)
        for claim in claims_of([_numbers(ground, row) for row in several], said, ground.today):
            found.append(_over_of(claim, several[-1]))
    return sorted(found, key=lambda one: (one.claim.ends, one.claim.key_result), reverse=True)


def _over(ground: Ground, products: Iterable[int] | None) -> QuerySet[Any, Any]:
    """Key results of which something is decided: their time is over, a former due day is, or their goal is closed."""
    goals = access.goals_in_sight(ground)
    if products is not None:
        goals = goals.filter(product__in=list(products))
    standing = KeyResult.objects.standing().filter(goal__in=goals.order_by().values("pk"))
    passed = standing.alias(ended=Coalesce("versions__due", "goal__version__due"))
    decided = passed.filter(Q(ended__lt=ground.today) | Q(goal__closing__isnull=False)).order_by().values("pk")
    newest = KeyResult.objects.filter(pk__in=decided).alias(ended=Coalesce("version__due", "goal__version__due"))
    return newest.order_by(F("ended").desc(nulls_last=True), "-pk").values("pk")[:MOST]


def _versions(ground: Ground, key_results: QuerySet[Any, Any]) -> QuerySet[Any, dict[str, Any]]:
    zone = ZoneInfo(ground.organisation.time_zone)
    rows = KeyResultVersion.objects.filter(key_result__in=key_results).annotate(
        begins=Coalesce("starts", TruncDate("key_result__set_at", tzinfo=UTC)),
        falls_due=Coalesce("due", "key_result__goal__version__due"),
        closed=TruncDate("key_result__goal__closing__at", tzinfo=zone),
    )
    let_go = Q(key_result__goal__closing__result=Closing.Result.LET_GO, closed__lt=F("falls_due"))
    ends = Case(
        When(let_go, then=None),
        When(closed__lt=F("falls_due"), then=F("closed")),
        default=F("falls_due"),
        output_field=DateField(),
    )
    read = Reading.objects.in_force().filter(metric=OuterRef("metric"), day__gte=OuterRef("begins"))
    last = read.filter(day__lte=OuterRef("ends")).order_by("-day", "-at", "-pk").values("value")[:1]
    return (
        rows.annotate(ends=ends).annotate(read=Subquery(last)).order_by("key_result", "number").values(*_ASKED, *_TOLD)
    )


def _said(ground: Ground, versions: list[int]) -> dict[int, list[Said]]:
    """What stood on pages as a chance: not the base rate, which is none of the key result's own."""
    zone = ZoneInfo(ground.organisation.time_zone)
    rows = Forecast.objects.filter(version__in=versions, alone__isnull=False).order_by("at", "pk")
    found: dict[int, list[Said]] = defaultdict(list)
    for version, at, chance, value, alone, low, high in rows.values_list("version_id", "at", "probability", "value", "alone", "low", "high"):  # fmt: skip
        found[version].append(Said(at.astimezone(zone).date(), chance, value, alone, low, high))
    return found


def _numbers(ground: Ground, row: dict[str, Any]) -> Numbers:
    on: date = row["at"].astimezone(ZoneInfo(ground.organisation.time_zone)).date()
    return Numbers(
        row["key_result_id"], row["pk"], on, row["kind"] or Kind.INCREASE, row["baseline"], row["target"], row["upto"],
        row["begins"], row["falls_due"], row["ends"], row["read"],
    )  # fmt: skip


def _over_of(claim: Claim, row: dict[str, Any]) -> Over:
    metric, number, goal, *rest = (row[name] for name in _TOLD)
    product, product_name, product_slug, team, team_name, period, period_name = rest
    return Over(
        claim, metric, goal, number, product, product_name, product_slug, team or 0, team_name or "", period or 0,
        period_name or "",
    )  # fmt: skip


__all__ = ["MOST", "Over", "over"]
