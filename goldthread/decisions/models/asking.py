"""What is announced with a question, and why one does not open or a deed is not done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from goldthread.people.models import Person


class Refused(Exception):
    """Why a question cannot open like this, or a deed not be done: a sentence to show."""


class AlreadyOpen(Refused):
    """Another question about the same thing is under way."""


class TooLong(Refused):
    """The words are more than one vote holds."""

    def __init__(self) -> None:
        super().__init__(_("These are more words than one vote holds here. Say it shorter."))


class Newer(Refused):
    """What lies in the box was cast after this had been filled in."""

    def __init__(self) -> None:
        super().__init__(
            _("This was filled in before your newer vote was cast, so the newer one stays. You can change it here.")
        )


class Closed(Exception):
    """The question is no longer open; what was said now is not counted."""


@dataclass(frozen=True)
class Announced:
    """What is announced with a question and then stays: rule, rounds, what decides after them, who decides and who stands in,
    which share must have voted ("2/3"), until when."""

    rule: Mapping[str, Any]
    closes_at: datetime
    max_rounds: int = 3
    fallback: str = ""
    decider: Person | None = None
    deputy: Person | None = None
    quorum: str = ""
    note: str = ""
    who_acts: str = ""
    review_on: date | None = None


REFUSED: dict[str, Any] = {
    "empty_electorate": _("Nobody is there to decide. Name who is asked."),
    "silence_needs_quorum": _("Where nobody waits for those who are silent, say how many must take part."),
    "k_too_large": _("All but one, or all but two: with more, take a majority."),
    "share_too_small": _("A supermajority is more than half."),
    "decider_missing": _("Name who decides."),
    "too_much_at_stake": _(
        "Too much is at stake to decide this without discussion. Take a rule that hears the others."
    ),
    "delegation_cycle": _("Name somebody else who decides instead."),
    "facilitator_decides": _("Who decides should not lead the discussion. Name somebody else to facilitate."),
    "concerns_need_an_answer": _("Each concern needs an answer before it is adopted."),
    "rationale_required": _("Say why. It holds once the reason is there."),
}
