"""What whoever was met says to it: that they met, or that they did not. Only with their word it counts."""

from django.db import transaction

from .box import Inside, Turn
from .parts import Participant
from .sounding import Sounding


@transaction.atomic
def agree(of: Sounding, who: Participant) -> None:
    """Say that one was met, as the organiser says. Done already, nothing happens. Raises Refused once it ended."""
    held, inside, turn = _claimed(of, who)
    if turn is not None:
        turn.met_too = True
        held.keep(inside)


@transaction.atomic
def deny(of: Sounding, who: Participant) -> None:
    """Say that one was not met: one is waited for as before, and what was written down as one's words is gone."""
    held, inside, turn = _claimed(of, who)
    if turn is None:
        return
    turn.met, turn.met_contested, turn.waits = False, True, True
    own = inside.said.get(who.number, [])
    inside.said[who.number] = [one for one in own if one.is_confirmed or not one.by_organiser]
    held.keep(inside)


def _claimed(of: Sounding, who: Participant) -> tuple[Sounding, Inside, Turn | None]:
    """The turn in which they are said to have been met; None where nobody says so, or they have said so themselves."""
    held, inside = of.held()
    turn = inside.turn(who.number, held.draft)
    return held, inside, turn if turn is not None and turn.awaits_word else None
