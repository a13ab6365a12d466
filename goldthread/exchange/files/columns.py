"""Rows of cells to items, by what each column holds: guessed from its heading, corrected by hand."""

import re
from collections.abc import Sequence

from goldthread.exchange.files import fields, levels
from goldthread.exchange.files.cells import Grid
from goldthread.exchange.files.items import ERROR, Brought, Doubt, Item, Unreadable
from goldthread.exchange.files.tree import CHOOSE_PARENT, NO_SUCH, OWN_IDS, TWICE_ID
from goldthread.exchange.reading.headings import role_of
from goldthread.exchange.shapes import LEVELS, N_, Sentence

NOTE, IGNORE = "note", "ignore"
# What a column can hold. Six levels and the key result are columns with the words of goals, a chain from left to right.
CHAIN = (*LEVELS, "key_result")
FACTS = ("statement", "level", "id", "parents", "owner", "team", "due", "starts", "name", "timespan", "period", "because", "why", "how", "for_customer", "for_business", "method", "how_we_know",
         "asks", "baseline", "target", "up_to", "reach", "weight", "unit", "currency", "direction", "ended", "learned", "features")  # fmt: skip
ROLES = (*FACTS, *CHAIN, NOTE, IGNORE)
_OF_KEY_RESULTS = ("asks", "baseline", "target", "up_to", "reach", "weight", "unit", "currency", "direction")
_FROM_PASTING = {
    "statement": "statement", "level": "level", "ident": "id", "parent": "parents", "owner": "owner", "who": "owner", "due": "due", "baseline": "baseline", "target": "target",
    "because": "why", "how": "how", "team": "team", "name": "name", "unit": "unit", "goal": "statement", "objective": "statement", "theme": "statement", "vision": "vision",
    "user_goal": "user_goal", "business_goal": "business_goal", "product_goal": "product_goal", "sprint_goal": "sprint_goal", "contribution": "contribution", "key_result": "key_result",
}  # fmt: skip

# The first heading of a table that Goldthread wrote: nothing in it has to be guessed.
OURS = "goldthreadid"

NO_GOALS = N_("No column is said to hold the words of goals. Say which one does.")
NO_WORDS = N_("The row has no words for a goal.")


def headings_of(grid: Grid) -> list[str]:
    """The cells of the first row, one a column of the widest row."""
    width = max(len(cells) for _line, cells in grid.rows)
    first = grid.rows[0][1]
    return [first[at] if at < len(first) else "" for at in range(width)]


def guessed(headings: Sequence[str]) -> list[str]:
    """What each column holds, by its heading; what is not understood becomes a note."""
    roles: list[str] = []
    is_ours = any(fields.plain(heading) == OURS for heading in headings)
    for heading in headings:
        role = IGNORE if is_ours and fields.plain(heading) in fields.ONLY_TOLD_COLUMNS else _role(heading)
        once = role in FACTS and role != NOTE and role in roles
        roles.append(NOTE if once else role)
    if not any(role == "statement" or role in CHAIN for role in roles):
        _choose_statement(headings, roles)
    return _without_lone_chain(roles)


def _role(heading: str) -> str:
    known = fields.plain(heading)
    if known == OURS:
        return "id"
    own = fields.ours(heading)
    if known in ("goal", "text", "statement"):
        return "statement"
    if own in ROLES and own != "text":
        return own
    role = role_of(heading)
    return _FROM_PASTING.get(str(role), NOTE)


def _choose_statement(headings: Sequence[str], roles: list[str]) -> None:
    for wanted in ("title", "name", "summary", "description", "what"):
        for at, heading in enumerate(headings):
            if wanted in heading.lower() and roles[at] in (NOTE, "name"):
                roles[at] = "statement"
                return
    if NOTE in roles:
        roles[roles.index(NOTE)] = "statement"


def _without_lone_chain(roles: list[str]) -> list[str]:
    """Beside a column of statements that says levels too, a level's name over a column means what the goal leads to."""
    if "statement" in roles and "level" in roles:
        return [NOTE if role in LEVELS else role for role in roles]
    return roles


def read(grid: Grid, roles: Sequence[str] | None = None) -> Brought:
    """The items of a table whose first row names the columns. Raises Unreadable where no column holds goals."""
    headings = headings_of(grid)
    chosen = list(roles) if roles else guessed(headings)
    chosen = [role if role in ROLES else NOTE for role in [*chosen, *[NOTE] * len(headings)][: len(headings)]]
    if not any(role == "statement" or role in CHAIN for role in chosen):
        raise Unreadable(Sentence(NO_GOALS))
    brought = Brought(doubts=list(grid.doubts))
    if fields.plain(headings[0]) == OURS:
        brought.about["goldthread"] = "1"
    table = _Table(brought, headings, chosen)
    for line, cells in grid.rows[1:]:
        table.take(line, cells)
    table.follow()
    return brought


class _Table:
    """Takes row by row; remembers what stands in the columns of levels, and which goal has which id."""

    def __init__(self, brought: Brought, headings: Sequence[str], roles: Sequence[str]) -> None:
        self.brought, self.headings, self.roles = brought, headings, roles
        self.standing: dict[int, Item] = {}

    def take(self, line: int, cells: Sequence[str]) -> None:
        made = [one for at, role in enumerate(self.roles) if (one := self._goal(line, cells, at, role))]
        if not made and (last := self._last()) is not None and self._measures_last(cells):
            made = [last]
        if not made:
            item = Item(len(self.brought.items), line, refused=NO_WORDS, path=f"line {line}")
            item.notes = [f"{heading}: {cell}" for heading, cell in zip(self.headings, cells, strict=False) if cell]
            self.brought.items.append(item)
            return
        self._tell(made, cells)

    def _goal(self, line: int, cells: Sequence[str], at: int, role: str) -> Item | None:
        text = cells[at] if at < len(cells) else ""
        if not text or not (role == "statement" or role in CHAIN):
            return None
        before = self.standing.get(at)
        above = self._above(at) if role in CHAIN else None
        if (
            role in LEVELS
            and before is not None
            and before.text == text
            and (above is None or above.place in before.parents)
        ):
            return None
        item = Item(
            len(self.brought.items), line, text, level_said="" if role == "statement" else role, path=f"line {line}"
        )
        self.brought.items.append(item)
        if above is not None:
            item.parents.append(above.place)
        elif role == "statement" and (left := self._above(at)) is not None:
            item.parents.append(left.place)
        self.standing[at] = item
        # What stands further right belongs to the goal before.
        for further in [each for each in self.standing if each > at]:
            del self.standing[further]
        return item

    def _above(self, at: int) -> Item | None:
        """The goal in the nearest column to the left."""
        left = [each for each in self.standing if each < at and self.roles[each] != "key_result"]
        return self.standing[max(left)] if left else None

    def _last(self) -> Item | None:
        return self.brought.items[-1] if self.brought.items else None

    def _measures_last(self, cells: Sequence[str]) -> bool:
        """A row in which the goal's columns repeat what stands above, and only facts are new."""
        chain = [cells[at] for at, role in enumerate(self.roles) if role in CHAIN and at < len(cells) and cells[at]]
        return bool(chain)

    def _tell(self, made: Sequence[Item], cells: Sequence[str]) -> None:
        """What else stands in the row speaks of the lowest goal; numbers of its key result."""
        lowest = made[-1]
        goal = next((one for one in reversed(made) if one.level_said != "key_result"), lowest)
        for at, cell in enumerate(cells):
            role = self.roles[at] if at < len(self.roles) else NOTE
            if not cell or role == "statement" or role in CHAIN or role == IGNORE:
                continue
            if role == NOTE:
                goal.notes.append(f"{self.headings[at] or 'Note'}: {cell}")
            elif role == "level":
                goal.level_said = goal.level_said or cell
            elif role == "id":
                goal.ident = cell
            elif role == "parents":
                goal.parents_said += _ids(cell)
            elif role in _OF_KEY_RESULTS or role in ("owner", "due"):
                lowest.said.setdefault(role, cell)
                if role in ("owner", "due"):
                    goal.said.setdefault(role, cell)
            else:
                goal.said.setdefault(role, cell)

    def follow(self) -> None:
        """Turn ids and words under "parents" into ties."""
        by_name: dict[str, Item] = {}
        for item in self.brought.items:
            if item.ident and item.ident in by_name:
                what = Sentence(TWICE_ID, ident=item.ident, row=str(by_name[item.ident].row))
                self.brought.doubts.append(Doubt(item.row, what, Sentence(OWN_IDS), "", ERROR, "id_twice"))
            elif item.ident:
                by_name[item.ident] = item
        for item in self.brought.items:
            by_name.setdefault(item.text.casefold(), item)
        for item in self.brought.items:
            for said in item.parents_said:
                self._tie(item, by_name.get(said) or by_name.get(said.casefold()), said)
            if item.parents and (why := item.said.pop("because", "")):
                reasons = why.split("\n")
                each = len(reasons) == len(item.parents)
                item.reasons.update(zip(item.parents, reasons if each else [why], strict=False))

    def _tie(self, item: Item, above: Item | None, said: str) -> None:
        if above is None or above.refused or above is item:
            what = Sentence(NO_SUCH, parent=said)
            self.brought.doubts.append(Doubt(item.row, what, Sentence(CHOOSE_PARENT), "C02", ERROR, "parent_missing"))
        elif above.place not in item.parents:
            item.parents.append(above.place)


def _ids(cell: str) -> list[str]:
    """Several ids in a cell are parted by semicolons or line breaks, or by commas where each is one word."""
    parts = [part.strip() for part in re.split(r"[;\n]", cell) if part.strip()]
    if len(parts) == 1 and "," in cell and all(re.fullmatch(r"\s*[\w.#-]+\s*", part) for part in cell.split(",")):
        return [part.strip() for part in cell.split(",") if part.strip()]
    return parts


__all__ = ["CHAIN", "FACTS", "IGNORE", "NOTE", "ROLES", "guessed", "headings_of", "levels", "read"]
