"""The strategizing workshop: vision, user goals, business goals. Twelve people in 90 minutes."""

from django.utils.translation import gettext_lazy as _

from .shapes import Agenda, Topic, loop
from .usual import ENDING, WHOLE_OPENING

STRATEGIZING = Agenda(
    name="strategizing",
    label=_("Strategizing workshop"),
    lead=_(
        "Why the product exists, whom it serves, and what the business gains: agreed on by everybody who will have to follow it."
    ),
    for_whom=_("Product person, leaders, key stakeholders, and people from the teams."),
    opening=WHOLE_OPENING,
    topics=(
        Topic(
            "vision",
            _("Vision"),
            _("What will be better in the world because this product exists? One thought a card."),
            loop(3, 2, 5, 3, 3),
        ),
        Topic(
            "user_goal",
            _("User goal"),
            _("What should change for the people who use it? Their words, not ours. One thought a card."),
            loop(4, 4, 7, 5, 3),
        ),
        Topic(
            "business_goal",
            _("Business goal"),
            _("What should it bring to the business? One thought a card."),
            loop(4, 4, 7, 5, 3),
        ),
    ),
    ending=ENDING,
    rank=10,
)
