"""Power and interest of stakeholders, and what follows from them (Ackermann and Eden). Plain numbers in, words out."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

SCALE = 10
# In the middle of the field; what is above it is high.
MIDDLE = 5


class Quarter(StrEnum):
    PLAYERS = "players"
    CONTEXT_SETTERS = "context_setters"
    SUBJECTS = "subjects"
    CROWD = "crowd"


@dataclass(frozen=True)
class Advice:
    """What a quarter of the grid is called, who stands there, and in short and in full what to do with them."""

    quarter: Quarter
    name: Any
    one: Any
    short: Any
    who: Any
    what: Any


# As the quarters lie on the field: above from left to right, then below.
ADVICE = {
    one.quarter: one
    for one in (
        Advice(
            Quarter.CONTEXT_SETTERS, _("Context setters"), _("context setter"), _("Consult them"),
            _("Much power, little interest; often senior managers."),
            _("Consult them, and keep them informed."),
        ),
        Advice(
            Quarter.PLAYERS, _("Players"), _("player"), _("Work with them"),
            _("Much power, much interest: the key stakeholders."),
            _("Work with them: invite them to strategy and roadmap workshops, and let them take part in decisions."),
        ),
        Advice(
            Quarter.CROWD, _("Crowd"), _("crowd"), _("Inform them"),
            _("Little power, little interest."),
            _("Inform them."),
        ),
        Advice(
            Quarter.SUBJECTS, _("Subjects"), _("subject"), _("Keep them involved"),
            _("Little power, much interest."),
            _("Keep them involved: share the roadmap, gather their feedback, invite them to the sprint review."),
        ),
    )
}  # fmt: skip


def quarter(power: int | None, interest: int | None) -> Quarter | None:
    """Where somebody stands, by numbers from 0 to 10; None as long as one of them is not said.

    High is above the middle: 6 and more. Raises ValueError for a number off the scale.
    """
    if power is None or interest is None:
        return None
    for value in (power, interest):
        if not 0 <= value <= SCALE:
            raise ValueError(f"not between 0 and {SCALE}: {value}")
    if power > MIDDLE:
        return Quarter.PLAYERS if interest > MIDDLE else Quarter.CONTEXT_SETTERS
    return Quarter.SUBJECTS if interest > MIDDLE else Quarter.CROWD
