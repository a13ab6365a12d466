"""Where the calendar of a product is found."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from goldthread.people.models import Membership


def in_product(request: Any, ground: Any) -> dict[str, Any] | None:
    """The link on the page of a product; none for guests, who have no calendar."""
    if ground.membership.role == Membership.Role.GUEST:
        return None
    url = reverse("feeds:calendar", args=[ground.organisation.slug, ground.the_product.slug])
    return {"label": _("Calendar"), "icon": "calendar-days", "url": url}
