"""The forecast of a key result: chance, state, fan. One at a time or many in one go, the same to the last bit."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from .aims import Aim, Bet, bets
from .colours import State, state_of
from .lessons import NONE, Lessons, adjusted, leaning
from .pool import Judgement, judged
from .saying import Saying
from .series import MOST_BEFORE, Floats, Points, in_order, ragged

Basis = Literal["numbers", "base_rate", "confidence", "done"]

FAN_STEPS = 12
FEWEST_CHECK_INS = 2


@dataclass(frozen=True)
class KeyResultSoFar:
    """All a forecast needs to know of a key result; values in the metric's own unit.

    check_ins: (elapsed, value), elapsed a share of the time from start (0) to due (1); the start itself needs none.
    before: readings of the same metric up to the start, elapsed 0 or negative. confidence: the owner's own, 0 to 10,
    None where it was not moved. missed: a check-in is overdue. done: of a milestone. push: what somebody expects to come
    on top of the pace so far by the due date, for "what would be, if".
    """

    aim: Aim
    check_ins: Points = ()
    before: Points = ()
    confidence: int | None = None
    missed: bool = False
    done: bool = False
    push: float = 0.0


@dataclass(frozen=True)
class FanPoint:
    """What values are likely at elapsed: half of the outcomes between low50 and high50, 8 in 10 between low80 and high80."""

    elapsed: float
    low80: float
    low50: float
    middle: float
    high50: float
    high80: float


@dataclass(frozen=True)
class Forecast:
    """What can be said. basis: from the numbers, or (before two check-ins) from the base rate or the owner's confidence.

    alone: what the method said before the organisation's lessons and the owner's confidence; keep it, lessons are
    learned from it. fan: from the last check-in to the due date; empty where the basis is not the numbers.
    """

    chance: float
    state: State
    basis: Basis
    alone: float | None = None
    fan: tuple[FanPoint, ...] = ()
    saying: Saying = field(default_factory=Saying)

    def inside(self, outcome: float) -> bool | None:
        """Whether an outcome falls into the 80 % fan at the due date; None without a fan."""
        return self.fan[-1].low80 <= outcome <= self.fan[-1].high80 if self.fan else None


def elapsed_share(seconds: float, whole: float) -> float:
    """How much of the time is over. seconds since the start; whole: from start to due, also in seconds.

    Raises ValueError where the due date is not after the start.
    """
    if whole <= 0:
        raise ValueError(f"due {whole} seconds after the start")
    return seconds / whole


def forecast(so_far: KeyResultSoFar, lessons: Lessons = NONE) -> Forecast:
    """The forecast of one key result."""
    return forecasts([so_far], lessons)[0]


def forecasts(all_so_far: Iterable[KeyResultSoFar], lessons: Lessons = NONE) -> list[Forecast]:
    """The forecasts of many key results of one organisation, in their order."""
    cases = [_Case.of(so_far) for so_far in all_so_far]
    rows = [(case, bet) for case in cases for bet in case.bets]
    outcome = _reckoned(rows, lessons.width) if rows else None
    first, made = 0, []
    for case in cases:
        made.append(case.forecast(outcome, first, lessons))
        first += len(case.bets)
    return made


@dataclass(frozen=True)
class _Reckoned:
    """Of every bet: the chance to come to its line (rows,), elapsed (steps, rows) and the fan there (levels, steps, rows)."""

    chance: Floats
    elapsed: Floats
    fan: Floats


def _reckoned(rows: "list[tuple[_Case, Bet]]", width: float) -> _Reckoned:
    so_far = ragged(bet.scale.points(case.points) for case, bet in rows)
    before = ragged(bet.scale.points(case.before) for case, bet in rows)
    # Whatever comes on top brings the mark that much nearer.
    marks = np.array([case.aim.mark - case.so_far.push / bet.scale.span for case, bet in rows])
    held = np.array([bet.held for _, bet in rows])
    said = judged(so_far, before, marks, held, width)
    return _Reckoned(said.chance, *_fan(said))


def _fan(said: Judgement) -> tuple[Floats, Floats]:
    # Closer at the beginning: there the fan opens fastest.
    along = (np.arange(FAN_STEPS + 1) / FAN_STEPS) ** 2
    since = said.outlook.since
    elapsed = since + along[:, None] * (1 - since)
    elapsed[-1] = 1.0
    (low80, high80), (low50, high50) = said.band(0.8, elapsed), said.band(0.5, elapsed)
    return elapsed, np.stack([low80, low50, said.middle(elapsed), high50, high80])


@dataclass(frozen=True)
class _Case:
    """A key result laid out for the method: points from its start, readings before it, its bets."""

    so_far: KeyResultSoFar
    points: Points
    before: Points
    bets: tuple[Bet, ...]

    @classmethod
    def of(cls, so_far: KeyResultSoFar) -> "_Case":
        made = [point for point in in_order(so_far.check_ins, earliest=0, latest=1) if point[0] > 0]
        before = in_order(so_far.before, earliest=-float("inf"), latest=0)[-MOST_BEFORE - 1 :]
        enough = len(made) >= FEWEST_CHECK_INS or any(elapsed >= 1 for elapsed, _ in made)
        points = [(0.0, so_far.aim.baseline), *made]
        return cls(so_far, points, before, bets(so_far.aim, [*before, *points]) if enough else ())

    @property
    def aim(self) -> Aim:
        return self.so_far.aim

    def forecast(self, outcome: _Reckoned | None, first: int, lessons: Lessons) -> Forecast:
        if outcome is None or not self.bets:
            return self._without_numbers(lessons)
        chances = [float(one) for one in outcome.chance[first : first + len(self.bets)]]
        bad = sum(chance if bet.held else 1 - chance for bet, chance in zip(self.bets, chances, strict=True))
        alone = min(1.0, max(0.0, 1 - bad))
        if len(self.bets) == 1 and not self.bets[0].held:
            alone = chances[0]
        fan = self._fan(outcome, first)
        return self._said(self._with_lessons(alone, lessons), "numbers", alone, fan)

    def _with_lessons(self, alone: float, lessons: Lessons) -> float:
        if self.points[-1][0] >= 1:
            return alone
        sure = self.so_far.confidence
        return adjusted(alone, lessons.shift + (0.0 if sure is None else lessons.trust * leaning(sure)))

    def _without_numbers(self, lessons: Lessons) -> Forecast:
        if self.so_far.done:
            return self._said(1.0, "done")
        sure = self.so_far.confidence
        if sure is None:
            return self._said(lessons.base_rate, "base_rate")
        return self._said(adjusted(lessons.base_rate, lessons.trust * leaning(sure)), "confidence")

    def _said(
        self, chance: float, basis: Basis, alone: float | None = None, fan: tuple[FanPoint, ...] = ()
    ) -> Forecast:
        end = (fan[-1].low80, fan[-1].middle, fan[-1].high80) if fan else None
        saying = Saying.of(chance, self.aim, self.points, end)
        return Forecast(chance, state_of(chance, missed=self.so_far.missed and chance < 1), basis, alone, fan, saying)

    def _fan(self, outcome: _Reckoned, row: int) -> tuple[FanPoint, ...]:
        bet, (lowest, highest) = self.bets[0], self.aim.limits(tuple(value for _, value in self.points))
        since = outcome.elapsed[0, row]
        gone = (outcome.elapsed[:, row] - since) / (1 - since) if since < 1 else np.zeros(FAN_STEPS + 1)
        values = bet.scale.origin + bet.scale.span * outcome.fan[:, :, row] + self.so_far.push * gone
        clipped = np.clip(values if bet.upwards else values[::-1], lowest, highest)
        return tuple(
            FanPoint(float(at), *(float(value) for value in levels))
            for at, levels in zip(outcome.elapsed[:, row], clipped.T, strict=True)
        )
