"""The way to the promise on the page of an organisation's settings."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _


def setting(request: Any, ground: Any) -> dict[str, Any]:
    return {
        "label": _("Promise to answer"),
        "hint": _("Within how many days a concern is answered."),
        "url": reverse("promise:promise", args=[ground.organisation.slug]),
    }
