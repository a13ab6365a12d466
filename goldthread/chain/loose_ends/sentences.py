"""Loose ends as people read them: words, gravity, and the address of the deed."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from . import sayings, sayings_of_agreements, sayings_of_numbers  # noqa: F401 - what it says is known from here on
from .sayings import Saying
from .shapes import LooseEnd

Card = dict[str, Any]
Words = dict[str, Any]
Known = Callable[[int], Card | None]
MARKS = {"error": ("●", "bad-ink"), "warning": ("◆", "warn-ink"), "hint": ("○", "muted")}
CARD_MOST = 2


def gravity(severity: str) -> str:
    """What a severity is called: nobody is graded, so it says what is to do."""
    return {"error": _("breaks the thread"), "warning": _("worth mending"), "hint": _("a hint"), "off": _("off")}[
        severity
    ]


def saying_of(end: LooseEnd) -> Saying:
    """How this one is said; what is said of the product differs from what the rule says of a goal."""
    said = sayings.saying(end.rule)
    return sayings.saying(said.of_product) if end.goal is None and said.of_product else said


def on_card(goal: Card, known: Known, said_before: dict[tuple[str, str, str], tuple[str, str, str]]) -> list[Words]:
    """What is missing, one line a loose end, the gravest two: "rule", "chip", "words", "deed" and "place" (below the product).

    `said_before` by rule, level and first word of what was found: a page with many goals translates each once.
    """
    found = []
    for end in goal["ends"][:CARD_MOST]:
        key = (end.rule, goal["level"], end.what[0] if end.what else "")
        if key not in said_before:
            said = saying_of(end)
            said_before[key] = (str(said.chip), _short(said, goal["level"], end.what), str(said.deed))
        chip, words, deed = said_before[key]
        place, in_dialog = deed_of(end, goal, known(end.others[0]) if end.others else None)
        found.append(
            {
                "rule": end.rule,
                "chip": chip,
                "words": _filled(words, end.what),
                "deed": deed,
                "place": place,
                "in_dialog": in_dialog,
            }
        )
    return found


def deed_of(end: LooseEnd, goal: Card | None, other: Card | None) -> tuple[str, bool]:
    """Where the deed is done, below the product's address, and whether it opens in the dialog."""
    said = saying_of(end)
    number = goal["number"] if goal else ""
    if end.rule == "placeholder" and end.at:
        return sayings.NUMBER.format(number=number, at=end.at), True
    into = other["number"] if other else ""
    return said.place.format(number=number, at=end.at, into=into), said.in_dialog


def sentence(end: LooseEnd, known: Known) -> Words:
    """A loose end as a sentence that names its goals. Of goals that this person does not see, it says that there is one."""
    goal = known(end.goal) if end.goal is not None else None
    others = [known(pk) for pk in end.others]
    said = saying_of(end)
    pattern = said.for_what.get(end.what[0], said.sentence) if end.what else said.sentence
    place, in_dialog = deed_of(end, goal, others[0] if others else None)
    what = end.what[:1] if end.goal is None else end.what
    mark, ink = MARKS[end.severity]
    return {
        "rule": end.rule,
        "goal": goal,
        "severity": end.severity,
        "gravity": gravity(end.severity),
        "mark": mark,
        "ink": ink,
        "title": str(said.title),
        "short": _filled(_short(said, goal["level"] if goal else "", end.what), what),
        "words": str(pattern) % _names(goal, others, what, end.what),
        "deed": str(said.deed),
        "place": place,
        "in_dialog": in_dialog,
        "about": end.about,
    }


def _short(said: Saying, level: str, what: tuple[str, ...]) -> str:
    found = said.short_for_what.get(what[0]) if what else None
    return str(found if found is not None else said.at_level.get(level, said.short))


def _filled(words: str, what: tuple[str, ...]) -> str:
    """Short words with what was found in them; most have no place for it, and a page has many."""
    return words % {"what": _("”, “").join(what)} if "%(" in words else words


def _names(
    goal: Card | None, others: list[Card | None], what: tuple[str, ...], every: tuple[str, ...]
) -> Mapping[str, str]:
    named = [one["statement"] if one else _("a goal elsewhere") for one in others]
    return {
        "goal": goal["statement"] if goal else "",
        "others": _("” and “").join(named),
        "what": _("”, “").join(what),
        "count": every[1] if len(every) > 1 else "",
    }
