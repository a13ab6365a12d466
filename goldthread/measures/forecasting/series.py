"""Check-ins of many key results side by side: one long array, and how many belong to each."""

from collections.abc import Iterable, Iterator, Sequence
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
BLOCK = 2000


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
        first: Whole = np.minimum(np.cumsum(self.lengths) - self.lengths, max(len(self.elapsed) - 1, 0))
        return first

    @cached_property
    def left(self) -> Whole:
        """How many points of its row come after each point (points,)."""
        left: Whole = self.last[self.row] - np.arange(len(self.row))
        return left

    @cached_property
    def back(self) -> Floats:
        """How many steps went away from the target (rows,)."""
        fell = self.share[1:] < self.share[:-1]
        fell &= self.row[1:] == self.row[:-1]
        return _totals(self.row[1:], fell, self.count)

    def parted(self) -> "Iterator[Ragged]":
        """The same in blocks of rows that fit into a processor's nearest memory."""
        ends = np.concatenate([[0], np.cumsum(self.lengths)])
        for block in blocks(self.count):
            points = slice(ends[block.start], ends[block.stop])
            yield Ragged(self.elapsed[points], self.share[points], self.lengths[block])

    def total(self, each: Floats) -> Floats:
        """Sums per row (rows,) of something per point (points,). Added in order, so the row's company changes nothing."""
        return _totals(self.row, each, self.count)

    @cached_property
    def steps(self) -> "Steps":
        return Steps.between(self)


@dataclass(frozen=True)
class Steps:
    """The steps from point to point: row, duration, change, and whether both ends belong to that row (points - 1,).

    Where they do not, the duration is 1 and the change 0. Marked rather than left out: copying costs more than adding 0.
    """

    row: Whole
    duration: Floats
    change: Floats
    inside: Truths
    count: Floats

    @classmethod
    def between(cls, ragged: Ragged) -> "Steps":
        row = ragged.row[1:]
        inside = row == ragged.row[:-1]
        duration = np.where(inside, ragged.elapsed[1:] - ragged.elapsed[:-1], 1.0)
        change = np.where(inside, ragged.share[1:] - ragged.share[:-1], 0.0)
        return cls(row, duration, change, inside, np.maximum(ragged.lengths - 1, 0).astype(np.float64))

    def total(self, each: Floats | Truths) -> Floats:
        return _totals(self.row, each, len(self.count))

    @cached_property
    def roughness(self) -> Floats:
        """Sum of squared change over duration (rows,): what the noise is reckoned from."""
        return self.total(self.change * self.change / self.duration)

    @cached_property
    def still(self) -> Floats:
        """How many steps brought no change at all (rows,)."""
        return self.total((self.change == 0) & self.inside)


def _totals(row: Whole, each: Floats | Truths, rows: int) -> Floats:
    # Not np.add.reduceat: it has no answer for empty rows.
    return np.bincount(row, weights=each, minlength=rows).astype(np.float64, copy=False)


def blocks(rows: int) -> list[slice]:
    """Blocks of rows; one of none where there are none."""
    return [slice(start, min(start + BLOCK, rows)) for start in range(0, max(rows, 1), BLOCK)]


def nothing(rows: int) -> Ragged:
    """Rows without any point."""
    return Ragged(np.zeros(0), np.zeros(0), np.zeros(rows, np.intp))


def ragged(rows: Iterable[Points]) -> Ragged:
    """Rows of (elapsed, share) side by side."""
    listed = list(rows)
    lengths = np.fromiter((len(row) for row in listed), np.intp, len(listed))
    flat = np.array([point for row in listed for point in row], np.float64).reshape(-1, 2)
    return Ragged(flat[:, 0].copy(), flat[:, 1].copy(), lengths)


def joined(before: Ragged, after: Ragged) -> Ragged:
    """Rows one behind the other: first the points before the start, then those since. The start stands once."""
    twice = (before.lengths > 0) & (after.lengths > 0)
    if len(before.elapsed):
        twice &= before.elapsed[before.last] >= -SLACK
    kept = np.ones(len(after.elapsed), np.bool_)
    kept[after.first[twice]] = False
    since = after.lengths - twice
    lengths = before.lengths + since
    start = np.cumsum(lengths) - lengths
    elapsed, share = np.empty(int(lengths.sum())), np.empty(int(lengths.sum()))
    for part, count, place, chosen in (
        (before, before.lengths, start, slice(None)),
        (after, since, start + before.lengths, kept),
    ):
        to = np.arange(int(count.sum())) + np.repeat(place - (np.cumsum(count) - count), count)
        elapsed[to], share[to] = part.elapsed[chosen], part.share[chosen]
    return Ragged(elapsed, share, lengths)


def in_order(points: Points, *, earliest: float, latest: float) -> Points:
    """Points by time, within bounds, the last said of each moment alone."""
    kept = {elapsed: share for elapsed, share in points if earliest - SLACK <= elapsed <= latest + SLACK}
    return sorted(kept.items())
