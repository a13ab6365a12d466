"""Remarks on the wording that belong to a level: output instead of outcome, lists of tasks, a vision that will wear out.

Sources: a goal of users, business or product is an outcome (C27); a sprint goal is no list of stories (C28); a vision
holds no digit, date, product part or technology (C11).
"""

import re

from .letters import endless
from .reading import Reading
from .shapes import Letter, Span

LONGEST_VISION_WORDS = 25
OUTCOME_LEVELS = frozenset({"user_goal", "business_goal", "product_goal", "objective"})
_DIGIT = re.compile(r"\d[\d.,]*\s?%?")
_TICKETS = re.compile(r"#\s?\d+|\b[A-Z]{2,10}-\d+\b")
_BULLET = re.compile(r"(?:^|\n)\s*(?:[-*•]|\d+[.)])\s")
Found = tuple[str, Letter | None, Span]


def on_vision(reading: Reading) -> list[Found]:
    """Is it enduring (no number, no date), free of the solution, short, and about others than ourselves?"""
    found: list[Found] = []
    dated = reading.has(_DIGIT) or reading.deadline or reading.amount
    solution = reading.has(reading.language.products)
    about_us = reading.has(reading.language.ourselves)
    if dated:
        found.append(("vision.dated", None, dated))
    if solution:
        found.append(("vision.solution", None, solution))
    if about_us:
        found.append(("vision.self", None, about_us))
    if len(reading.words) > LONGEST_VISION_WORDS:
        found.append(("vision.long", None, (reading.words[LONGEST_VISION_WORDS].start, reading.words[-1].end)))
    return found


def on_level(reading: Reading, kind: str) -> list[Found]:
    """What a goal of this level should rather not say; nothing for a level that is unknown."""
    found: list[Found] = []
    output = _output(reading) if kind in OUTCOME_LEVELS else None
    solution = reading.has(reading.language.products) if kind == "user_goal" else None
    stories = _stories(reading) if kind == "sprint_goal" else None
    several = None if stories else reading.has(reading.language.several)
    if output:
        found.append(("wording.output", None, output))
    if solution and not output:
        found.append(("wording.solution", None, solution))
    if stories:
        found.append(("wording.stories", None, stories))
    if several and kind != "sprint_goal":
        found.append(("wording.several", None, several))
    return found


def _output(reading: Reading) -> Span | None:
    """The statement opens with a verb of making."""
    verb = reading.verb
    if verb is None or endless(reading) or verb.small not in reading.language.verbs["output"]:
        return None
    return verb.start, verb.end


def _stories(reading: Reading) -> Span | None:
    """Two tickets or bullets, or three things joined."""
    tickets = [found.span() for found in _TICKETS.finditer(reading.plain)]
    if len(tickets) >= 2:
        return tickets[0][0], tickets[-1][1]
    bullets = [found.span() for found in _BULLET.finditer(reading.text[: len(reading.plain)])]
    if len(bullets) >= 2:
        return bullets[0][0], len(reading.plain)
    joins = [found.span() for found in reading.language.joins.finditer(reading.plain)]
    if len(joins) >= 2 and not reading.amount:
        return joins[0][0], joins[-1][1]
    return None
