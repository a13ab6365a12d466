"""The fitted constants of the method: facts about how thousands of public series went on, not the series themselves."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Constants:
    """The letters stand in the formulas of `pace`. Shares of the way and of the time; no unit otherwise."""

    prior_pace: float  # M0: the pace expected before anything is known, in ways per period
    prior_weight: float  # K: how long that expectation counts for as much as what was seen
    prior_steps: float  # A0
    prior_noise: float  # B0
    carried_on: float  # PHI: how much of the pace goes on
    spreading: float  # G: how uncertainty grows with time
    line_weight: float  # LAM: how far the line is trusted over the last value
    unsure_pace: float  # C
    history_weight: float = 0.0  # W
    history_noise: float = 0.0  # WV
    still_step: float = 0.2  # Z0: what a step without any change tells of the noise


ALONE = Constants(0.65, 0.68, 0.24, 0.09, 1.12, 0.97, 0.37, 0.84)
WITH_HISTORY = Constants(0.60, 0.46, 0.47, 0.11, 0.91, 1.0, 0.36, 0.56, 0.23, 0.03)


@dataclass(frozen=True)
class Pool:
    """Weights of the three readings of `pool`; those named …_back count for every step in one that went back."""

    pace: float
    pace_back: float
    stretches: float
    stretches_back: float
    level: float
    level_back: float
    back: float
    constant: float


@dataclass(frozen=True)
class Stretches:
    """Which earlier stretches are looked at, as shares of the time left, and how they count."""

    shares: tuple[float, ...] = (0.1, 0.4, 1.0)
    fading: float = 1.0  # a stretch that ended one period earlier counts 1/e
    prior: float = 0.5  # the chance by the pace counts as that many stretches of each share
    nearly: float = 0.1  # a pace within a tenth of what is needed counts in part
    surest: float = 0.01


POOL_ALONE = Pool(0.540, 0.200, 0.419, -0.435, 0.0, 0.0, -1.004, 0.137)
POOL_WITH_HISTORY = Pool(0.493, -0.709, 0.572, 0.467, 0.068, 0.731, -0.018, -0.109)
STRETCHES = Stretches()
LEAST_DEVIATION = 0.05  # of the level, in ways: a series that never moved has none

FAN_WIDTH = 1.05  # the method's own 80 % fan held 79 % at half time and later
LEAN = 0.5  # how far the fan follows the pool away from the pace, in spreads a logit
MOST_LEAN = 0.5  # the fan follows the pooled chance by at most half its spread: beyond that it holds too few outcomes
