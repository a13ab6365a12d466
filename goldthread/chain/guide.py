"""What each level of the chain means, and the question that leads to a good goal there."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import pgettext_lazy

from .models import Closing, Level
from .rules import PARENTS, levels_below

Text = str | Promise


@dataclass(frozen=True)
class Guide:
    """For one level: its name for several, the guiding question and the definition to show beside the field."""

    several: Text
    question: Text
    meaning: Text
    example: Text


GUIDES: dict[str, Guide] = {
    Level.VISION: Guide(
        several=pgettext_lazy("level, several", "the vision"),
        question=lazy("Why does the product exist, and which change for the better should it bring?"),
        meaning=lazy(
            "The vision is the change the product is there for. It holds for years and names no solution. It alone may stretch: it needs no number and may never be reached in full."
        ),
        example=lazy("People live longer, healthier lives"),
    ),
    Level.USER_GOAL: Guide(
        several=pgettext_lazy("level, several", "user goals"),
        question=lazy("Which problem do people want solved, or which benefit do they want to gain?"),
        meaning=lazy(
            "A user goal is a benefit as the users see it: a problem gone or something gained. It is specific enough to choose a number that shows whether it is reached."
        ),
        example=lazy("Lose weight and keep it off"),
    ),
    Level.BUSINESS_GOAL: Guide(
        several=pgettext_lazy("level, several", "business goals"),
        question=lazy("What does the company gain from developing and providing the product?"),
        meaning=lazy(
            "A business goal is a benefit to the company: a new source of revenue, lower cost, a better-known name. It is specific enough to choose a number for it."
        ),
        example=lazy("Open a new source of revenue"),
    ),
    Level.PRODUCT_GOAL: Guide(
        several=pgettext_lazy("level, several", "product goals"),
        question=lazy("Which outcome of the next months is a step towards the user and business goals?"),
        meaning=lazy(
            "A product goal is one specific, measurable outcome, in reach within two to six months. It says what will be different; what has to be built for it follows later."
        ),
        example=lazy("Acquire an initial user base"),
    ),
    Level.SPRINT_GOAL: Guide(
        several=pgettext_lazy("level, several", "sprint goals"),
        question=lazy("What will be different at the end of the sprint, and why is that worth a sprint?"),
        meaning=lazy(
            "A sprint goal is the one outcome of a sprint, or of a week where a team works with Kanban. Only the team sets it, and it is sure enough of reaching it."
        ),
        example=lazy("Find out whether members will share personal data"),
    ),
    Level.CONTRIBUTION: Guide(
        several=pgettext_lazy("level, several", "contributions"),
        question=lazy("What will your group have made ready, so that the product goal can be met?"),
        meaning=lazy(
            "A contribution is the next outcome of a group beside the development team, such as marketing, sales or support. It has an owner and a date, and only the group sets it."
        ),
        example=lazy("Fifty clinics know what the product does for their patients"),
    ),
}


def about_levels() -> list[dict[str, Any]]:
    """All levels from the top, as the pages show them: name, label, question, meaning, example, and what they hang on."""
    return [
        {"name": str(level), "label": level.label, **vars(GUIDES[level]), "ties": ties_of(level)} for level in Level
    ]


def ties_of(level: str) -> str:
    """A sentence on what a goal of this level is foreseen to be a step towards, and what towards it."""
    above = _joined([one for one in Level if one in PARENTS[Level(level)]])
    below = _joined([one for one in Level if one in levels_below(level)])
    words = _("It is a step towards %(above)s.") % {"above": above} if above else _("It stands above all others.")
    return f"{words} " + _("Steps towards it are %(below)s.") % {"below": below} if below else words


def results() -> list[tuple[str, Text, str]]:
    """The ways a goal can end: value, label, and what is meant by it."""
    meant = {
        Closing.Result.MET: _("The outcome is there."),
        Closing.Result.PARTLY: _("A part of it is there, and we can say which."),
        Closing.Result.MISSED: _("It is not there, and we know why or want to find out."),
        Closing.Result.LET_GO: _("We stopped going there. Something else matters more."),
    }
    return [(str(result), result.label, meant[result]) for result in Closing.Result]


def _joined(levels: list[Level]) -> str:
    return _(" and ").join(str(GUIDES[level].several) for level in levels)
