from . import course, meeting
from .box import Inside, Said, Turn
from .given import Feedback, Given, Refused
from .parts import Draft, Participant, Point
from .reminding import remind
from .sounding import Sounding

__all__ = [
    "Draft",
    "Feedback",
    "Given",
    "Inside",
    "Participant",
    "Point",
    "Refused",
    "Said",
    "Sounding",
    "Turn",
    "course",
    "meeting",
    "remind",
]
