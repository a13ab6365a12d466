"""Three readings of the same numbers, pooled: the pace so far carried on, earlier stretches, and the usual level.

    pace       the chance by the shrunk pace (`pace`), in logits
    stretches  of all earlier stretches (one tenth, four tenths and the whole of the time that is left, later ones counting
               more), the share whose pace would be enough from now on; drawn to the first where there are few; in logits
    level      how far the mean of all readings stands above the mark, in their own deviations
    back       share of all steps that went away from the target

    logit P = (a0 + a1 back) pace + (b0 + b1 back) stretches + (c0 + c1 back) level + d back + e

No weight falls below 0, so that a nearer target is never less likely. Where the steps often turn back, the pace tells
little and the level much: that is what noise around a level looks like, and a smooth series does not.
"""

from dataclasses import dataclass

import numpy as np

from .fitted import FAN_WIDTH, LEAN, LEAST_DEVIATION, MOST_LEAN, POOL_ALONE, POOL_WITH_HISTORY, STRETCHES
from .pace import Outlook, outlook
from .series import Floats, Ragged, Truths, blocks, joined, nothing
from .special import expit, logit

NEARLY_SURE = 1e-4
TINY = 1e-9


@dataclass(frozen=True)
class Judgement:
    """What may come of many key results. chance (rows,): to stand at the mark or above it at the due date.

    lean (rows,): by how much the fan's middle at the due date follows the chance, in progress.
    """

    outlook: Outlook
    chance: Floats
    lean: Floats
    width: Floats

    @classmethod
    def joined(cls, parts: "list[Judgement]") -> "Judgement":
        chance, lean, width = (
            np.concatenate([getattr(part, name) for part in parts]) for name in ("chance", "lean", "width")
        )
        return cls(Outlook.joined([part.outlook for part in parts]), chance, lean, width)

    def middle(self, elapsed: Floats) -> Floats:
        """The progress that half of the outcomes stay below at elapsed, (rows,) or (…, rows)."""
        since = self.outlook.since
        gone = np.clip((elapsed - since) / np.maximum(1 - since, TINY), 0, 1)
        return self.outlook.middle(elapsed) + self.lean * gone

    def band(self, share: float, elapsed: Floats) -> tuple[Floats, Floats]:
        """Between which progress that share of the outcomes lies at elapsed, around the middle."""
        reach = self.outlook.reach(share) * self.width * FAN_WIDTH * self.outlook.spread(elapsed)
        middle = self.middle(elapsed)
        return middle - reach, middle + reach


@dataclass(frozen=True)
class Opinions:
    """What the pool is made of, (rows,) each."""

    pace: Floats
    stretches: Floats
    level: Floats
    back: Floats


def judged(
    so_far: Ragged,
    before: Ragged | None,
    mark: Floats | float = 1.0,
    held: Truths | None = None,
    width: Floats | float = 1.0,
) -> Judgement:
    """The chance and the fan of many key results. Arguments as for `pace.outlook`; mark: the progress that counts.

    width: what the organisation has learned of its fans (1: nothing). Where a bound is to be held the chance is that by
    the pace alone, and the fan does not lean: the pool was fitted to targets.
    """
    rows = so_far.count
    history = before if before is not None else nothing(rows)
    marks, widths = np.broadcast_to(mark, rows), np.broadcast_to(width, rows)
    holds = np.broadcast_to(False if held is None else held, rows)
    parts = [
        _judged(now, then, marks[block], holds[block], widths[block])
        for block, now, then in zip(blocks(rows), so_far.parted(), history.parted(), strict=True)
    ]
    return parts[0] if len(parts) == 1 else Judgement.joined(parts)


def _judged(so_far: Ragged, before: Ragged, mark: Floats, held: Truths, width: Floats) -> Judgement:
    ahead = outlook(so_far, before, held)
    by_pace = ahead.chance_above(mark, width)
    free = (ahead.since < 1) & ~held
    told = opinions(so_far, before, ahead, by_pace, mark)
    pooled = _pooled(told, before.lengths > 1)
    lean = width * ahead.spread(np.ones_like(ahead.since)) * np.clip(LEAN * (pooled - told.pace), -MOST_LEAN, MOST_LEAN)
    return Judgement(ahead, np.where(free, expit(pooled), by_pace), np.where(free, lean, 0.0), width)


def opinions(so_far: Ragged, before: Ragged, ahead: Outlook, by_pace: Floats, mark: Floats) -> Opinions:
    """The three readings, and how often steps went back, of all points before the start and since."""
    points = joined(before, so_far)
    enough = _stretches(points, ahead.since, mark - ahead.last, by_pace)
    pace = logit(np.clip(by_pace, NEARLY_SURE, 1 - NEARLY_SURE))
    back = points.back / np.maximum(points.lengths - 1, 1)
    return Opinions(pace, logit(np.clip(enough, STRETCHES.surest, 1 - STRETCHES.surest)), _level(points, mark), back)


def _pooled(of: Opinions, had: Truths) -> Floats:
    def weight(name: str) -> Floats:
        chosen: Floats = np.where(had, getattr(POOL_WITH_HISTORY, name), getattr(POOL_ALONE, name))
        return chosen

    total: Floats = weight("back") * of.back + weight("constant")
    for name in ("pace", "stretches", "level"):
        total = total + np.maximum(0, weight(name) + weight(f"{name}_back") * of.back) * getattr(of, name)
    return total


def _stretches(points: Ragged, since: Floats, rest: Floats, by_pace: Floats) -> Floats:
    """Which share of earlier stretches had a pace that would be enough from now on (rows,)."""
    left = np.maximum(1 - since, TINY)
    sought = rest / left
    usual_step = (points.elapsed[points.last] - points.elapsed[points.first]) / np.maximum(points.lengths - 1, 1)
    # What a stretch made beyond the pace sought is a difference of these, and so is what counts as nearly enough.
    beyond = points.share - sought[points.row] * points.elapsed
    nearly = (2 * STRETCHES.nearly * np.abs(sought) + TINY)[points.row] * points.elapsed
    recent = np.exp((points.elapsed - since[points.row]) / STRETCHES.fading)
    prior = STRETCHES.prior * len(STRETCHES.shares)
    enough: Floats = prior * by_pace
    all_: Floats = np.full(points.count, prior)
    for share in STRETCHES.shares:
        lag = np.maximum(1, np.rint(share * left / np.maximum(usual_step, TINY))).astype(np.intp)
        start = np.flatnonzero(points.left >= lag.take(points.row))
        row = points.row.take(start)
        end = start + lag.take(row)
        counts = (beyond.take(end) - beyond.take(start)) / (nearly.take(end) - nearly.take(start)) + 0.5
        counts = np.minimum(np.maximum(counts, 0, out=counts), 1, out=counts)
        weight = recent.take(end)
        enough += np.bincount(row, weight * counts, points.count)
        all_ += np.bincount(row, weight, points.count)
    found: Floats = enough / all_
    return found


def _level(points: Ragged, mark: Floats) -> Floats:
    count = np.maximum(points.lengths, 1)
    mean = points.total(points.share) / count
    deviation = np.sqrt(points.total((points.share - mean[points.row]) ** 2) / count)
    above: Floats = np.clip((mean - mark) / (deviation + LEAST_DEVIATION), -5, 5)
    return above
