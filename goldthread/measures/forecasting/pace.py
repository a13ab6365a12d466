"""Shrunk pace: the pace so far, drawn towards what is usual, carried on to the due date; its spread from its own steps.

With check-ins (t_i, p_i), i = 0..m, starting at (0, 0); T, S, n_h, q_h of the readings before the start:

    q    = sum (p_i - p_{i-1})^2 / (t_i - t_{i-1})        n = steps - (1 - Z0) (steps without change)
    line = least-squares line through all points, at t_m (three points or more; else p_m)
    k    = K + t_m + W T                                  pace  = (K M0 + p_m + W S) / k
    k0   = K + t_m                                        pace0 = (K M0 + p_m) / k0
    a    = A0 + (n + WV n_h) / 2
    b    = B0 + (max(0, q + K M0^2 - k0 pace0^2) + WV max(0, q_h - S^2 / T)) / 2

and at elapsed u, with tau = u - t_m, a Student-t distribution with 2a degrees of freedom around

    middle = p_m + LAM (line - p_m) + PHI pace tau        spread = sqrt(b/a (tau^G + C tau^2 / k))
"""

from dataclasses import dataclass, fields

import numpy as np

from .fitted import ALONE, WITH_HISTORY, Constants
from .series import Floats, Ragged, Truths, nothing
from .special import stdtr, stdtrit

NAMES = tuple(field.name for field in fields(Constants))


@dataclass(frozen=True)
class Outlook:
    """Where many key results are heading, in progress; every field is (rows,)."""

    since: Floats  # t_m, when the last check-in was made
    last: Floats  # p_m
    level: Floats  # p_m drawn towards the line
    pace: Floats  # what goes on, in ways per period
    noise: Floats  # b/a
    freedom: Floats  # 2a
    weight: Floats  # k
    spreading: Floats  # G
    unsure_pace: Floats  # C

    @classmethod
    def joined(cls, parts: "list[Outlook]") -> "Outlook":
        return cls(**{name: np.concatenate([getattr(part, name) for part in parts]) for name in OUTLOOK})

    def middle(self, elapsed: Floats) -> Floats:
        """The middle of what may come at elapsed, (rows,) or (…, rows)."""
        ahead = np.maximum(elapsed - self.since, 0)
        return np.where(ahead > 0, self.level + self.pace * ahead, self.last)

    def spread(self, elapsed: Floats) -> Floats:
        """How far apart it may come, as the scale of a Student-t; 0 where nothing is left to come."""
        ahead = np.maximum(elapsed - self.since, 0)
        grown: Floats = np.sqrt(self.noise * (ahead**self.spreading + self.unsure_pace * ahead**2 / self.weight))
        return grown

    def reach(self, share: float) -> Floats:
        """How many spreads to either side of the middle that share of the outcomes lies (rows,)."""
        reach: Floats = stdtrit(self.freedom, (1 + share) / 2)
        return reach

    def chance_above(self, mark: Floats | float, width: Floats | float = 1.0) -> Floats:
        """The probability (rows,) to stand at the mark or above it at the due date. At the due date it is 0 or 1."""
        due = np.ones_like(self.since)
        gap, spread = self.middle(due) - mark, width * self.spread(due)
        open_ = spread > 0
        chance: Floats = stdtr(self.freedom, gap / np.where(open_, spread, 1.0))
        return np.where(open_, chance, (gap >= 0).astype(np.float64))


OUTLOOK = tuple(field.name for field in fields(Outlook))


def outlook(so_far: Ragged, before: Ragged | None = None, held: Truths | None = None) -> Outlook:
    """Where key results are heading.

    so_far: check-ins of each row, the first of them the start (0, 0). before: the last readings of the same metric up
    to the start (at most 26 steps), in the same shares; rows without any may be empty. held (rows,): true where a
    bound is to be held, so that nothing is expected to move.
    """
    before = before if before is not None else nothing(so_far.count)
    had = before.lengths > 1
    fitted = {name: np.where(had, getattr(WITH_HISTORY, name), getattr(ALONE, name)) for name in NAMES}
    if held is not None:
        fitted["prior_pace"] = np.where(held, 0.0, fitted["prior_pace"])
    return _outlook(so_far, _History.of(before, had), fitted)


def _outlook(so_far: Ragged, past: "_History", of: dict[str, Floats]) -> Outlook:
    since, last, steps = so_far.elapsed[so_far.last], so_far.share[so_far.last], so_far.steps
    moved = last - so_far.share[so_far.first]
    prior = of["prior_weight"] * of["prior_pace"]
    alone = of["prior_weight"] + since
    weight = alone + of["history_weight"] * past.duration
    pace = (prior + moved + of["history_weight"] * past.change) / weight
    told = steps.count - (1 - of["still_step"]) * steps.still + of["history_noise"] * past.steps
    around = np.maximum(0, steps.roughness + prior * of["prior_pace"] - (prior + moved) ** 2 / alone)
    shape = of["prior_steps"] + told / 2
    scale = of["prior_noise"] + (around + of["history_noise"] * past.noise) / 2
    level = last + of["line_weight"] * (line_at_end(so_far) - last)
    return Outlook(
        since,
        last,
        level,
        of["carried_on"] * pace,
        scale / shape,
        2 * shape,
        weight,
        of["spreading"],
        of["unsure_pace"],
    )


def line_at_end(so_far: Ragged) -> Floats:
    """The least-squares line through all points of a row, at its last (rows,); with fewer than three, the last value."""
    count = so_far.lengths.astype(np.float64)
    middle_t, middle_p = so_far.total(so_far.elapsed) / count, so_far.total(so_far.share) / count
    off_t, off_p = so_far.elapsed - middle_t[so_far.row], so_far.share - middle_p[so_far.row]
    wide = so_far.total(off_t**2)
    slope = so_far.total(off_t * off_p) / np.where(wide > 0, wide, 1.0)
    line = middle_p + slope * (so_far.elapsed[so_far.last] - middle_t)
    return np.where(count >= 3, line, so_far.share[so_far.last])


@dataclass(frozen=True)
class _History:
    duration: Floats
    change: Floats
    steps: Floats
    noise: Floats

    @classmethod
    def of(cls, before: Ragged, had: Truths) -> "_History":
        if not len(before.elapsed):
            nothing = np.zeros(before.count)
            return cls(nothing, nothing, nothing, nothing)
        ends, starts = before.last, before.first
        duration = np.where(had, before.elapsed[ends] - before.elapsed[starts], 0.0)
        change = np.where(had, before.share[ends] - before.share[starts], 0.0)
        noise = np.maximum(0, before.steps.roughness - change**2 / np.where(had, duration, 1.0))
        return cls(duration, change, before.steps.count, np.where(had, noise, 0.0))
