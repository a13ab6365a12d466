"""The kinds of notices, each of which can be turned off in the product and by mail."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

MENTIONED, COMMENTED, CHANGED, CLOSED = "mentioned", "commented", "changed", "closed"
OWNER, ANSWERED, INVITED, WEEK = "owner", "answered", "invited", "week"


@dataclass(frozen=True)
class Kind:
    """One kind: its name in the rows, what it is called, and the drawing beside it."""

    name: str
    label: Any
    icon: str
    # A summary is no news by itself: it stands in no list.
    mail_only: bool = False


KINDS = (
    Kind(MENTIONED, _("Somebody mentions you"), "at-sign"),
    Kind(COMMENTED, _("Somebody comments on a goal you follow"), "message-square"),
    Kind(CHANGED, _("A goal you follow changes"), "pencil"),
    Kind(CLOSED, _("A goal you follow is closed or opened again"), "flag"),
    Kind(OWNER, _("You become the owner of a goal or a key result"), "user-round"),
    Kind(ANSWERED, _("A goal you proposed is answered"), "circle-check"),
    Kind(INVITED, _("You are made part of a product"), "users"),
    Kind(WEEK, _("A summary of your week, on Mondays"), "calendar-days", mail_only=True),
)
BY_NAME = {one.name: one for one in KINDS}
