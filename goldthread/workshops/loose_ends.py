"""The rules of meetings for the thread (C37 to C40, C45 to C47): who leads, who is invited and who is not, whether all were
heard, and whether strategy and roadmap were looked at again in time."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef

from goldthread.chain.loose_ends.catalogue import Package
from goldthread.chain.loose_ends.sayings import say
from goldthread.chain.loose_ends.shapes import ERROR, WARNING, Found, Rule, Seen
from goldthread.chain.models import NamedPerson
from goldthread.chain.rules import STRATEGIC, Level
from goldthread.kit.prepared import Prepared
from goldthread.people.models import Involvement
from goldthread.people.power_interest import MIDDLE

from .models import GuestInvitation, Item, Seat, Workshop
from .sayings import SAYINGS

NAME = "workshops"
Role = Involvement.Role
STRATEGY, ROADMAP = (
    ("strategizing", "whole_thread", "strategy_review"),
    ("roadmapping", "whole_thread", "roadmap_review"),
)
DECIDING = ("strategizing", "roadmapping", "whole_thread", "strategy_review", "roadmap_review", "one_goal")
FRESH = timedelta(days=92)
MAPPING = ("strategizing", "roadmapping", "whole_thread")
# Few said most of what was said: of 100 that all say alike less than this, or one voice more than this in percent.
UNEVEN = MOST_OF_ONE = 50


def _workshops(product: int) -> Any:
    """The meetings of a product with what speaks against how they are convened. Those about goals that only some see are left out."""
    named = NamedPerson.objects.filter(goal__product=product).values("goal")
    rows = Workshop.objects.filter(product=product, aborted_at=None)
    rows = rows.exclude(Exists(Item.objects.filter(workshop=OuterRef("pk"), goal__in=named)))
    roles = Involvement.objects.filter(product=product)
    players = roles.filter(role=Role.STAKEHOLDER, power__gt=MIDDLE, interest__gt=MIDDLE, person__is_active=True)
    players = players.filter(person__memberships__organisation=F("organisation"))
    seats = Seat.objects.filter(workshop=OuterRef("pk"))
    seated = Seat.objects.filter(workshop=OuterRef(OuterRef("pk")), person=OuterRef("person"))
    # Guests by link sit there as stakeholders.
    outside = roles.filter(role__in=(Role.STAKEHOLDER, Role.LEADER)).values("person")
    by_link = GuestInvitation.objects.filter(workshop=OuterRef("pk"), link__revoked_at=None)
    return rows.annotate(
        decides=Exists(roles.filter(role=Role.PRODUCT_PERSON, person=OuterRef("facilitator"))),
        is_missing_players=Exists(players.filter(~Exists(seated))),
        has_stakeholders=Exists(seats.filter(person__in=outside)) | Exists(by_link),
    ).order_by("closed_at", "pk")


_WORKSHOPS = Prepared(
    _workshops, "id", "template", "title", "began_at", "closed_at", "evenness", "top_share", "decides", "is_missing_players", "has_stakeholders",
)  # fmt: skip


def load(product_id: int) -> dict[str, Any]:
    """Of meetings to come (id, title) those led by who decides, `without` a player, with stakeholders at sprint planning
    (`overheard`) or about the `roadmap`; the last one held if it was `uneven`; when strategy and roadmap were looked at last."""
    rows = _WORKSHOPS.rows(product_id)
    to_come = [row for row in rows if row["began_at"] is None and row["closed_at"] is None]
    held = [row for row in rows if row["closed_at"] is not None]
    deciding = [row for row in to_come if row["template"] in DECIDING]
    mapping = [row for row in deciding if row["template"] in MAPPING]
    measured = [row for row in held if row["evenness"] is not None][-1:]
    return {
        "led": _named(row for row in deciding if row["decides"]),
        "without": _named(row for row in mapping if row["is_missing_players"]),
        "overheard": _named(row for row in to_come if row["template"] == "sprint_planning" and row["has_stakeholders"]),
        "uneven": _named(row for row in measured if row["evenness"] < UNEVEN or (row["top_share"] or 0) > MOST_OF_ONE),
        "strategy": _last(held, STRATEGY),
        "roadmap": _last(held, ROADMAP),
        "mapped": _named([row for row in rows if row["template"] == "roadmapping"][-1:]),
    }


def _named(rows: Iterable[dict[str, Any]]) -> tuple[tuple[int, str], ...]:
    return tuple((row["id"], row["title"]) for row in rows)


def _last(held: list[dict[str, Any]], templates: tuple[str, ...]) -> Any:
    return max((row["closed_at"] for row in held if row["template"] in templates), default=None)


def _each(which: str) -> Any:
    def whole(seen: Seen) -> Iterable[Found]:
        rows = seen.more[NAME][which]
        return [Found(what=(title,), at=str(pk), about=f"workshop-{pk}") for pk, title in rows]

    return whole


def _overdue(which: str, levels: Iterable[str]) -> Any:
    def whole(seen: Seen) -> Iterable[Found]:
        held = seen.more[NAME][which]
        last = held.date() if held is not None else _worked_on(seen, levels)
        return [Found(about=which)] if last is not None and last + FRESH < seen.today else []

    return whole


def _worked_on(seen: Seen, levels: Iterable[str]) -> date | None:
    """Where nobody has met about them yet: when the newest of these goals was set, or one was agreed on."""
    goals = [goal for level in levels for goal in seen.by_level[level]]
    days = [goal.set_on for goal in goals if goal.set_on is not None]
    days += [seen.agreed[goal.pk].at.date() for goal in goals if goal.pk in seen.agreed]
    return max(days, default=None)


def roadmap_before_strategy(seen: Seen) -> Iterable[Found]:
    """A roadmap is drawn when it is agreed whom the product serves and what it brings."""
    facts, agreed = seen.more[NAME], {seen.level_of(pk) for pk in seen.agreed}
    is_drawn = facts["mapped"] or Level.PRODUCT_GOAL in agreed
    is_agreed = facts["strategy"] is not None or bool(agreed & STRATEGIC)
    return [Found(about="roadmap")] if is_drawn and not is_agreed else []


PACKAGE = Package(
    NAME,
    (
        Rule("led_by_who_decides", "C37", "a facilitator sees that everybody is heard (agreeing on goals together)", WARNING, whole=_each("led")),
        Rule("player_not_invited", "C38", "key stakeholders take part in strategizing and roadmapping (power and interest)", WARNING, whole=_each("without")),
        Rule("stakeholder_at_planning", "C39", "stakeholders come to the sprint review, not to sprint planning (sprint goals)", ERROR, whole=_each("overheard")),
        Rule("few_were_heard", "C40", "nobody dominates, the highest-paid person included (agreeing on goals together)", WARNING, whole=_each("uneven")),
        Rule("strategy_unreviewed", "C45", "strategy is reviewed every three months (goal-oriented roadmaps)", WARNING, whole=_overdue("strategy", sorted(STRATEGIC))),
        Rule("roadmap_unreviewed", "C46", "the roadmap is reviewed every one to three months (goal-oriented roadmaps)", WARNING, whole=_overdue("roadmap", [Level.PRODUCT_GOAL])),
        Rule("roadmap_before_strategy", "C47", "a validated strategy comes before a roadmap (roadmap prioritisation)", WARNING, whole=roadmap_before_strategy),
    ),
    load,
)  # fmt: skip

say(SAYINGS)

__all__ = ["NAME", "PACKAGE", "load"]
