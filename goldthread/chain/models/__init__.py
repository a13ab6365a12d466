from .candidate import Candidate, CandidateAnswer
from .goal import Adoption, Closing, Crossed, Goal, GoalVersion, Level, Refused
from .key_result import CrossedNumbers, KeyResult, KeyResultVersion
from .loose_end import Exemption, Severity
from .tie import Tie

__all__ = [
    "Adoption",
    "Candidate",
    "CandidateAnswer",
    "Closing",
    "Crossed",
    "CrossedNumbers",
    "Exemption",
    "Goal",
    "GoalVersion",
    "KeyResult",
    "KeyResultVersion",
    "Level",
    "Refused",
    "Severity",
    "Tie",
]
