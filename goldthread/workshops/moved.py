"""What moved in the product, for the table of a check-in meeting: only what everybody sees who sees the product."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from goldthread.chain.models import KeyResult, NamedPerson
from goldthread.checkins.rhythm import digest
from goldthread.decisions import access as decisions
from goldthread.decisions.models.review import due
from goldthread.kit.days import date_format
from goldthread.measures.forecasting.saying import as_percent
from goldthread.people.ground import Ground
from goldthread.people.models import Membership
from goldthread.people.rules import Footing

from .models import Workshop

# A table shows so many lines of each kind; the page behind it shows all.
SHOWN = 5


def shown(of: Workshop) -> dict[str, Any]:
    """What is likely to be missed, what moved, what is in the way, what is due. A fixed number of queries."""
    ground = onlooker(of)
    found = digest.page(ground)
    return {
        "kind": "product",
        "label": _("What moved since %(day)s") % {"day": found["since"]},
        "url": reverse("checkins:meeting", args=[of.organisation.slug, of.product.slug]),
        "parts": [one for one in _parts(ground, found) if one["lines"]],
    }


def onlooker(of: Workshop) -> Ground:
    """Where nobody in particular stands: restricted goals are hidden, as the table is the same for all."""
    hidden = NamedPerson.objects.filter(goal__product=of.product_id).values_list("goal", flat=True)
    seat = Membership(organisation=of.organisation, person=of.facilitator, role=Membership.Role.MEMBER)
    footing = Footing(of.facilitator_id, frozenset())
    return Ground(of.organisation, of.facilitator, seat, of.product, footing, sight=(frozenset(hidden), frozenset()))


def _parts(ground: Ground, found: dict[str, Any]) -> list[dict[str, Any]]:
    moved = [_line(one["name"], one["value"], one["chance"]) for one in found["numbers"]]
    said = [
        (_("Likely to be missed"), "bad", _missed(ground)),
        (_("In the way"), "warn", [_line(one["blocker"], one["name"]) for one in found["blockers"]]),
        (_("Moved"), "", moved),
        (_("Actions that are overdue"), "warn", [_line(one["words"], one["owner"]["name"], one["due"]) for one in found["overdue"]]),
        (_("Agreements to look at again"), "warn", _agreements(ground)),
        (_("No check-in yet"), "", [_line(one["name"], one["owner"]) for one in found["waiting"]]),
    ]  # fmt: skip
    return [
        {"title": title, "tone": tone, "lines": lines[:SHOWN], "more": max(len(lines) - SHOWN, 0)}
        for title, tone, lines in said
    ]


def _line(what: str, *more: str) -> dict[str, str]:
    return {"what": what, "more": " · ".join(one for one in more if one)}


def _missed(ground: Ground) -> list[dict[str, str]]:
    rows = KeyResult.objects.standing().filter(goal__product=ground.the_product, goal__closing=None)
    rows = rows.filter(forecast__colour__in=("at_risk", "off_track")).exclude(goal__in=ground.sight[0] if ground.sight else ())  # fmt: skip
    named = rows.order_by("forecast__probability", "pk").values_list(
        "metric__name", "version__owner__name", "forecast__probability"
    )
    return [_line(name, owner or "", _("%(percent)s%% likely") % {"percent": as_percent(float(chance))}) for name, owner, chance in named]  # fmt: skip


def _agreements(ground: Ground) -> list[dict[str, str]]:
    rows = due(decisions.agreements_in_sight(ground), ground.today)
    return [_line(one.words, date_format(one.review_day, "j M")) for one in rows[: SHOWN * 2]]
