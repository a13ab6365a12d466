"""What the cookie of a participant without a session is worth: the page of one sounding, and their own deeds on it."""

from goldthread.decisions.link_pass import LinkPass

from . import access
from .models import Participant


def _found(organisation: int, pk: int, sounding: int) -> Participant | None:
    who = Participant.found(organisation, pk)
    return who if who is not None and who.sounding_id == sounding else None


# Their link is made from the key of the installation, so the cookie has nothing to repeat beside its seal.
_PARTICIPANTS: LinkPass[Participant] = LinkPass(
    kind="sounding",
    place="sounded:sounding",
    told=lambda one: (one.organisation_id, one.pk, one.sounding_id, ""),
    find=_found,
    still=access.still_asked,
    days=90,
)
PREFIX = _PARTICIPANTS.prefix
hand_over, place_of, held = _PARTICIPANTS.hand_over, _PARTICIPANTS.place_of, _PARTICIPANTS.held

__all__ = ["PREFIX", "hand_over", "held", "place_of"]
