"""The state of a key result, from its probability alone."""

from typing import Literal

State = Literal["on_track", "at_risk", "off_track"]

ON_TRACK = 0.7
OFF_TRACK = 0.3


def state_of(chance: float, *, missed: bool = False) -> State:
    """On track from 70 %, off track below 30 %. With a check-in missed never on track: nobody has looked."""
    if chance < OFF_TRACK:
        return "off_track"
    return "on_track" if chance >= ON_TRACK and not missed else "at_risk"
