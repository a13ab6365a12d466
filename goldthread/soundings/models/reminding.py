"""Asking those once more who were asked and said nothing."""

from datetime import timedelta

from django.db import transaction

from goldthread.kit import clock, registry

from .box import Inside, Turn
from .given import Refused
from .parts import Participant
from .sounding import Sounding

REMIND_AFTER = timedelta(days=2)


def remind(of: Sounding) -> int:
    """Ask those who were asked two days ago, or are said to have been met, once a draft; who has arranged to meet is left
    in peace. Says how many."""
    if not _late(of, of.inside()):
        return 0
    with transaction.atomic():
        try:
            held, inside = of.held()
        except Refused:
            return 0
        found = _late(held, inside)
        for who, turn in found:
            turn.reminded = True
            registry.happened("sounding.asks", held, who, "met" if turn.awaits_word else "reminder")
        if found:
            held.save_box(inside)
        return len(found)


def _late(of: Sounding, inside: Inside) -> list[tuple[Participant, Turn]]:
    late = (clock.now() - REMIND_AFTER).isoformat()
    turns = [(one, inside.turn(one.number, of.draft)) for one in of.people()]
    return [
        (one, turn)
        for one, turn in turns
        if turn
        and turn.asked_at <= late
        and not turn.reminded
        and (turn.awaits_word or (turn.waits and not turn.meets_at))
    ]
