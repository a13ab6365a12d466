"""The rule of speaking up for the thread (C60): a concern is answered within the promised time."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from goldthread.chain.loose_ends.catalogue import Package
from goldthread.chain.loose_ends.sayings import Saying, say
from goldthread.chain.loose_ends.shapes import WARNING, Found, Rule, Seen, Standing
from goldthread.kit.prepared import Prepared

from . import rules
from .models import Concern

NAME = "voice"
_WAITING = Prepared(
    lambda product: Concern.objects.open().filter(product=product, told_at__isnull=False).order_by("due", "pk"), "id", "goal_id", "due"
)  # fmt: skip


def load(product_id: int) -> list[dict[str, Any]]:
    """The concerns that nobody has answered, the most urgent first: `id`, `goal_id`, `due`."""
    return _WAITING.rows(product_id)


def waits(goal: Standing, seen: Seen) -> Found | None:
    """A concern about a goal is answered within the promised time."""
    for row in seen.more[NAME]:
        if row["goal_id"] == goal.pk and (late := _days_late(row, seen)):
            return Found(what=(str(late),), at=str(row["id"]))
    return None


def waits_for_all(seen: Seen) -> Iterable[Found]:
    """One about the product as a whole too."""
    return [
        Found(what=(str(late),), at=str(row["id"]), about=f"concern-{row['id']}")
        for row in seen.more[NAME]
        if row["goal_id"] is None and (late := _days_late(row, seen))
    ]


def _days_late(row: dict[str, Any], seen: Seen) -> int:
    return rules.days_late(row["due"], seen.today, is_answered=False)


PACKAGE = Package(
    NAME,
    (Rule("concern_waits", "C60", "everyone has a voice and gets an answer (negotiated outcomes)", WARNING, check=waits, whole=waits_for_all),),
    load,
)  # fmt: skip

say({
    "concern_waits": Saying(
        _("Concern without an answer"), _("A concern is answered within the time that was promised."),
        _("A concern waits longer than promised."), _("A concern waits for its answer, %(what)s days longer than promised."), _("Answer it"), "concerns/{at}/",
    ),
})  # fmt: skip
