"""How the rhythm joins the product: what the tending loop does, and where its settings are found."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from goldthread.kit import registry

from . import asking, overdue


def bring() -> None:
    registry.tending("rhythm", 30, asking.sweep)
    registry.tending("overdue actions", 600, overdue.sweep)
    registry.slot("product.settings", _rhythm)
    registry.slot("organisation.settings", _holidays)


def _rhythm(request: Any, ground: Any) -> dict[str, Any]:
    """The link on the page of a product."""
    return {
        "label": _("Rhythm of check-ins"),
        "icon": "calendar-sync",
        "url": reverse("checkins:rhythm", args=[ground.organisation.slug, ground.the_product.slug]),
    }


def _holidays(request: Any, ground: Any) -> dict[str, Any]:
    """The link on the page of an organisation's settings."""
    return {
        "label": _("Holidays"),
        "hint": _("Days on which nobody works: check-ins that would be due then move."),
        "url": reverse("checkins_days:holidays", args=[ground.organisation.slug]),
    }
