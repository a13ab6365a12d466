"""Agree on this together now: one goal whose words are there already, in a quarter of an hour."""

from django.utils.translation import gettext_lazy as _

from .shapes import Agenda, Topic, loop
from .usual import ENDING, SHORT_OPENING

ONE_GOAL = Agenda(
    name="one_goal",
    label=_("Agree on this together"),
    lead=_("One goal, in the room: everybody is heard, its words are changed until they carry, then all vote at once."),
    for_whom=_("Everybody whose word the goal needs."),
    opening=SHORT_OPENING,
    topics=(Topic("", "", _("What stands against these words?"), loop(0, 0, 6, 3, 3)),),
    ending=ENDING,
    rank=20,
    about_a_goal=True,
)
