"""From the rows of a table to nodes: columns from the upper goals to the lower, facts beside them."""

import re
from typing import cast

from goldthread.exchange.reading import columns, headings
from goldthread.exchange.reading.facts import learn, take_fact
from goldthread.exchange.reading.grids import Grid, Row
from goldthread.exchange.reading.labels import is_title, read_label, topic_of
from goldthread.exchange.reading.lines import Line
from goldthread.exchange.reading.marks import read_mark
from goldthread.exchange.reading.nodes import Label, Node, Setting
from goldthread.exchange.reading.trunk import LISTED, SECTION, Place, Trunk
from goldthread.exchange.reading.vocabulary import FACT_KINDS, Kind, meaning
from goldthread.exchange.shapes import N_

COLUMN_NAMES = N_("These are the names of the columns.")
NO_GOAL_IN_ROW = N_("The row names no goal.")
COLUMNS_PER_STEP = 2

_OF_NUMBERS = frozenset({"baseline", "target", "current", headings.UNIT})
_OF_GOALS = frozenset({"parent", "feature", "name", "because"})
_FORMULA = re.compile(r"'?=")
_LEVEL_NUMBER = re.compile(r"(?:level|ebene|l)?\s?(\d)", re.I)


class Table:
    """Reads one grid into nodes below the tip of the trunk."""

    def __init__(self, grid: Grid, setting: Setting, trunk: Trunk, nodes: list[Node]) -> None:
        grid = columns.turned(grid)
        self.grid, self.setting, self.trunk, self.nodes = grid, setting, trunk, nodes
        self.roles, self.heading = columns.name_columns(grid, setting)
        self.roadmap = headings.LEVEL not in self.roles and bool({"feature", "name"}.intersection(self.roles))
        self.chain = [at for at, role in enumerate(self.roles) if role in columns.CHAIN]
        self.standing: dict[int, Node] = {}
        self.said: dict[int, str] = {}
        self.beside: list[Node] = []
        self.titled = False
        self.root = trunk.tip
        at = self.roles.index("parent") if "parent" in self.roles else None
        self.places = at is not None and any(
            at < len(row.cells) and row.cells[at].strip() for row in grid.rows[(self.heading or 0) + 1 :]
        )

    def read(self) -> None:
        for place, row in enumerate(self.grid.rows):
            if place == self.heading:
                self._keep(row, COLUMN_NAMES)
            else:
                self._plant(row)

    def _keep(self, row: Row, why: str) -> None:
        node = Node(row.line, " | ".join(cell.strip() for cell in row.cells if cell.strip()), [row.raw])
        node.keep(why)
        self.nodes.append(node)

    def _plant(self, row: Row) -> None:
        filled = [at for at, cell in enumerate(row.cells) if cell.strip()]
        if not filled or (len(filled) == 1 and len(self.roles) > 2 and self._is_section(row, filled[0])):
            return
        self.beside = []
        new = [node for at in self.chain if (node := self._cell(row, at))]
        goal = new[-1] if new else next((self.standing[at] for at in reversed(self.chain) if at in self.standing), None)
        if goal is None and self.titled:
            self.titled = False
            self.nodes[-1].raw = [row.raw]
        elif goal is None:
            self._keep(row, NO_GOAL_IN_ROW)
        if goal is None:
            return
        if new:
            goal.raw = [row.raw]
        else:
            goal.raw.append(row.raw)
        self._facts(row, new, goal)
        for node in (*new, *self.beside):
            learn(node, self.setting)
        for node in self.beside:
            node.owner, node.due = node.owner or goal.owner, node.due or goal.due

    def _is_section(self, row: Row, at: int) -> bool:
        """A row with one cell, such as "Q2 2027" or "Marketing", stands over the rows that follow."""
        text, _ = _bare(row.cells[at])
        label, rest = read_label(text, self.setting)
        if label is None or rest or label.kind in FACT_KINDS:
            topic = (
                topic_of(f"{text.rstrip(':')}:", heading=True)
                if at not in self.chain or len(text.split()) == 1
                else None
            )
            label, rest = (Label("topic", topic, "section"), "") if topic else (None, text)
        if label is None or rest:
            return False
        node = Node(row.line, "", [row.raw], above=self.root, label=label, part="section")
        self.nodes.append(node)
        self.trunk.hang(node, Place(SECTION, 0))
        self.standing.clear()
        return True

    def _cell(self, row: Row, at: int) -> Node | None:
        """The node of one chain cell; None where it is blank or repeats the one above it."""
        cell = row.cells[at] if at < len(row.cells) else ""
        if not cell.strip():
            return None
        first, *rest = [line for line in cell.split("\n") if line.strip()]
        text, notes = _bare(first)
        if len(self.chain) > 1 and self.said.get(at) == cell.strip() and at in self.standing:
            return None
        node = Node(row.line, text, [cell.strip()], notes=notes, placed=self.places)
        if _FORMULA.match(text):
            node.doubt("formula", text=text)
        self._label(node, row, at)
        if node.label is None and is_title(
            text, heading=False, first=not any(other.part == "item" for other in self.nodes)
        ):
            self._title(node)
            return None
        self._hang(node, row, at, first)
        self.nodes.append(node)
        self._further(node, row, at, rest)
        for below in self.chain[self.chain.index(at) :]:
            self.standing.pop(below, None)
        self.standing[at], self.said[at] = node, cell.strip()
        return node

    def _title(self, node: Node) -> None:
        """A first row that names the list stands over it; the rows that name it as their parent stand at the top."""
        node.label, node.part = Label("title", node.text, "section"), "section"
        self.nodes.append(node)
        self.titled = True

    def _label(self, node: Node, row: Row, at: int) -> None:
        """The level said in the row wins over the heading of the column, and what the cell itself says over both."""
        label, rest = read_label(node.text, self.setting)
        if label and rest and label.kind not in FACT_KINDS:
            node.label, node.text = label, rest
        role = self.roles[at]
        said = self._said(row, headings.LEVEL)
        kind: Kind | None = meaning(said) if said and role != "key_result" else None
        if node.label is None and kind and kind not in FACT_KINDS:
            node.label = Label(kind, said, "column")
        elif node.label is None and role != headings.STATEMENT:
            roadmap = self.roadmap and role == "goal"
            kind = "product_goal" if roadmap else cast(Kind, role)
            node.label = Label(kind, self._heading(at), "roadmap" if roadmap else "column")
        if said and kind is None and role != "key_result" and not _LEVEL_NUMBER.fullmatch(said):
            node.notes.append(f"{self._heading(self.roles.index(headings.LEVEL)) or 'Level'}: {said}")
            node.doubt("unknown_level", text=said)
        if ident := self._said(row, headings.IDENT):
            node.ident, node.code = tuple(int(part) for part in re.findall(r"\d{1,9}", ident)[:6]), ident
            node.notes.append(f"{self._heading(self.roles.index(headings.IDENT)) or 'No.'}: {ident}")

    def _hang(self, node: Node, row: Row, at: int, first: str) -> None:
        """Below the column before it; in a table with one column of goals, by its indent or level number."""
        if len(self.chain) > 1:
            before = [self.standing[other] for other in self.chain[: self.chain.index(at)] if other in self.standing]
            node.above = before[-1] if before else self.trunk.tip
            return
        number = _LEVEL_NUMBER.fullmatch(self._said(row, headings.LEVEL) or "")
        indent = int(number[1]) * COLUMNS_PER_STEP if number else len(first) - len(first.lstrip())
        self.trunk.hang(node, Place(LISTED, indent, "cell"))

    def _further(self, node: Node, row: Row, at: int, lines: list[str]) -> None:
        """More lines in the cell: with list markers each its own, else the rest of the sentence."""
        for line in lines:
            text, notes = _bare(line)
            mark = read_mark(Line(row.line, 0, line.strip(), line))
            if mark.style or (self.roles[at] == "key_result" and not line.strip()[:1].islower()):
                beside = node if self.roles[at] != "key_result" else node.above
                further = Node(
                    row.line,
                    text,
                    [line.strip()],
                    above=beside,
                    label=node.label if beside is node.above else None,
                    notes=notes,
                )
                label, rest = read_label(text, self.setting)
                if label and rest:
                    further.label, further.text = label, rest
                self.beside.append(further)
                self.nodes.append(further)
            else:
                last = self.beside[-1] if self.beside else node
                last.text = f"{last.text} {text}"
                last.notes += notes

    def _facts(self, row: Row, new: list[Node], lowest: Node) -> None:
        """What stands beside the goals speaks of the goal, of the key result in the row, or of both."""
        goal = next((node for node in reversed(new) if node.kind != "key_result"), lowest)
        for at, cell in enumerate(row.cells):
            role = self.roles[at] if at < len(self.roles) else headings.OTHER
            value = cell.strip()
            if not value or role in columns.CHAIN or role in (headings.LEVEL, headings.IDENT):
                continue
            for node in self._spoken_of(role, self._heading(at), goal, lowest):
                self._fact(node, role, self._heading(at), value)

    def _spoken_of(self, role: str, said: str, goal: Node, lowest: Node) -> dict[Node, None]:
        """Numbers measure the key result. Who and when stand for the goal too where the row is about the goal."""
        if role in _OF_NUMBERS:
            return {lowest: None}
        if role in _OF_GOALS or headings.names_a_goal(said) or self.roles.count("key_result") > 1:
            return {goal: None}
        about_goal = headings.LEVEL in self.roles or (
            lowest.label is not None and headings.about_the_goal(lowest.label.said)
        )
        if not about_goal:
            return {lowest: None}
        return {goal: None, lowest: None} if role in ("owner", "due") else {goal: None}

    def _fact(self, goal: Node, role: str, said: str, value: str) -> None:
        if _FORMULA.match(value):
            goal.doubt("formula", text=value)
        if role == headings.UNIT:
            goal.measure = value
            goal.notes.append(f"{said}: {value}")
        elif role == "parent":
            goal.parents_said.append(value)
        elif role == "feature":
            goal.notes.append(f"{said}: {'; '.join(value.split(chr(10)))}")
        else:
            if role == "due" and self.roles.count("due") > 1:
                # Only one day can be the due day: what each column says is kept.
                goal.notes.append(f"{said}: {value}")
            kind = cast(Kind, role if role in FACT_KINDS or role == "name" else "note")
            take_fact(goal, kind, said or "Also", " ".join(value.split()), self.setting)

    def _said(self, row: Row, role: str) -> str:
        at = self.roles.index(role) if role in self.roles else len(row.cells)
        return row.cells[at].strip() if at < len(row.cells) else ""

    def _heading(self, at: int) -> str:
        if self.heading is None:
            return ""
        cells = self.grid.rows[self.heading].cells
        return cells[at].strip(" *") if at < len(cells) else ""


def _bare(cell: str) -> tuple[str, list[str]]:
    """A cell without list markers and emphasis; link addresses as notes. A formula stays text."""
    mark = read_mark(Line(0, 0, cell.strip(), cell))
    return mark.text or cell.strip(), mark.notes
