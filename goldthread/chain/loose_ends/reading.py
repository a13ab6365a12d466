"""From the database to the loose ends of a thread: what an organisation has said about the rules, and who has left."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, Subquery

from goldthread.kit.prepared import Prepared
from goldthread.measures.models import Metric, Reading
from goldthread.people.models import Membership, Person, Product

from ..models import Exemption, Goal, KeyResult, Severity
from ..progress import STAYS
from . import agreements, catalogue
from .shapes import HINT, Beyond, LooseEnd, Measured, Read, Seen, Standing

Card = dict[str, Any]
_EXEMPT = Prepared(
    lambda product: Exemption.objects.standing().filter(product=product).order_by("-at", "-pk"),
    "id", "goal_id", "rule", "about", "because", "at", "by__name",
)  # fmt: skip
_SEVERITIES = Prepared(lambda organisation: Severity.objects.filter(organisation=organisation), "rule", "choice")


def _gone(product: int) -> Any:
    """Owners of open goals and their key results who have left the organisation or have no account any more."""
    goals = Goal.objects.open().filter(product=product)
    owns = Q(pk__in=goals.values("version__owner")) | Q(
        pk__in=KeyResult.objects.standing().filter(goal__in=goals).values("version__owner")
    )
    belongs = Membership.objects.filter(person=OuterRef("pk"), organisation__products=product)
    return Person.objects.filter(owns).filter(Q(is_active=False) | ~Exists(belongs))


def _read(product: int) -> Any:
    """The key results of open goals with the day of the last reading and the state of their source."""
    rows = KeyResult.objects.standing().filter(goal__product=product, goal__closing=None)
    last = Reading.objects.in_force().filter(metric=OuterRef("metric")).order_by("-at", "-pk")
    source = FilteredRelation("metric__sources", condition=Q(metric__sources__removed_at=None))
    return rows.annotate(asked=source, day=Subquery(last.values("day")[:1])).annotate(
        source=F("asked__pk"), failures=F("asked__failures"), paused=F("asked__paused_at")
    )


def _idle(product: int) -> Any:
    """Metrics that measured goals of the product and measure none anywhere by now, but those watched for health."""
    used = KeyResult.objects.filter(metric=OuterRef("pk"))
    left = KeyResult.objects.filter(goal__product=product).exclude(left_at=None)
    rows = Metric.objects.filter(pk__in=left.values("metric")).exclude(purpose=Metric.Purpose.HEALTH)
    return rows.filter(~Exists(used.filter(left_at=None))).order_by("name", "pk")


_GONE = Prepared(_gone, "id")
_READ = Prepared(
    _read, "id", "day", "version__starts", "set_at", "metric__timing", "metric__purpose", "metric__source_as_written", "source", "failures", "paused",
)  # fmt: skip
_IDLE = Prepared(_idle, "id", "name")


@dataclass
class Looked:
    """What came of looking: `loose` counts, `hints` do not; `waiting` are of goals that are not agreed on here yet;
    `exempt` are the exemptions that stand, whether or not the rule would hold by now."""

    loose: list[LooseEnd] = field(default_factory=list)
    hints: list[LooseEnd] = field(default_factory=list)
    waiting: list[LooseEnd] = field(default_factory=list)
    exempt: list[Card] = field(default_factory=list)


def look(product: Product, seen: Seen, waiting: Iterable[int]) -> Looked:
    """The loose ends of a thread, as its organisation takes them. `waiting`: goals that were brought in and not touched."""
    exempt = _EXEMPT.rows(product.pk)
    severities = severities_in(product.organisation_id)
    seen.gone = frozenset(row["id"] for row in _GONE.rows(product.pk))
    seen.read = {row["id"]: _read_of(row) for row in _READ.rows(product.pk)}
    seen.idle = tuple((row["id"], row["name"]) for row in _IDLE.rows(product.pk))
    seen.agreed, seen.turned = agreements.agreed(product.pk), agreements.turned(product.pk)
    seen.more = {package.name: package.load(product.pk) for package in catalogue.packages()}
    let_be, aside = {(row["goal_id"], row["rule"], row["about"]) for row in exempt}, set(waiting)
    found = Looked(exempt=exempt)
    for end in catalogue.check(seen, severities):
        if end.key in let_be:
            continue
        if end.goal in aside:
            found.waiting.append(end)
        else:
            (found.hints if end.severity == HINT else found.loose).append(end)
    return found


def _read_of(row: Card) -> Read:
    return Read(
        row["day"], row["version__starts"] or row["set_at"].date(), row["metric__timing"], row["metric__purpose"],
        bool(row["source"] or row["metric__source_as_written"]), 0 if row["paused"] else row["failures"] or 0,
    )  # fmt: skip


def severities_in(organisation: int) -> dict[str, str]:
    """What an organisation has said about how grave rules are, by rule; in one query."""
    return {row["rule"]: row["choice"] for row in _SEVERITIES.rows(organisation) if row["choice"]}


def seen_in(goals: Iterable[Card], beyond: Mapping[int, Card], ties: Iterable[Card], today: date) -> Seen:
    """A thread of cards as the rules see it; closed goals stand beyond, whether they are shown or not."""
    cards = list(goals)
    others = {goal["id"]: goal for goal in cards if goal["state"] == "closed"} | dict(beyond)
    return Seen(
        goals={goal["id"]: _standing(goal) for goal in cards if goal["state"] != "closed"},
        today=today,
        beyond={pk: Beyond(pk, one["level"], one["state"] == "closed") for pk, one in others.items()},
        reasons={(tie["child"], tie["parent"]): tie["because"] for tie in ties},
    )


def _standing(goal: Card) -> Standing:
    return Standing(
        goal["id"], goal["level"], goal["statement"], tuple(goal["parents"]), tuple(goal["children"]),
        tuple([_measured(one) for one in goal["key_results"]]), goal["owner_id"], goal["owner"], goal["team_id"], goal["name"],
        goal["timeframe"], goal["how_we_know"], goal["method"], goal["starts"], goal["due"], goal["state"], goal["set_on"], goal["brought_in"] is not None,
        goal["is_asked"], goal["undone"],
    )  # fmt: skip


def _measured(one: Card) -> Measured:
    return Measured(
        one["id"], one["name"], one["unit"], one["direction"], one["baseline"], one["target"], one["due"], one["owner_id"], one["owner"],
        one["kind"] in STAYS, one["weight"], one["done"],
    )  # fmt: skip
