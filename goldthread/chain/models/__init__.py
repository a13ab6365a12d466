from .candidate import Candidate, CandidateAnswer
from .forecast import Forecast
from .goal import Adoption, Closing, Committed, Crossed, Goal, GoalVersion, Level, Refused
from .key_result import CrossedNumbers, KeyResult, KeyResultVersion
from .loose_end import Exemption, Severity
from .named_person import NamedPerson
from .period import Period, PeriodClosing, Settlement
from .refusal import Refusal
from .tie import Tie
from .undone import Undone

__all__ = [
    "Adoption",
    "Candidate",
    "CandidateAnswer",
    "Closing",
    "Committed",
    "Crossed",
    "CrossedNumbers",
    "Exemption",
    "Forecast",
    "Goal",
    "GoalVersion",
    "KeyResult",
    "KeyResultVersion",
    "Level",
    "NamedPerson",
    "Period",
    "PeriodClosing",
    "Refusal",
    "Refused",
    "Settlement",
    "Severity",
    "Tie",
    "Undone",
]
