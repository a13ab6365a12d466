"""What is said on one sheet of a canvass, and the box into which sheets go: locked, and always of the same size."""

import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from goldthread.kit import locked

from .asking import Newer

PURPOSE = "open sheets"
# Each sheet, cast or not, is filled up to so many bytes, and so many more a line.
SHEET_BYTES, LINE_BYTES = 8 * 1024, 24


def seed() -> str:
    """What lots and orders of options are drawn from; published before the first sheet is cast."""
    return secrets.token_hex(8)


class TooLong(ValueError):
    """The words on one sheet are more than it holds."""


@dataclass(frozen=True, slots=True)
class Said:
    """One sheet. marks: what would have to change, by the number of the line; value: a gradient, or fingers; points: dots or
    scores by the number of the line; ranks: numbers of lines, the first one first. nth: which of their sheets it is, 1 for
    the first, as whoever filled it in knew; 0 where nobody counted."""

    marks: Mapping[int, str] = field(default_factory=dict)
    value: int | None = None
    points: Mapping[int, int] = field(default_factory=dict)
    ranks: tuple[int, ...] = ()
    because: str = ""
    nth: int = field(default=0, compare=False)

    def kept(self) -> dict[str, Any]:
        """As JSON keeps it; `read` is the way back."""
        return {name: value for name, value in asdict(self).items() if name != "nth"}

    def instead_of(self, before: "Said | None") -> "Said":
        """This sheet in the place of the one in the box. Raises Newer where it was filled in before that one was cast."""
        if before is not None and before != self and 0 < self.nth <= before.nth:
            raise Newer
        return replace(self, nth=before.nth + (before != self) if before else 1)

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "Said":
        numbered = {name: {int(number): one for number, one in kept[name].items()} for name in ("marks", "points")}
        return cls(
            value=kept["value"], because=kept["because"], ranks=tuple(kept["ranks"]), nth=kept.get("nth", 0), **numbered
        )


def close(sheets: Mapping[int, Said], electors: Iterable[int], lines: int) -> str:
    """The sheets by the number of the elector, locked: as long with none in it as with all. Raises TooLong."""
    room = SHEET_BYTES + LINE_BYTES * lines
    written = [_padded(sheets.get(number), room) for number in sorted(electors)]
    numbers = json.dumps(sorted(electors))
    return locked.lock("\n".join([numbers, *written]), PURPOSE)


def _padded(said: Said | None, room: int) -> str:
    written = json.dumps({**said.kept(), "nth": said.nth} if said else None)
    if len(written) > room:
        raise TooLong
    return written.ljust(room)


def look_into(box: str) -> dict[int, Said]:
    """The sheets in a box. One that was locked with another secret holds none: then all are asked anew, nothing is guessed."""
    try:
        numbers, *written = locked.unlock(box, PURPOSE).split("\n")
    except locked.Unreadable:
        return {}
    given = zip(json.loads(numbers), map(json.loads, written), strict=True)
    return {number: Said.read(kept) for number, kept in given if kept is not None}
