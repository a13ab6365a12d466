"""How an organisation's forecasts did: said against happened, beside the naive rule of progress over elapsed time."""

from collections.abc import Sequence
from dataclasses import dataclass

BINS = 5
FEWEST = 5
# What a chance of exactly 0.7 loses in binary.
ALMOST = 1e-9
NAIVE_ON_TRACK, NAIVE_OFF_TRACK = 0.7, 0.3
# What came of real series that the naive rule calls on track, at risk, off track: the best it can be read as.
NAIVE_CHANCES = (0.78, 0.38, 0.17)


@dataclass(frozen=True)
class Told:
    """What was said of a key result that is over. chance: 0 to 1; progress, elapsed: shares at that moment."""

    chance: float
    reached: bool
    progress: float | None = None
    elapsed: float | None = None


@dataclass(frozen=True)
class Bin:
    """Key results of which about the same was said: `said` and `came` are shares, `count` how many there are."""

    lowest: float
    highest: float
    count: int
    said: float
    came: float


@dataclass(frozen=True)
class Score:
    """brier: 0 is perfect, 0.25 is saying 50 % always. naive: that of the naive rule on the same key results.

    Each is None while there is nothing to judge. apart: how far said and happened lie apart on average.
    """

    count: int
    reached: int
    brier: float | None
    naive: float | None
    apart: float | None
    bins: tuple[Bin, ...]

    @property
    def is_telling(self) -> bool:
        """Whether there are enough key results for the figures to mean anything."""
        return self.count >= FEWEST

    @property
    def skill(self) -> float | None:
        """How much of the naive rule's error is gone: 0.2 is a fifth of it; below 0 the naive rule did better."""
        if self.brier is None or not self.naive:
            return None
        return 1 - self.brier / self.naive


def score(told: Sequence[Told], bins_asked: int = BINS) -> Score:
    """The score of what was said, in so many equal bins of the chance. The naive rule is judged where all tell their
    progress and elapsed time."""
    bins = _bins(told, bins_asked)
    known = [one for one in told if naive_chance(one) is not None]
    return Score(
        count=len(told),
        reached=sum(one.reached for one in told),
        brier=_brier([(one.chance, one.reached) for one in told]),
        naive=_brier([(naive_chance(one) or 0.0, one.reached) for one in known]) if len(known) == len(told) else None,
        apart=sum(one.count * abs(one.said - one.came) for one in bins) / len(told) if told else None,
        bins=bins,
    )


def naive_chance(one: Told) -> float | None:
    """What progress over elapsed time says: on track from 0.7, off track below 0.3; None where it is not known."""
    if one.progress is None or not one.elapsed or one.elapsed < 0:
        return None
    ratio = one.progress / one.elapsed
    if ratio >= NAIVE_ON_TRACK:
        return NAIVE_CHANCES[0]
    return NAIVE_CHANCES[2] if ratio < NAIVE_OFF_TRACK else NAIVE_CHANCES[1]


def _brier(said: Sequence[tuple[float, bool]]) -> float | None:
    return sum((chance - reached) ** 2 for chance, reached in said) / len(said) if said else None


def _bins(told: Sequence[Told], count: int) -> tuple[Bin, ...]:
    """Equal parts of the chance, those without any key result left out."""
    held: dict[int, list[Told]] = {}
    for one in told:
        held.setdefault(min(int(one.chance * count + ALMOST), count - 1), []).append(one)
    return tuple(
        Bin(
            place / count,
            (place + 1) / count,
            len(those),
            sum(one.chance for one in those) / len(those),
            sum(one.reached for one in those) / len(those),
        )
        for place, those in sorted(held.items())
    )
