"""One thing that a file says, and what is doubtful about it."""

from dataclasses import dataclass, field

ERROR, WARNING, HINT = "error", "warning", "hint"


class Unreadable(ValueError):
    """A file that cannot be read at all; the message is a sentence that says why and what to do."""


@dataclass(slots=True)
class Item:
    """A goal or key result to be.

    `row` is how findings name it: its own id where the file gives one, else its number or line. `parents` are places of
    other items (0, 1, 2 … in the order of the file), `reasons` says for a parent why it is one. `said` holds what the
    file says under names of ours (see fields.py), as text. `level` is empty until it is given, or "key_result".
    """

    place: int
    row: str | int
    text: str = ""
    level_said: str = ""
    level: str = ""
    parents: list[int] = field(default_factory=list)
    reasons: dict[int, str] = field(default_factory=dict)
    parents_said: list[str] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    path: str = ""
    ident: str = ""
    outside: bool = False
    refused: str = ""

    @property
    def is_key_result(self) -> bool:
        return self.level == "key_result"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A finding about an item, or about the file (row 0): what is so, how to mend it, and by which rule of the method."""

    row: str | int
    what: str
    mend: str
    rule: str = ""
    weight: str = WARNING
    code: str = ""

    def plain(self) -> dict[str, str | int]:
        return {name: getattr(self, name) for name in ("row", "what", "mend", "rule", "weight", "code")}


@dataclass(slots=True)
class Brought:
    """All that a file says: items in the order of the file, what is doubtful, and what stands about the whole."""

    items: list[Item] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    about: dict[str, str] = field(default_factory=dict)
    # The lines of the vision board that are no goals: section and words.
    board: list[tuple[str, str]] = field(default_factory=list)

    @property
    def made(self) -> list[Item]:
        return [item for item in self.items if not item.refused]

    @property
    def refused(self) -> list[Item]:
        return [item for item in self.items if item.refused]
