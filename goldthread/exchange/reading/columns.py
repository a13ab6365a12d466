"""What each column of a table holds: by its heading, or by what stands in it."""

import re
from collections.abc import Callable, Sequence

from goldthread.exchange.reading.amounts import amounts_in
from goldthread.exchange.reading.dates import read_due
from goldthread.exchange.reading.grids import Grid, Row
from goldthread.exchange.reading.headings import IDENT, LEVEL, LONGEST_HEADING, OTHER, STATEMENT, Role, role_of
from goldthread.exchange.reading.nodes import Setting
from goldthread.exchange.reading.people_words import is_people
from goldthread.exchange.reading.vocabulary import GOAL_KINDS, meaning, words

ROWS_LOOKED_AT = 200
FEWEST_NAMED = 3

_STATUS = words(
    "open done closed in-progress on-track at-risk off-track behind ahead green amber yellow red not-started started todo blocked complete completed planned offen erledigt laufend grün gelb rot"
)
CHAIN = GOAL_KINDS | {STATEMENT, "key_result"}
# What stands in a column "Priority" that ranks the goals and names none.
_RANKING = re.compile(
    r"[Pp]?\d{1,2}|[A-Da-d]|(?:very |sehr )?(?:high|medium|mid|low|hoch|mittel|niedrig)|critical|urgent|normal|minor|major|blocker|must|should|could|won[’']?t|(?:must|should|could|nice to|won[’']?t)[ -]have|kritisch|dringend|top|n/?a|none|[-–—?!★⭐*]{1,5}",
    re.I,
)
_IDENT = re.compile(r"[A-Z]{0,4}[-.]?\d{1,4}(?:\.\d{1,3}){0,4}(?:[-.]?KR\d{1,3})?\.?")


def name_columns(grid: Grid, setting: Setting) -> tuple[list[Role], int | None]:
    """The role of each column, and the place of the row that names them, if there is one."""
    for place, row in enumerate(grid.rows[:4]):
        roles = [role_of(cell) for cell in row.cells]
        filled = [cell for cell in row.cells if cell.strip()]
        known = sum(role != OTHER for role in roles)
        sure = known >= 2 or (grid.headed and place == 0 and known)
        if sure and known * 2 >= len(filled) and all(len(cell) <= LONGEST_HEADING for cell in filled):
            return _with_statement(_without_rankings(_widened(roles, grid), grid, place)), place
    return _with_statement(_guessed(grid, setting)), None


def turned(grid: Grid) -> Grid:
    """A table whose first column holds the names, as a roadmap on a wall does, with rows and columns changed over."""
    rows = grid.rows
    names = [role_of(row.cells[0]) for row in rows]
    known = [name for name in names if name != OTHER]
    across = sum(role_of(cell) != OTHER for cell in rows[0].cells)
    # "Vision", "User goal", "Product goal" one below the other are levels of rows, not names of rows.
    one_goal = sum(name in CHAIN - {"key_result"} for name in known) == 1 and len(set(known)) == len(known)
    if len(known) < FEWEST_NAMED or len(known) * 3 < len(rows) * 2 or across > 1 or not one_goal:
        return grid
    width = max(len(row.cells) for row in rows)
    cells = [tuple(row.cells[at] if at < len(row.cells) else "" for row in rows) for at in range(width)]
    goals = next((row.line for row in rows if role_of(row.cells[0]) in CHAIN), rows[0].line)
    return Grid(tuple(Row(goals, column, " | ".join(filter(None, column))) for column in cells), headed=True)


def _widened(roles: list[Role], grid: Grid) -> list[Role]:
    width = max(len(row.cells) for row in grid.rows)
    return roles + [OTHER] * (width - len(roles))


def _without_rankings(roles: list[Role], grid: Grid, heading: int) -> list[Role]:
    """A column "Priority" may name themes; with "P1" or "high" in its cells it ranks what the other columns name."""
    ranked = list(roles)
    for at, role in enumerate(roles):
        cells = [row.cells[at].strip() for row in grid.rows[heading + 1 :] if at < len(row.cells)]
        filled = [cell for cell in cells[:ROWS_LOOKED_AT] if cell]
        if role in CHAIN and filled and sum(map(_ranks, filled)) * 10 >= len(filled) * 9:
            ranked[at] = "note"
    return ranked if CHAIN.intersection(ranked) or not CHAIN.intersection(roles) else roles


def _ranks(cell: str) -> bool:
    return _RANKING.fullmatch(cell) is not None


def _with_statement(roles: list[Role]) -> list[Role]:
    """Some column must hold the goals: a name or a description where nothing else does."""
    if CHAIN.intersection(roles):
        return _told_apart(roles)
    for stand_in in ("name", "note", OTHER):
        if stand_in in roles:
            roles = list(roles)
            roles[roles.index(stand_in)] = STATEMENT
            return roles
    return roles


def _told_apart(roles: list[Role]) -> list[Role]:
    """With a column "Level" beside it, "Goal" or "Objective" names the text, whatever its level."""
    goal_columns = [role for role in roles if role in CHAIN and role != "key_result"]
    if LEVEL in roles and len(goal_columns) == 1:
        return [STATEMENT if role == goal_columns[0] else role for role in roles]
    return roles


def _guessed(grid: Grid, setting: Setting) -> list[Role]:
    rows = grid.rows[:ROWS_LOOKED_AT]
    width = max(len(row.cells) for row in rows)
    columns = [
        [row.cells[at].strip() for row in rows if at < len(row.cells) and row.cells[at].strip()] for at in range(width)
    ]
    roles = [_by_content(cells, setting) for cells in columns]
    numbers = [at for at, role in enumerate(roles) if role == "target"]
    if len(numbers) > 1:
        roles[numbers[0]] = "baseline"
        for at in numbers[2:]:
            roles[at] = "note"
    return _chained(roles, columns, rows, setting)


def _by_content(cells: list[str], setting: Setting) -> Role:
    if not cells:
        return OTHER
    tests: list[tuple[Role, Callable[[str], bool]]] = [
        (LEVEL, lambda cell: meaning(cell) in GOAL_KINDS | {"key_result"}),
        (
            IDENT,
            lambda cell: (
                _IDENT.fullmatch(cell) is not None and len(set(cells)) > 1 and not _is_number(cell.rstrip("."))
            ),
        ),
        ("status", lambda cell: cell.lower().replace(" ", "-") in _STATUS),
        (
            "due",
            lambda cell: len(cell) <= 30 and read_due(cell, today=setting.today, german=setting.german) is not None,
        ),
        ("target", _is_number),
        ("owner", lambda cell: "@" in cell[:60] or (len(cell) <= 60 and is_people(cell))),
    ]
    for role, test in tests:
        if sum(map(test, cells)) * 10 >= len(cells) * 6:
            return role
    return STATEMENT


def _is_number(cell: str) -> bool:
    found = amounts_in(cell) if len(cell) <= 20 else []
    return len(found) == 1 and not re.search(r"[^\W\d_]{6,}", cell)


def _chained(roles: list[Role], columns: list[list[str]], rows: Sequence[Row], setting: Setting) -> list[Role]:
    """Several columns of text: a staircase from the upper goal to the lower, or one of goals and one of remarks."""
    texts = [at for at, role in enumerate(roles) if role == STATEMENT]
    if len(texts) < 2 or LEVEL in roles:
        longest = max(texts, key=lambda at: sum(map(len, columns[at])), default=None)
        return ["note" if role == STATEMENT and at != longest else role for at, role in enumerate(roles)]
    first = columns[texts[0]]
    if (
        len(first) < max(len(columns[at]) for at in texts[1:])
        or len(set(first)) < len(first)
        or _mostly_numbers(columns[texts[1]])
    ):
        last = texts[-1]
        return ["key_result" if at == last and _mostly_numbers(columns[at]) else role for at, role in enumerate(roles)]
    return ["note" if role == STATEMENT and at != texts[0] else role for at, role in enumerate(roles)]


def _mostly_numbers(cells: list[str]) -> bool:
    return sum(bool(amounts_in(cell[:300])) for cell in cells) * 2 > len(cells)
