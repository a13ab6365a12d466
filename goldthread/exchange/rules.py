"""Read any list of goals that people paste: cells, Markdown, wiki markup or plain text, in English or German.

Nothing is lost: whatever is neither goal nor key result is kept and shown with the reason. Guesses say why
they were made and doubts how to mend them, so that the whole can be corrected before anything is saved.
No Django, no clock: the day is passed in.
"""

import re
from datetime import date

from goldthread.exchange.reading import findings
from goldthread.exchange.reading.drafting import draft
from goldthread.exchange.reading.grids import grid_at
from goldthread.exchange.reading.labels import speakers_in
from goldthread.exchange.reading.levels import UNSAID, give_levels
from goldthread.exchange.reading.lines import Line, split_lines
from goldthread.exchange.reading.measuring import find_key_results, find_vision
from goldthread.exchange.reading.nesting import follow_references, nest
from goldthread.exchange.reading.nodes import Node, Setting
from goldthread.exchange.reading.outline import Outline, uses_lists, uses_wiki
from goldthread.exchange.reading.preview import as_rows, from_rows, sorted_findings
from goldthread.exchange.reading.sections import step_aside
from goldthread.exchange.reading.tables import Table
from goldthread.exchange.reading.trunk import Trunk
from goldthread.exchange.shapes import DraftGoal, DraftKeyResult, Finding, Kept, Level, Reading, Sentence

_GERMAN = re.compile(
    r"\b(?:und|der|die|das|von|auf|bis|für|mit|nicht|ziele?|werden|ist|den|dem|unsere?|wir|nutzer\w{0,3}|kunden)\b",
    re.I,
)
_ENGLISH = re.compile(r"\b(?:and|the|of|to|by|for|in|with|our|from|goals?|users?|customers?|is|are)\b", re.I)
SAMPLE = 20_000


def read(text: str, *, today: date) -> Reading:
    """What the pasted text says, as goals, key results, what was kept, and findings.

    `today` decides what "by March" means: the next March that has not ended. Any text can be read; an empty one
    gives an empty reading.
    """
    lines = split_lines(text)
    setting = Setting(today, looks_german(text), speakers_in([line.text for line in lines if line.text]))
    nodes = _nodes(lines, setting)
    items = step_aside(nodes)
    nest(items)
    follow_references(items, [name for node in nodes if node.kind == "title" for name in (node.text, node.code)])
    vision = find_vision(items)
    find_key_results(items, vision)
    give_levels(items, vision)
    _count_unsaid(items)
    goals = draft(items, setting)
    kept = tuple(Kept(node.line, "\n".join(node.raw), Sentence(node.why_kept)) for node in nodes if node.part == "kept")
    return Reading(goals, kept, sorted_findings([*_doubts(nodes, today), *findings.check(goals)]))


def looks_german(text: str) -> bool:
    """Whether more German than English function words stand in the beginning of the text."""
    sample = text[:SAMPLE]
    return len(_GERMAN.findall(sample)) > len(_ENGLISH.findall(sample))


def _nodes(lines: list[Line], setting: Setting) -> list[Node]:
    """Tables and stretches of lines, one after the other, all hanging on one trunk."""
    trunk, nodes = Trunk(), list[Node]()
    outline = Outline(
        setting,
        trunk,
        nodes,
        wiki=uses_wiki(lines),
        listed=uses_lists(lines),
        width=max(len(line.raw) for line in lines),
    )
    place = begin = 0
    while place < len(lines):
        found = grid_at(lines, place) if lines[place].text else None
        if found is None:
            place += 1
            continue
        outline.read(lines[begin:place])
        Table(found[0], setting, trunk, nodes).read()
        place = begin = found[1]
    outline.read(lines[begin:])
    return nodes


def _count_unsaid(items: list[Node]) -> None:
    unsaid = [node for node in items if node.why == UNSAID]
    if unsaid:
        unsaid[0].doubt("no_level", count=str(len(unsaid)))


def _doubts(nodes: list[Node], today: date) -> list[Finding]:
    found = [findings.finding(code, line, **values) for node in nodes for code, line, values in node.doubts]
    late = [node for node in nodes if node.part == "item" and node.due and node.due < today]
    return found + [findings.finding("past_date", node.line, read=str(node.due)) for node in late]


__all__ = [
    "DraftGoal",
    "DraftKeyResult",
    "Finding",
    "Kept",
    "Level",
    "Reading",
    "as_rows",
    "from_rows",
    "looks_german",
    "read",
]
