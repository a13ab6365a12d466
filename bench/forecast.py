"""How well the chance of key results is told, beside the calibrated rule of progress over elapsed time.

    python bench/forecast.py --fit A.npz --judge B.npz          one JSON object

Forecasts at 25, 50 and 75 % of the time. The linear rule's calibration (isotonic) is fitted on A; everything is judged
on B. Skill is 1 - Brier / Brier of that rule, with the interval that holds 95 % of 1,000 drawings of groups of series.
For each window alone, with its history, with history and learning: there the key results of an organisation (a source)
close ten at a time in one drawn order, and each is forecast with what those closed before it teach. The same three
stand under `bare_pace` for the shrunk pace without the pool.
"""

import json
import os
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

for _threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_threads] = "1"
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np  # noqa: E402
from windows import STAGES, Windows, read  # noqa: E402

from goldthread.measures.forecasting.lessons import (  # noqa: E402
    CAUTION,
    FIRST_WIDTH,
    MISSES_MEANT,
    NARROWEST,
    NEVER_SURE,
    WIDENING,
    WIDEST,
)
from goldthread.measures.forecasting.pace import outlook  # noqa: E402
from goldthread.measures.forecasting.pool import judged  # noqa: E402
from goldthread.measures.forecasting.series import Ragged  # noqa: E402
from goldthread.measures.forecasting.special import expit, logit  # noqa: E402

SEED = 20261122
DRAWINGS = 1000
BINS = 10
CLOSED_AT_ONCE = 10
MANY = 100_000
HALF = STAGES.index(0.5)


@dataclass(frozen=True)
class Told:
    """What was said of some windows: chance, and the 80 % fan at the due date in progress; (rows,) each."""

    chance: np.ndarray
    low: np.ndarray
    high: np.ndarray


Method = Callable[[Ragged, Ragged | None, np.ndarray, np.ndarray | float], Told]


def pooled(so_far: Ragged, before: Ragged | None, mark: np.ndarray, width: np.ndarray | float = 1.0) -> Told:
    said, due = judged(so_far, before, mark, width=width), np.ones(so_far.count)
    return Told(said.chance, *said.band(0.8, due))


def bare_pace(so_far: Ragged, before: Ragged | None, mark: np.ndarray, width: np.ndarray | float = 1.0) -> Told:
    ahead, due = outlook(so_far, before), np.ones(so_far.count)
    reach = ahead.reach(0.8) * width * ahead.spread(due)
    return Told(ahead.chance_above(1.0, width), ahead.middle(due) - reach, ahead.middle(due) + reach)


def main() -> None:
    options = ArgumentParser(description="How well the chance of key results is told.")
    options.add_argument("--fit", type=Path, required=True)
    options.add_argument("--judge", type=Path, required=True)
    options.add_argument("--many", type=int, default=MANY, help="how many key results are timed; told for 100,000")
    chosen = options.parse_args()
    print(json.dumps(judgement(read(chosen.fit), read(chosen.judge), chosen.many), indent=1))


def judgement(fit: Windows, judge: Windows, many: int = MANY) -> dict:
    if not judge.count or not fit.count:
        raise SystemExit("a file without a window that can be judged")
    linear = Isotonic(ratios(fit), np.tile(fit.reached, len(STAGES)))(ratios(judge)).reshape(len(STAGES), -1)
    said = {"windows": judge.count, "reached": _short(judge.reached.mean()), "linear": _linear(linear, judge)}
    said.update(_three(pooled, judge, linear, many))
    return {**said, "bare_pace": _three(bare_pace, judge, linear, many)}


def _three(method: Method, judge: Windows, linear: np.ndarray, many: int) -> dict:
    alone = [method(judge.so_far(stage), None, judge.mark, 1.0) for stage in STAGES]
    history = [method(judge.so_far(stage), judge.before, judge.mark, 1.0) for stage in STAGES]
    times = [_seconds(method, judge, many, with_history) for with_history in (False, True)]
    return {
        "window_alone": _scores(alone, judge, linear) | {"seconds_for_100000": times[0]},
        "with_history": _scores(history, judge, linear) | {"seconds_for_100000": times[1]},
        "with_history_and_learning": _scores(_taught(method, judge), judge, linear)
        | {"seconds_for_100000": _seconds(method, judge, many, learning=True)},
    }


# Learning -------------------------------------------------------------------------------------------------------------


def _taught(method: Method, judge: Windows) -> list[Told]:
    """Forecasts as each organisation would have made them, with the lessons of its key results closed before."""
    rounds = _rounds(judge)
    told = [Told(*(np.zeros(judge.count) for _ in range(3))) for _ in STAGES]
    lessons = _Lessons(int(judge.organisation.max()) + 1)
    for number in range(int(rounds.max()) + 1):
        rows = np.nonzero(rounds == number)[0]
        who, part = judge.organisation[rows], judge.rows(rows)
        for at, stage in enumerate(STAGES):
            said = method(part.so_far(stage), part.before, part.mark, lessons.width[who])
            told[at].chance[rows] = shifted(said.chance, lessons.shift[who])
            told[at].low[rows], told[at].high[rows] = said.low, said.high
            if at == HALF:
                half = said
        lessons.take(who, half, part)
    return told


def _rounds(judge: Windows) -> np.ndarray:
    """When each window closes: ten at a time in its organisation, in one drawn order."""
    order = np.random.default_rng(SEED).permutation(judge.count)
    rounds = np.zeros(judge.count, int)
    for one in np.unique(judge.organisation):
        mine = order[judge.organisation[order] == one]
        rounds[mine] = np.arange(len(mine)) // CLOSED_AT_ONCE
    return rounds


class _Lessons:
    """The lessons of many organisations side by side; the same sums as `lessons.shift_of` and `lessons.width_of`."""

    def __init__(self, organisations: int) -> None:
        self.surplus, self.open = np.zeros(organisations), np.zeros(organisations)
        self.width = np.full(organisations, FIRST_WIDTH)

    @property
    def shift(self) -> np.ndarray:
        return self.surplus / (self.open + CAUTION)

    def take(self, who: np.ndarray, half: Told, part: Windows) -> None:
        np.add.at(self.surplus, who, part.reached - half.chance)
        np.add.at(self.open, who, half.chance * (1 - half.chance))
        missed = (part.end < half.low) | (part.end > half.high)
        for one, out in zip(who, missed, strict=True):
            self.width[one] = np.clip(self.width[one] * np.exp(WIDENING * (out - MISSES_MEANT)), NARROWEST, WIDEST)


def shifted(chance: np.ndarray, shift: np.ndarray) -> np.ndarray:
    return expit(logit(np.clip(chance, NEVER_SURE, 1 - NEVER_SURE)) + shift)


# Judging --------------------------------------------------------------------------------------------------------------


class Isotonic:
    """The rising step function nearest to yes and no over a rule's number, by pooling adjacent violators."""

    def __init__(self, number: np.ndarray, came: np.ndarray) -> None:
        self.number, place = np.unique(number, return_inverse=True)
        count = np.bincount(place).astype(float)
        blocks: list[tuple[float, float, int]] = []
        for share, weight in zip(np.bincount(place, came) / count, count, strict=True):
            block = (share, weight, 1)
            while blocks and blocks[-1][0] >= block[0]:
                mean, other, length = blocks.pop()
                whole = other + block[1]
                block = ((mean * other + block[0] * block[1]) / whole, whole, length + block[2])
            blocks.append(block)
        self.share = np.repeat([block[0] for block in blocks], [block[2] for block in blocks])

    def __call__(self, number: np.ndarray) -> np.ndarray:
        return np.interp(number, self.number, self.share)


def ratios(windows: Windows) -> np.ndarray:
    """Progress over elapsed time at every stage, one stage after the other: the rule everybody uses."""
    so_far = [windows.so_far(stage) for stage in STAGES]
    return np.concatenate([one.share[one.last] / stage for one, stage in zip(so_far, STAGES, strict=True)])


def _linear(linear: np.ndarray, judge: Windows) -> dict:
    return {"brier": _short(((linear - judge.reached) ** 2).mean()), "ece": _short(calibration_error(linear, judge))}


def _scores(told: list[Told], judge: Windows, linear: np.ndarray) -> dict:
    chance = np.stack([one.chance for one in told])
    wrong, naive = ((chance - judge.reached) ** 2).mean(0), ((linear - judge.reached) ** 2).mean(0)
    held = [((judge.end >= one.low) & (judge.end <= one.high)).mean() for one in told]
    stood_low, missed = chance[HALF] < 0.5, judge.reached == 0
    return {
        "brier": _short(wrong.mean()),
        "skill": _short(1 - wrong.mean() / naive.mean()),
        "skill_interval": _interval(wrong, naive, judge.group),
        "ece": _short(calibration_error(chance, judge)),
        "coverage": {f"{stage:.0%}": _short(share) for stage, share in zip(STAGES, held, strict=True)},
        "missed_below_half_at_half_time": _share(stood_low, missed),
        "reached_below_half_at_half_time": _share(stood_low, ~missed),
        "alarms_that_were_false": _share(~missed, stood_low),
    }


def _interval(wrong: np.ndarray, naive: np.ndarray, group: np.ndarray) -> list[float]:
    sums = np.stack([np.bincount(group, each) for each in (wrong, naive)])
    drawn = np.random.default_rng(SEED).integers(0, sums.shape[1], (DRAWINGS, sums.shape[1]))
    skills = [1 - ours / theirs for ours, theirs in (sums[:, row].sum(1) for row in drawn) if theirs > 0]
    return [_short(value) for value in np.quantile(skills, (0.025, 0.975))] if skills else []


def calibration_error(chance: np.ndarray, judge: Windows) -> float:
    """How far said and happened lie apart, over ten bins of the chance, weighted by how much was said in each."""
    said, came = chance.ravel(), np.broadcast_to(judge.reached, chance.shape).ravel()
    place = np.minimum((said * BINS).astype(int), BINS - 1)
    return float(np.abs(np.bincount(place, said - came, BINS)).sum() / len(said))


def _seconds(method: Method, judge: Windows, count: int, with_history: bool = True, learning: bool = False) -> float:
    """Processor seconds for the chance and the 80 % fan of 100,000 key results at half time; the least of five."""
    many = judge.rows(np.resize(np.arange(judge.count), count))
    so_far, took = many.so_far(STAGES[HALF]), []
    for _round in range(5):
        fresh = Ragged(so_far.elapsed, so_far.share, so_far.lengths)
        before = Ragged(many.before.elapsed, many.before.share, many.before.lengths) if with_history else None
        began = time.process_time()
        said = method(fresh, before, many.mark, np.full(count, 1.1) if learning else 1.0)
        if learning:
            shifted(said.chance, np.full(count, 0.1))
        took.append(time.process_time() - began)
    return _short(min(took) * MANY / count)


def _share(of: np.ndarray, among: np.ndarray) -> float | None:
    return _short(of[among].mean()) if among.any() else None


def _short(value: float) -> float:
    return round(float(value), 4)


if __name__ == "__main__":
    main()
