"""The quarters and halves around a day. No Django, no clock."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

QUARTERS_AHEAD, HALVES_AHEAD = 5, 3


@dataclass(frozen=True)
class Stretch:
    """Some whole months of a year: `kind` is "q" for a quarter or "h" for a half, `place` counts from 1; both days included."""

    kind: str
    year: int
    place: int

    @property
    def months(self) -> int:
        return 3 if self.kind == "q" else 6

    @property
    def starts(self) -> date:
        return date(self.year, (self.place - 1) * self.months + 1, 1)

    @property
    def ends(self) -> date:
        return self.following().starts - timedelta(days=1)

    @property
    def key(self) -> str:
        """How a form names it: "2027-q1"."""
        return f"{self.year}-{self.kind}{self.place}"

    def following(self) -> "Stretch":
        """The next one of the same kind."""
        last = self.place == 12 // self.months
        return Stretch(self.kind, self.year + last, 1 if last else self.place + 1)


def around(today: date) -> list[Stretch]:
    """The quarter and the half of a day, and those that follow: quarters first."""
    quarter, half = Stretch("q", today.year, (today.month + 2) // 3), Stretch("h", today.year, (today.month + 5) // 6)
    return [*_from(quarter, QUARTERS_AHEAD), *_from(half, HALVES_AHEAD)]


def _from(first: Stretch, count: int) -> Iterator[Stretch]:
    for _each in range(count):
        yield first
        first = first.following()


__all__ = ["Stretch", "around"]
