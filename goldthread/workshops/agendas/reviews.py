"""Reviews of strategy and roadmap: each goal is kept, changed or dropped, with the evidence on the table first."""

from django.utils.translation import gettext_lazy as _

from ..rules import Kind
from .shapes import Agenda, Planned, Topic, loop
from .usual import ARRIVE, ENDING, PROMISE

_EACH = (
    Planned(
        Kind.DISCUSS,
        6,
        _("What have we seen since it was agreed? Does it still hold: keep, change or drop it?"),
        _("Evidence first, opinions second."),
    ),
    Planned(Kind.DRAFT, 2, _("The words that should hold from now on.")),
    Planned(Kind.AGREE, 2, _("Do you support these words from now on?")),
)
_FACTS = Topic(
    "",
    _("What changed around us"),
    _("What happened since the last review that we should know before we talk? Events, not judgements. One a card."),
    loop(3, 3, 6, 0, 0),
)
_OPENING = (ARRIVE, PROMISE)

STRATEGY_REVIEW = Agenda(
    name="strategy_review",
    label=_("Strategy review"),
    lead=_("Vision, user goals and business goals, one after the other: keep, change or drop, with what was seen."),
    for_whom=_("Product person, leaders, key stakeholders, and people from the teams. Every three months."),
    opening=_OPENING,
    topics=(_FACTS,),
    ending=ENDING,
    rank=40,
    matters="strategy",
    for_each=_EACH,
)
ROADMAP_REVIEW = Agenda(
    name="roadmap_review",
    label=_("Roadmap review"),
    lead=_("The product goals of the roadmap, one after the other: keep, change or drop, with what was seen."),
    for_whom=_("Product person, leaders, key stakeholders, and people from the teams. Every month to three months."),
    opening=_OPENING,
    topics=(_FACTS,),
    ending=ENDING,
    rank=50,
    matters="roadmap",
    for_each=_EACH,
)
