"""How a loose end is said on a card and beside the map, and where it is tied."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from .models import Level
from .rules import LooseEnd

Words = dict[str, str]
Card = dict[str, Any]


def words_on_card(goal: Card, known: dict[tuple[str, str], Words] | None = None) -> list[Words]:
    """What is missing, one line a loose end: "rule", "chip", "words", "deed" and "place" (an address below the goal's).

    `known` keeps what was said before by rule and level: a page with many goals translates each once.
    """
    return [_said(rule, goal, {} if known is None else known) for rule in goal["loose"]]


def sentences(pairs: Iterable[tuple[Card, LooseEnd]]) -> list[dict[str, Any]]:
    """Loose ends as sentences that name the goal, for a list apart from the cards; each with "goal" and "severity"."""
    known: dict[tuple[str, str], Words] = {}
    leads, owned = _("“%(goal)s” leads nowhere."), _("“%(goal)s” has no owner.")
    measured, told = _("“%(goal)s” has no KPI."), _("“%(goal)s” does not say how we will know.")
    found = []
    for goal, end in pairs:
        unmeasured = told if goal["level"] == Level.SPRINT_GOAL else measured
        words = {"leads_nowhere": leads, "nobodys": owned}.get(end.rule, unmeasured) % {"goal": goal["statement"]}
        found.append({**_said(end.rule, goal, known), "words": words, "goal": goal, "severity": end.severity})
    return found


def _said(rule: str, goal: Card, known: dict[tuple[str, str], Words]) -> Words:
    key = (rule, goal["level"])
    if key not in known:
        known[key] = _WAYS[rule](goal)
    return known[key]


def _leads_nowhere(goal: Card) -> Words:
    if goal["level"] in (Level.USER_GOAL, Level.BUSINESS_GOAL):
        words = _("Not a step towards the vision.")
    elif goal["level"] == Level.PRODUCT_GOAL:
        words = _("Not a step towards any user or business goal.")
    else:
        words = _("Not a step towards any product goal.")
    return {"rule": "leads_nowhere", "chip": _("loose end"), "words": words, "deed": _("Tie it"), "place": "ties/"}


def _not_measured(goal: Card) -> Words:
    if goal["level"] == Level.SPRINT_GOAL:
        said = {"chip": _("no measure"), "words": _("Does not say how we will know."), "deed": _("Say how")}
        return {"rule": "not_measured", **said, "place": "wording/#id_how_we_know"}
    said = {"chip": _("no KPI"), "words": _("Not measured yet"), "deed": _("Measure it")}
    return {"rule": "not_measured", **said, "place": "#key-results"}


def _nobodys(goal: Card) -> Words:
    said = {"chip": _("nobody’s"), "words": _("Nobody owns it yet"), "deed": _("Name an owner")}
    return {"rule": "nobodys", **said, "place": "wording/#id_owner"}


_WAYS = {"leads_nowhere": _leads_nowhere, "not_measured": _not_measured, "nobodys": _nobodys}
