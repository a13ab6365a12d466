from .agreement import Agreement
from .alone import Challenge, SmallStakes
from .asking import AlreadyOpen, Announced, Closed, Newer, Refused, TooLong
from .ballot import Ballot, Concern
from .box import Vote
from .canvass import Canvass, Line
from .canvass_line import CanvassLine
from .casting import Cast, cast_together
from .decision import Decision
from .elector import CanvassSheet, Elector
from .objection import Judging, Objection
from .review import Review
from .sheets import Said
from .voter import Voter

__all__ = [
    "Agreement",
    "AlreadyOpen",
    "Announced",
    "Ballot",
    "Canvass",
    "CanvassLine",
    "CanvassSheet",
    "Cast",
    "Challenge",
    "Closed",
    "Concern",
    "Decision",
    "Elector",
    "Judging",
    "Line",
    "Newer",
    "Objection",
    "Refused",
    "Review",
    "Said",
    "SmallStakes",
    "TooLong",
    "Vote",
    "Voter",
    "cast_together",
]
