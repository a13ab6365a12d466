"""A small team's whole thread, from the vision to the next product goal, in three quarters of an hour."""

from django.utils.translation import gettext_lazy as _

from ..rules import Kind
from .shapes import Agenda, Planned, Topic, loop

_EACH = loop(2, 1, 3, 2, 1)

WHOLE_THREAD = Agenda(
    name="whole_thread",
    label=_("The whole thread of a small team"),
    lead=_("Vision, user goal, business goal and the next product goal, one after the other, in 45 minutes."),
    for_whom=_("Up to six people: product person, team, and who gives the money."),
    opening=(
        Planned(Kind.ARRIVE, 1, _("Take a seat.")),
        Planned(Kind.GROUND_RULES, 1, _("What do we promise each other?")),
        Planned(Kind.ROUND, 3, _("One sentence each: what should be different when we leave this room?")),
    ),
    topics=(
        Topic("vision", _("Vision"), _("What will be better in the world because this product exists?"), _EACH),
        Topic("user_goal", _("User goal"), _("What should change for the people who use it?"), _EACH),
        Topic("business_goal", _("Business goal"), _("What should it bring to the business?"), _EACH),
        Topic(
            "product_goal",
            _("Product goal"),
            _("What should the product have reached in two to six months?"),
            loop(2, 1, 3, 2, 1),
        ),
    ),
    ending=(
        Planned(Kind.RECORD, 2, _("Is this what we agreed on?")),
        Planned(Kind.CLOSING, 1, _("Were you heard? Was it worth your time?")),
    ),
    rank=15,
)
