"""The roadmapping workshop: which product goals, in which order. Twelve people in 90 minutes."""

from django.utils.translation import gettext_lazy as _

from .shapes import Agenda, Topic, loop
from .usual import ENDING, WHOLE_OPENING

ROADMAPPING = Agenda(
    name="roadmapping",
    label=_("Roadmapping workshop"),
    lead=_(
        "Which outcomes the product should reach in the next quarters, and which one comes first: agreed on by those "
        "who build it and those who need it."
    ),
    for_whom=_("Product person, leaders, key stakeholders, and people from the teams."),
    opening=WHOLE_OPENING,
    topics=(
        Topic(
            "product_goal",
            _("The next product goal"),
            _("What should the product have reached in two to six months? An outcome, not a feature. One a card."),
            loop(5, 5, 10, 5, 3),
        ),
        Topic(
            "product_goal",
            _("The one after it"),
            _("What should come after that, and what makes it possible then? One thought a card."),
            loop(4, 4, 8, 5, 3),
        ),
        Topic(
            "",
            _("What we leave out"),
            _("What will we not do in this time, although somebody waits for it? One a card."),
            loop(3, 3, 6, 0, 0),
        ),
    ),
    ending=ENDING,
    rank=30,
)
