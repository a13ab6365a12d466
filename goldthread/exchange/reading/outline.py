"""From lines to nodes: headings, lists, plain paragraphs and labelled lines, each below what it belongs to."""

import re
from collections.abc import Sequence

from goldthread.exchange.reading.facts import learn, take_fact
from goldthread.exchange.reading.labels import is_title, read_label, span_in, topic_of
from goldthread.exchange.reading.lines import Line
from goldthread.exchange.reading.marks import Mark, is_divider, read_mark, underline_level
from goldthread.exchange.reading.nodes import Label, Node, Setting
from goldthread.exchange.reading.trunk import HEADING, LISTED, PLAIN, SECTION, Place, Trunk
from goldthread.exchange.reading.vocabulary import FACT_KINDS
from goldthread.exchange.shapes import N_

MOST_WORDS_OF_A_GOAL = 45
SHORTEST_WRAPPED, LONGEST_WRAPPED = 60, 120
LONGEST_JOINED = 4_000

AROUND = N_("This is said around the list, not in it.")
NO_WORDS = N_("No words stand in this line.")
OF_NO_GOAL = N_("This says something about a goal, but no goal stands above it.")

_GREETING = re.compile(
    r"(?:hi|hello|hey|dear|hallo|liebe[rs]?|thanks|thank you|cheers|regards|kind regards|best|best regards|danke|viele grüße|grüße|lg)\b[\w ,]{0,30}[,.!]?",
    re.I,
)
_ABOUT_THE_LIST = re.compile(
    r"\b(?:this (?:document|page|list|table|file)|(?:list|tree|table|goals|okrs) below|the following|please|last updated|updated on|automatically|confidential|dieses dokument|diese (?:seite|liste)|bitte|vertraulich)\b",
    re.I,
)
_INTRODUCES = re.compile(
    r"(?:here|this|these|below|attached|see|our|hier|das sind|dies|unten|anbei|unsere)\b.{0,200}:", re.I
)
_WIKI_SIGN = re.compile(r"h[1-6]\.\s\S|\|\||\*{2,6}\s\S|-{2,6}\s\S")


class Outline:
    """Reads stretches of lines one after the other into one list of nodes."""

    def __init__(
        self, setting: Setting, trunk: Trunk, nodes: list[Node], *, wiki: bool, listed: bool, width: int
    ) -> None:
        self.setting, self.trunk, self.nodes = setting, trunk, nodes
        self.wiki, self.listed = wiki, listed
        self.width = width
        self.below = ""
        self.unlearnt: Node | None = None
        self.last: Node | None = None
        self.last_line: Line | None = None
        self.last_mark: Mark | None = None

    def read(self, lines: Sequence[Line]) -> None:
        for place, line in enumerate(lines):
            if not line.text or is_divider(line.text):
                continue
            self.below = lines[place + 1].text if place + 1 < len(lines) else ""
            self._take(line, read_mark(line, wiki=self.wiki), underline_level(self.below))
        self._learn()

    def _learn(self) -> None:
        """A line is read for owner, day and numbers once nothing more belongs to its sentence."""
        if self.unlearnt:
            learn(self.unlearnt, self.setting)
        self.unlearnt = None

    def _take(self, line: Line, mark: Mark, underlined: int | None) -> None:
        if underlined and not mark.style:
            mark = Mark(line, "heading", underlined, mark.text, links=mark.links)
        if not self._goes_on(line, mark) and not self._explains(line, mark):
            self._plant(line, mark)
        self.last_line, self.last_mark = line, mark

    def _plant(self, line: Line, mark: Mark) -> None:
        self._learn()
        node = Node(
            line.number,
            mark.text,
            [line.raw.strip()],
            ident=mark.ident,
            heading=mark.style == "heading",
            plain=not mark.style,
        )
        node.label, node.text = read_label(mark.text, self.setting)
        node.notes += mark.notes
        if node.label and node.label.owner and node.text:
            node.owner = node.label.owner
            node.label = None if node.label.kind == "who" else node.label
        if node.label and node.label.kind in FACT_KINDS:
            self._take_fact(node, mark)
            return
        self._name_sections(node, mark)
        self.nodes.append(node)
        if node.part == "kept":
            return
        self.trunk.hang(node, _place(node, mark))
        self.last = node
        self.unlearnt = node if node.part == "item" else None

    def _take_fact(self, node: Node, mark: Mark) -> None:
        """ "Owner: Sam" speaks of the goal it stands under or behind."""
        goal, label = self.trunk.spoken_of(_place(node, mark)), node.label
        if goal is None or label is None or not node.text:
            node.text = mark.text
            node.keep(OF_NO_GOAL)
            self.nodes.append(node)
            return
        take_fact(goal, label.kind, label.said, node.text, self.setting)
        goal.raw.append(node.raw[0])

    def _name_sections(self, node: Node, mark: Mark) -> None:
        """A label with nothing behind it, a title and the name of a department say something about what follows."""
        heading = mark.style == "heading"
        if self._is_title(node, mark.text, heading):
            node.text, node.part = mark.text, "section"
            node.label = Label("title", mark.text, "section", due=span_in(mark.text, self.setting))
        elif node.label:
            node.part = "item" if node.text else "section"
        elif not re.search(r"[^\W\d_]", node.text):
            node.keep(NO_WORDS)
        elif self._stands_around(node, mark):
            node.keep(AROUND)
        elif topic := topic_of(node.text, heading=heading):
            node.label, node.part = Label("topic", topic, "section"), "section"
        node.text = node.text if node.part == "section" else node.text.rstrip(":") or node.text

    def _is_title(self, node: Node, text: str, heading: bool) -> bool:
        """Also "OKRs Q1 2027" over the whole list, though "OKR" alone would label what is below it."""
        first = not any(other.part != "kept" for other in self.nodes)
        if node.label is None:
            return is_title(text, heading=heading, first=first)
        generic = not node.text and node.label.kind in ("objective", "goal")
        return first and generic and is_title(text, heading=heading, first=True) and len(text.split()) > 1

    def _stands_around(self, node: Node, mark: Mark) -> bool:
        if mark.style:
            return False
        if (
            _GREETING.fullmatch(node.text)
            or _INTRODUCES.fullmatch(node.text)
            or (self.listed and _ABOUT_THE_LIST.search(node.text[:200]))
        ):
            return True
        return len(node.text.split()) > MOST_WORDS_OF_A_GOAL and self.listed

    def _explains(self, line: Line, mark: Mark) -> bool:
        """Beside lists, a plain sentence of its own below a heading is a remark on the goal in the heading."""
        goal = self.trunk.tip
        if mark.style or not self.listed or goal is None or goal.part != "item" or not goal.heading:
            return False
        if re.search(r"\d", mark.text) or read_label(mark.text, self.setting)[0] or mark.text.endswith(":"):
            return False
        if self.below and read_mark(Line(0, 0, self.below, self.below)).style:
            return False
        goal.notes += [mark.text, *(f"Link: {link}" for link in mark.links)]
        goal.raw.append(line.raw.strip())
        return True

    def _goes_on(self, line: Line, mark: Mark) -> bool:
        """A line without a marker may be the rest of the one before: wrapped, or a remark below a list item."""
        last, before, above = self.last, self.last_mark, self.last_line
        if (
            last is None
            or before is None
            or above is None
            or last.part != "item"
            or mark.style
            or mark.bold
            or len(last.text) > LONGEST_JOINED
        ):
            return False
        if read_label(mark.text, self.setting)[0]:
            return False
        next_line = line.number == above.number + 1
        if next_line and _is_wrapped(above, line, listed=bool(before.style), width=self.width):
            last.text = f"{last.text} {mark.text}"
            last.raw.append(line.raw.strip())
            return True
        if before.style not in ("", "heading") and line.indent > above.indent and not re.search(r"\d", mark.text):
            last.notes.append(mark.text)
            last.raw.append(line.raw.strip())
            return True
        return False


def _is_wrapped(above: Line, line: Line, *, listed: bool, width: int) -> bool:
    """Whether the line before had no room for this line's first word."""
    begins_small = line.text[:1].islower() or line.text[:1] in "(,–"
    if not begins_small or above.text.endswith((".", ":", "!", "?", ";")):
        return False
    if listed:
        return line.indent > above.indent
    full = len(above.raw) + 1 + len(line.text.split(" ", 1)[0]) > width
    return full and SHORTEST_WRAPPED <= width <= LONGEST_WRAPPED and line.indent == above.indent


def _place(node: Node, mark: Mark) -> Place:
    if node.heading:
        return Place(HEADING, mark.indent)
    if mark.style:
        return Place(LISTED, mark.indent, mark.style)
    return Place(SECTION if node.part == "section" else PLAIN, mark.indent)


def uses_wiki(lines: Sequence[Line]) -> bool:
    """Whether the paste is wiki markup, where "**" before a blank is a second-level bullet and "#" a number."""
    looked = lines[:400]
    numbered = {line.number for line in looked if line.text.startswith("#")}
    headings = bool(numbered) and not any(number + 1 in numbered for number in numbered)
    return not headings and any(_WIKI_SIGN.match(line.text) for line in looked)


def uses_lists(lines: Sequence[Line]) -> bool:
    """Whether some lines carry list markers, so that those without may be remarks."""
    return any(read_mark(line).style not in ("", "heading") for line in lines[:200])
