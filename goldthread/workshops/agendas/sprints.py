"""The meetings of a team's sprint: planning, refinement, review, discovery."""

from django.utils.translation import gettext_lazy as _

from ..rules import Kind
from .shapes import Agenda, Planned, Topic, loop
from .usual import ARRIVE, CLOSING, ENDING, PROMISE

_SHORT = (ARRIVE, PROMISE)
_TEAM = frozenset({"product_person", "team_member"})

SPRINT_PLANNING = Agenda(
    name="sprint_planning",
    label=_("Sprint planning"),
    lead=_("The one goal of the next sprint, in words that the whole team stands behind, and what it takes."),
    for_whom=_("Product person and team."),
    opening=_SHORT,
    topics=(
        Topic(
            "",
            _("What we know"),
            _("What did we learn in the last sprint, and what is in the way of the next? One a card."),
            loop(3, 3, 5, 0, 0),
        ),
        Topic(
            "sprint_goal",
            _("Sprint goal"),
            _("What will be different at the end of this sprint? One outcome, no list of stories. One a card."),
            loop(4, 4, 10, 6, 3),
        ),
    ),
    ending=ENDING,
    rank=60,
    groups=_TEAM,
    matters="sprint",
    stays_away="stakeholder",
    stays_away_because=_(
        "Stakeholders are not invited: a team promises only what it dares to say aloud, and it dares less with those in "
        "the room who wait for it. They are invited to the sprint review, where they see what came of it."
    ),
)
REFINEMENT = Agenda(
    name="refinement",
    label=_("Refinement"),
    lead=_("What stands next, made small and clear enough to begin. What is written goes to the list of the sprint."),
    for_whom=_("Product person and team."),
    opening=(ARRIVE,),
    topics=(
        Topic(
            "",
            _("What is not clear yet"),
            _("What would keep you from beginning tomorrow? One question a card."),
            loop(4, 4, 10, 0, 0),
        ),
        Topic(
            "",
            _("What is to be done"),
            _("What is to be done for the sprint goal, each small enough for a day or two? One a card."),
            loop(5, 6, 12, 0, 0),
        ),
    ),
    ending=(CLOSING,),
    rank=70,
    groups=_TEAM,
    matters="sprint",
)
SPRINT_REVIEW = Agenda(
    name="sprint_review",
    label=_("Sprint review"),
    lead=_(
        "What the sprint brought, shown and tried. Was the goal met? What those who need it say becomes candidates."
    ),
    for_whom=_("Product person, team, and the stakeholders: they are whom it is for."),
    opening=(ARRIVE,),
    topics=(
        Topic(
            "",
            _("What came of the sprint"),
            "",
            (
                Planned(
                    Kind.DISCUSS,
                    15,
                    _("Look at what was made, and try it. What do you see?"),
                    _("What was tried is judged better than what was told."),
                ),
            ),
        ),
        Topic(
            "",
            _("Feedback"),
            _("What does this change for you? What is missing? One thought a card."),
            loop(5, 5, 12, 0, 0),
        ),
        Topic(
            "",
            _("Was the sprint goal met?"),
            "",
            (
                Planned(
                    Kind.DISCUSS,
                    6,
                    _("Met, met in part, or missed: what says so?"),
                    _("A goal that was missed is no failure; one that nobody scored teaches nothing."),
                ),
            ),
        ),
    ),
    ending=ENDING,
    rank=80,
    matters="sprint",
)
DISCOVERY = Agenda(
    name="discovery",
    label=_("Discovery"),
    lead=_(
        "What we do not know and would rather know before we build: as a part of sprint planning, or of a sprint that is used to experiment."
    ),
    for_whom=_("Product person, team, and somebody who knows the users."),
    opening=_SHORT,
    topics=(
        Topic(
            "",
            _("What we assume"),
            _("What must be true for our next goal to work? One assumption a card."),
            loop(5, 5, 10, 0, 0),
        ),
        Topic(
            "sprint_goal",
            _("What we find out"),
            _("What will we know at the end, and how will we find it out with the least work? One a card."),
            loop(4, 4, 8, 5, 3),
        ),
    ),
    ending=ENDING,
    rank=90,
    groups=_TEAM,
    matters="sprint",
)
