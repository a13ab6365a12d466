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
