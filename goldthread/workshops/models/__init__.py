from . import box
from .backing import Backing
from .card import Card, Cluster, lay, turn_over
from .ground_rules import GroundRules, Promise
from .matter import LastMoment, Matter
from .own_agenda import OwnAgenda
from .phase import Item, Phase, Wording
from .remark import LONGEST_REMARK, GuestInvitation, Remark
from .reply import Consent, Reply
from .seat import LONGEST_CARD, MOST_CARDS, Full, Seat, empty_boxes
from .turn import Turn
from .workshop import Refused, Workshop, words_of

__all__ = [
    "LONGEST_CARD",
    "LONGEST_REMARK",
    "MOST_CARDS",
    "Backing",
    "Card",
    "Cluster",
    "Consent",
    "Full",
    "GroundRules",
    "GuestInvitation",
    "Item",
    "LastMoment",
    "Matter",
    "OwnAgenda",
    "Phase",
    "Promise",
    "Refused",
    "Remark",
    "Reply",
    "Seat",
    "Turn",
    "Wording",
    "Workshop",
    "box",
    "empty_boxes",
    "lay",
    "turn_over",
    "words_of",
]  # fmt: skip
