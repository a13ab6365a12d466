"""The check-in meeting: an agenda made of numbers, one key result after another."""

from django.utils.translation import gettext_lazy as _

from ..rules import Kind
from .shapes import Agenda, Planned, Topic
from .usual import ARRIVE, CLOSING

CHECK_IN = Agenda(
    name="check_in",
    label=_("Check-in meeting"),
    lead=_(
        "What moved, what is likely to be missed, and what we do about it: one key result after another; its owner speaks first."
    ),
    for_whom=_("Whoever owns a key result, the product person, and who can take something out of the way."),
    opening=(
        ARRIVE,
        Planned(
            Kind.ROUND,
            5,
            _("One sentence each: what is in your way?"),
            _("What is in the way of one is often in the hands of another."),
        ),
    ),
    topics=(
        Topic(
            "",
            _("What moved"),
            "",
            (
                Planned(
                    Kind.DISCUSS,
                    5,
                    _("Read it first. What is likely to be missed, what is in the way, what is due?"),
                    _("Numbers before opinions: whoever explains first is believed first."),
                ),
            ),
        ),
    ),
    ending=(
        Planned(
            Kind.RECORD,
            3,
            _("Who does what, and until when?"),
            _("An action without a name and a day is a wish. What is not done comes back in the next meeting."),
        ),
        CLOSING,
    ),
    rank=100,
    matters="key_results",
    for_each=(
        Planned(
            Kind.DISCUSS,
            5,
            _("Its owner speaks first: what changed, what did we learn, how sure are you? What now?"),
            _(
                "Those that are likely to be missed come first, so that time is spent where it can still change something."
            ),
        ),
    ),
)
