"""What the cookie of somebody asked without a session is worth: one sheet, and the word that all were turned over."""

from collections.abc import Mapping, Sequence

from ..link_pass import LinkPass
from ..models import Elector
from . import access

_ELECTORS: LinkPass[Elector] = LinkPass(
    kind="elector",
    place="voting:sheet",
    told=lambda one: (one.organisation_id, one.pk, one.canvass_id, one.link_digest[:16]),
    find=lambda organisation, pk, asked: Elector.found(organisation, pk=pk, canvass=asked),
    still=access.still_asked,
    days=60,
    topic="canvass",
)
PREFIX = _ELECTORS.prefix
hand_over, place_of, held = _ELECTORS.hand_over, _ELECTORS.place_of, _ELECTORS.held


def listener(cookies: Mapping[str, str], topics: Sequence[str]) -> int | None:
    """What such a browser is in the hub, where it may listen to these topics: that of its canvass, and no other."""
    elector = _ELECTORS.listening(cookies, topics)
    return elector.listener if elector else None


__all__ = ["PREFIX", "hand_over", "held", "listener", "place_of"]
