"""Phases that most workshops begin and end with."""

from django.utils.translation import gettext_lazy as _

from ..rules import Kind
from .shapes import Planned

ARRIVE = Planned(
    Kind.ARRIVE,
    3,
    _("Take a seat. We begin when everybody who is needed is here."),
    _("Who decides without somebody decides twice."),
)
PROMISE = Planned(
    Kind.GROUND_RULES,
    2,
    _("What do we promise each other?"),
    _("Rules that everybody has promised can be pointed to later, without blame."),
)
ROUND = Planned(
    Kind.ROUND,
    8,
    _("One sentence each: what should be different when we leave this room?"),
    _("Who has spoken once speaks again more easily. Senior voices come last, so that nobody is led by them."),
)
RECORD = Planned(
    Kind.RECORD,
    4,
    _("Is this what we agreed on?"),
    _("The facilitator and one other confirm it, so that it is nobody's version alone."),
)
CLOSING = Planned(
    Kind.CLOSING,
    2,
    _("Were you heard? Was it worth your time?"),
    _("Answers have no names, and are shown only when five or more gave one."),
)

WHOLE_OPENING = (ARRIVE, PROMISE, ROUND)
SHORT_OPENING = (ARRIVE, PROMISE)
ENDING = (RECORD, CLOSING)

GROUND_RULES = _(
    "One speaks, the others listen to the end.\n"
    "We talk about the thing, never about the person.\n"
    "Whoever sees it differently says so here, and not afterwards.\n"
    "Nobody has to speak: passing is fine.\n"
    "Phones are for this meeting only."
)
