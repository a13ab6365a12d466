"""Check-ins of many key results side by side: one long array, and how many belong to each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.intp]
Truths = NDArray[np.bool_]
Points = Sequence[tuple[float, float]]

MOST_BEFORE = 26
SLACK = 1e-9


@dataclass(frozen=True)
class Ragged:
    """Points of many key results, one after the other, in order of time.

    elapsed (points,): share of the time, strictly rising within a row. share (points,): progress.
    lengths (rows,): how many points each row has; 0 is allowed.
    """

    elapsed: Floats
    share: Floats
    lengths: Whole

    def __post_init__(self) -> None:
        points = int(self.lengths.sum())
        if not len(self.elapsed) == len(self.share) == points:
            raise ValueError(f"{len(self.elapsed)} times, {len(self.share)} values for {points} points")

    @property
    def count(self) -> int:
        return len(self.lengths)

    @cached_property
    def row(self) -> Whole:
        """Which row each point belongs to (points,)."""
        row: Whole = np.repeat(np.arange(self.count), self.lengths)
        return row

    @cached_property
    def last(self) -> Whole:
        """Where each row's last point stands (rows,); means nothing for an empty row."""
        last: Whole = np.maximum(np.cumsum(self.lengths) - 1, 0)
        return last

    @cached_property
    def first(self) -> Whole:
        return np.minimum(np.cumsum(self.lengths) - self.lengths, max(len(self.elapsed) - 1, 0))

    def total(self, each: Floats) -> Floats:
        """Sums per row (rows,) of something per point (points,). Added in order, so the row's company changes nothing."""
        return _totals(self.row, each, self.count)

    @cached_property
    def steps(self) -> "Steps":
        return Steps.between(self)


@dataclass(frozen=True)
class Steps:
    """The steps from point to point within the rows: durations, changes (steps,) and their row."""

    row: Whole
    duration: Floats
    change: Floats
    count: Floats
    rows: int

    @classmethod
    def between(cls, ragged: Ragged) -> "Steps":
        inside = ragged.row[1:] == ragged.row[:-1]
        count = np.maximum(ragged.lengths - 1, 0).astype(np.float64)
        duration, change = np.diff(ragged.elapsed)[inside], np.diff(ragged.share)[inside]
        return cls(ragged.row[1:][inside], duration, change, count, ragged.count)

    def total(self, each: Floats) -> Floats:
        return _totals(self.row, each, self.rows)

    @cached_property
    def roughness(self) -> Floats:
        """Sum of squared change over duration (rows,): what the noise is reckoned from."""
        return self.total(self.change**2 / self.duration)

    @cached_property
    def still(self) -> Floats:
        """How many steps brought no change at all (rows,)."""
        return self.total((self.change == 0).astype(np.float64))


def _totals(row: Whole, each: Floats, rows: int) -> Floats:
    # Not np.add.reduceat: it has no answer for empty rows.
    return np.bincount(row, weights=each, minlength=rows).astype(np.float64, copy=False)


def ragged(rows: Iterable[Points]) -> Ragged:
    """Rows of (elapsed, share) side by side."""
    listed = list(rows)
    lengths = np.fromiter((len(row) for row in listed), np.intp, len(listed))
    flat = np.array([point for row in listed for point in row], np.float64).reshape(-1, 2)
    return Ragged(flat[:, 0].copy(), flat[:, 1].copy(), lengths)


def in_order(points: Points, *, earliest: float, latest: float) -> Points:
    """Points by time, within bounds, the last said of each moment alone."""
    kept = {elapsed: share for elapsed, share in points if earliest - SLACK <= elapsed <= latest + SLACK}
    return sorted(kept.items())
