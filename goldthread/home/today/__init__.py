"""Today: what somebody owes, what moved on what they follow, what comes, what is worth celebrating."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from goldthread.kit import registry


def register() -> None:
    """Stand as the first of the places."""
    registry.place("today", label=_("Today"), icon="sun", rank=10, url=_address)


def _address(organisation: str, _product: str) -> Any:
    return reverse("home:today", args=[organisation])
