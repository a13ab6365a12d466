"""What the cookie of a voter without a session is worth: one ballot, its casting, and the word that it was revealed."""

from collections.abc import Mapping, Sequence

from . import access
from .link_pass import LinkPass
from .models import Voter

_VOTERS: LinkPass[Voter] = LinkPass(
    kind="voter",
    place="voting:ballot",
    told=lambda one: (one.organisation_id, one.pk, one.decision_id, one.link_digest[:16]),
    find=lambda organisation, pk, asked: Voter.found(organisation, pk=pk, decision=asked),
    still=access.still_asked,
    days=60,
    topic="decision",
)
PREFIX = _VOTERS.prefix
hand_over, place_of, held = _VOTERS.hand_over, _VOTERS.place_of, _VOTERS.held


def listener(cookies: Mapping[str, str], topics: Sequence[str]) -> int | None:
    """What a voter's browser is in the hub, where it may listen to these topics: that of its ballot, and no other."""
    voter = _VOTERS.listening(cookies, topics)
    return voter.listener if voter else None


__all__ = ["PREFIX", "hand_over", "held", "listener", "place_of"]
