from .candidate import Candidate, CandidateAnswer
from .goal import Adoption, Closing, Crossed, Goal, GoalVersion, Level, Refused
from .key_result import KeyResult, KeyResultVersion
from .tie import Tie

__all__ = ["Adoption", "Candidate", "CandidateAnswer", "Closing", "Crossed", "Goal", "GoalVersion", "KeyResult", "KeyResultVersion", "Level", "Refused", "Tie"]
