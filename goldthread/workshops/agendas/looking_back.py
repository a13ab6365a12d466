"""Meetings about how we work: the retrospective, and expectations without filters."""

from django.utils.translation import gettext_lazy as _

from ..rules import Kind
from .shapes import Agenda, Planned, Topic, loop
from .usual import ENDING, PROMISE

RETROSPECTIVE = Agenda(
    name="retrospective",
    label=_("Retrospective"),
    lead=_(
        "What helped and what hindered the goal, which decisions we would take again, and at most three things that we change."
    ),
    for_whom=_(
        "The team and the product person. It is about goals, work and decisions, never about how good somebody is."
    ),
    opening=(
        Planned(
            Kind.ARRIVE,
            2,
            _(
                "Everybody did the best they could with what they knew then. We look at what happened, not for whose fault it was."
            ),
            _("Who fears blame tells nothing that could be learned from."),
        ),
        PROMISE,
    ),
    topics=(
        Topic(
            "",
            _("What happened"),
            _("What happened, in the order of time? Events and numbers, not judgements. One a card."),
            loop(4, 5, 5, 0, 0),
        ),
        Topic(
            "",
            _("What helped, what hindered"),
            _("What helped the goal, what hindered it, and which decision would we take again? One a card, no names."),
            (
                *loop(5, 5, 0, 0, 0),
                Planned(
                    Kind.DISCUSS,
                    15,
                    _("What made that the sensible thing to do then? Name two things at least that led to it."),
                    _("There is seldom one cause, and never one person."),
                ),
            ),
        ),
        Topic(
            "",
            _("What we change"),
            _("What will we do differently, and how will we know that it helped? At most three, each with one name."),
            loop(3, 3, 8, 3, 2),
        ),
    ),
    ending=ENDING,
    rank=110,
    groups=frozenset({"product_person", "team_member"}),
)
EXPECTATIONS = Agenda(
    name="expectations",
    label=_("Expectations, no filters"),
    lead=_(
        "Everybody says what they expect of this product and of each other, before anybody answers. Nothing is decided."
    ),
    for_whom=_("Everybody who expects something: leaders, stakeholders, teams."),
    opening=(
        Planned(
            Kind.ARRIVE,
            3,
            _("Today we listen. Nothing that is said here is promised by it, and nothing is held against anybody."),
            _("Expectations that nobody says do not go away; they come back as disappointment."),
        ),
        PROMISE,
    ),
    topics=(
        Topic(
            "",
            _("What I expect of the product"),
            _("What do you expect, however large or small? No filter. One a card."),
            loop(5, 6, 12, 0, 0),
        ),
        Topic(
            "",
            _("What I expect of you"),
            _("What do you expect of those in this room? What do you need from them? One a card."),
            loop(5, 6, 12, 0, 0),
        ),
    ),
    ending=ENDING,
    rank=120,
)
