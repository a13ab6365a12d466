"""Ways of asking, gradients, fingers and senses as the pages call them, in the reader's language."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ..models import Canvass
from ..rules import many

lazy = gettext_lazy

# What stands above the sheet, what it takes, and what comes of it.
WAYS: dict[str, tuple[Any, Any]] = {
    many.AS_ONE: (lazy("Agree as one"), lazy("What nobody marks is agreed once all have answered")),
    many.GRADIENT: (lazy("How people feel about it"), lazy("A sense of the room: it decides nothing")),
    many.SHOW_OF_FINGERS: (lazy("How people feel about it"), lazy("A sense of the room: it decides nothing")),
    many.DOTS: (lazy("Put in order"), lazy("An order to talk in: it decides nothing")),
    many.SCORE: (lazy("Put in order"), lazy("An order to talk in: it decides nothing")),
    many.RANKED: (lazy("Put in order"), lazy("An order to talk in: it decides nothing")),
}
GRADIENTS: tuple[Any, ...] = (
    lazy("I endorse it whole-heartedly"),
    lazy("I agree, with a minor point of contention"),
    lazy("I support it with reservations"),
    lazy("I abstain"),
    lazy("I need more discussion"),
    lazy("I do not like it, but will support it"),
    lazy("I disagree seriously"),
    lazy("I veto it"),
)
FINGERS: tuple[Any, ...] = (
    lazy("no: a closed hand"),
    lazy("I am against it"),
    lazy("I want to talk first"),
    lazy("I can live with it"),
    lazy("I support it"),
    lazy("I am all for it"),
)
SENSES: dict[str, tuple[Any, Any, str]] = {
    "enthusiastic": (lazy("Enthusiastic"), lazy("Two thirds or more are all for it, and nobody is against it."), "good"),
    "lukewarm": (lazy("Lukewarm"), lazy("Nobody is against it, and few are all for it."), "warn"),
    "not_ready": (lazy("Not ready"), lazy("More than a quarter want to talk about it first."), "warn"),
    "majority_with_outliers": (lazy("Most are for it, some far from it"), lazy("Half or more are all for it, and some are against it. Hear those first."), "warn"),
    "divided": (lazy("Divided"), lazy("Some are against it, and less than half are all for it."), "bad"),
    "opposed": (lazy("Opposed"), lazy("Half or more are against it."), "bad"),
}  # fmt: skip
ORDERINGS: tuple[tuple[str, Any, Any], ...] = (
    (many.DOTS, lazy("Dots"), lazy("Each gives a few dots, more than one to a line if they like. Quick, for many lines.")),
    (many.SCORE, lazy("Score"), lazy("Each gives every line 0 to 5. The mean decides the order. Fair, where several can be good.")),
    (many.RANKED, lazy("Ranked choice"), lazy("Each puts lines in order. The last is left out again and again, until one is first for more than half. For one winner.")),
)  # fmt: skip
THERMOMETERS: tuple[tuple[str, Any, Any], ...] = (
    (many.GRADIENT, lazy("Eight degrees of agreement"), lazy("From whole-hearted endorsement to veto. Says most, for weighty words.")),
    (many.SHOW_OF_FINGERS, lazy("Show of fingers"), lazy("From a closed hand to five fingers. Quick, for an early draft.")),
)  # fmt: skip
OUT: dict[str, Any] = {
    "reworded": lazy("Taken out: its words changed meanwhile."),
    "closed": lazy("Taken out: it was closed meanwhile."),
    "restricted": lazy("Taken out: it is shown to few only."),
    "apart": lazy("Taken out: it is asked about by itself."),
}


def value(way: str, of: int) -> str:
    """What a gradient, or a number of fingers, is called."""
    return str(GRADIENTS[of - 1] if way == many.GRADIENT else FINGERS[of])


def asks(of: Canvass) -> str:
    """What one has to do, in a sentence."""
    if of.way == many.AS_ONE:
        return _("Mark only the lines that you do not support, and say what would have to change.")
    if of.way == many.DOTS:
        said = ngettext("You have %(num)s dot", "You have %(num)s dots", of.budget) % {"num": of.budget}
        return _("%(dots)s, at most %(most)s for one line.") % {"dots": said, "most": of.most}
    if of.way == many.SCORE:
        return _("Give each line 0 to %(most)s.") % {"most": of.most}
    if of.way == many.RANKED:
        return _("Say what is first, second, third for you; leave out what you do not want at all.")
    return _("Where do you stand, as it is worded now?")


def says(of: Canvass, name: str) -> str:
    """What is asked of somebody, for Today and mails."""
    said = {"name": name}
    if of.way == many.AS_ONE:
        return _("%(name)s asks all to agree as one.") % said
    if of.way in many.THERMOMETERS:
        return _("%(name)s asks how you feel about it.") % said
    return _("%(name)s asks what comes first for you.") % said
