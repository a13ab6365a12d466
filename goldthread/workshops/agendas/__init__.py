"""Templates of workshops. One module each; a new one is added to `AGENDAS`."""

from .check_in import CHECK_IN
from .looking_back import EXPECTATIONS, RETROSPECTIVE
from .one_goal import ONE_GOAL
from .reviews import ROADMAP_REVIEW, STRATEGY_REVIEW
from .roadmapping import ROADMAPPING
from .shapes import Agenda, Planned, Topic
from .sprints import DISCOVERY, REFINEMENT, SPRINT_PLANNING, SPRINT_REVIEW
from .strategizing import STRATEGIZING
from .usual import GROUND_RULES
from .whole_thread import WHOLE_THREAD

_EVERY = (
    STRATEGIZING, WHOLE_THREAD, ONE_GOAL, ROADMAPPING, STRATEGY_REVIEW, ROADMAP_REVIEW, SPRINT_PLANNING, REFINEMENT,
    SPRINT_REVIEW, DISCOVERY, CHECK_IN, RETROSPECTIVE, EXPECTATIONS,
)  # fmt: skip
AGENDAS: tuple[Agenda, ...] = tuple(sorted(_EVERY, key=lambda one: one.rank))
BY_NAME = {one.name: one for one in AGENDAS}

__all__ = ["AGENDAS", "BY_NAME", "GROUND_RULES", "Agenda", "Planned", "Topic"]
