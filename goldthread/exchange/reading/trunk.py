"""Where a line hangs: the stack of headings, sections and list items above it."""

from collections.abc import Callable
from dataclasses import dataclass

from goldthread.exchange.reading.nodes import Node
from goldthread.exchange.reading.vocabulary import GOAL_KINDS

HEADING, SECTION, PLAIN, LISTED = range(4)


@dataclass(frozen=True, slots=True)
class Place:
    """How a line stands in the paste. `indent` is the level of a heading, else columns; `style` the bullet's sign."""

    rank: int
    indent: int
    style: str = ""


class Trunk:
    """The open branches while reading from top to bottom. Every push costs only the branches it closes."""

    def __init__(self) -> None:
        self._open: list[tuple[Place, Node]] = []

    @property
    def tip(self) -> Node | None:
        return self._open[-1][1] if self._open else None

    def hang(self, node: Node, place: Place) -> None:
        """Close what ends here and hang the node below what is left."""
        if place.rank == HEADING:
            self._close(lambda other: other.rank != HEADING or other.indent >= place.indent)
        else:
            self._close(lambda other: other.rank != HEADING and other.indent > place.indent)
            self._close_beside(node, place)
        node.above = self.tip
        self._open.append((place, node))

    def spoken_of(self, place: Place) -> Node | None:
        """The goal that a fact standing here is about: the one it stands under, else the one before it."""
        if place.rank != HEADING:
            self._close(lambda other: other.rank != HEADING and other.indent > place.indent)
        before: Node | None = None
        for other, node in reversed(self._open):
            if node.part != "item":
                continue
            if (
                place.rank != LISTED
                or other.rank != LISTED
                or (other.indent, other.style) != (place.indent, place.style)
            ):
                return node
            before = before or node
        return before

    def _close(self, ends: Callable[[Place], bool]) -> None:
        while self._open and ends(self._open[-1][0]):
            self._open.pop()

    def _close_beside(self, node: Node, place: Place) -> None:
        """Of the branches at the same indent: which does this line end?

        A list under a plain line hangs below it though both start in the same column; so does a list with another
        sign than the one before ("1." then "-"). The same sign again is a sibling.
        """
        beside = self._beside(place.indent)
        if place.rank == LISTED:
            if any(other.rank == LISTED and other.style == place.style for other, _ in beside):
                self._drop_until(place)
            return
        for other, standing in reversed(beside):
            if other.rank == SECTION and not _ends_section(node, standing, place):
                break
            self._open.pop()

    def _beside(self, indent: int) -> list[tuple[Place, Node]]:
        start = len(self._open)
        while start and self._open[start - 1][0].rank != HEADING and self._open[start - 1][0].indent == indent:
            start -= 1
        return self._open[start:]

    def _drop_until(self, place: Place) -> None:
        while self._open:
            gone, _ = self._open.pop()
            if gone.rank == LISTED and gone.style == place.style:
                return


def _ends_section(node: Node, section: Node, place: Place) -> bool:
    """A section ends with the next section; one that names a level also with a line that names its own."""
    if place.rank == SECTION:
        return section.kind not in ("title",)
    return node.label is not None and section.kind in (GOAL_KINDS | {"key_result", "feature", "task"})
