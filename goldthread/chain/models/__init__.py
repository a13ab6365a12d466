from .candidate import Candidate, CandidateAnswer
from .forecast import Forecast
from .goal import Adoption, Closing, Crossed, Goal, GoalVersion, Level, Refused
from .key_result import CrossedNumbers, KeyResult, KeyResultVersion
from .loose_end import Exemption, Severity
from .named_person import NamedPerson
from .period import Period, PeriodClosing, Settlement
from .tie import Tie

__all__ = [
    "Adoption",
    "Candidate",
    "CandidateAnswer",
    "Closing",
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
    "Refused",
    "Settlement",
    "Severity",
    "Tie",
]
