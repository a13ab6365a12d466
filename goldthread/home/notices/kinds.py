"""The kinds of notices, each of which can be turned off in the product and by mail."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from goldthread.checkins.rhythm.asking import CHECK_IN as CHECK_IN
from goldthread.checkins.rhythm.asking import DIGEST as DIGEST
from goldthread.checkins.rhythm.overdue import ACTION as ACTION
from goldthread.voice.telling import CONCERN as CONCERN

MENTIONED, COMMENTED, CHANGED, CLOSED = "mentioned", "commented", "changed", "closed"
ASKED, AGREED = "asked", "agreed"
OWNER, ANSWERED, INVITED, WEEK = "owner", "answered", "invited", "week"
CHECKED_IN, REACTED = "checked_in", "reacted"
SOURCE = "source"


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
    Kind(CHECKED_IN, _("Somebody checks in on a goal you follow"), "chart-line"),
    Kind(REACTED, _("Somebody reacts to your check-in, or gives kudos for a goal of yours"), "heart"),
    Kind(CLOSED, _("A goal you follow is closed or opened again"), "flag"),
    Kind(OWNER, _("You become the owner of a goal or a key result"), "user-round"),
    Kind(ANSWERED, _("A goal you proposed is answered"), "circle-check"),
    Kind(ASKED, _("Your vote is asked for"), "vote"),
    Kind(AGREED, _("Something you were asked about is decided"), "handshake"),
    Kind(CONCERN, _("A concern waits for your answer, or something came of one of yours"), "megaphone"),
    Kind(INVITED, _("You are made part of a product"), "users"),
    Kind(CHECK_IN, _("Check-ins of yours are due"), "calendar-check"),
    Kind(DIGEST, _("What moved, before the check-ins of a product"), "list-checks"),
    Kind(ACTION, _("An action of yours: somebody puts your name on it, or its day is over"), "hand"),
    Kind(SOURCE, _("The source of a metric of yours fails, or gives values again"), "plug-zap"),
    Kind(WEEK, _("A summary of your week, on Mondays"), "calendar-days", mail_only=True),
)
BY_NAME = {one.name: one for one in KINDS}
