"""What an organisation's closed key results teach its next forecasts."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .series import Floats
from .special import expit, logit

FIRST_WIDTH, NARROWEST, WIDEST = 1.0, 0.3, 4.0
WIDENING = 0.08
MISSES_MEANT = 0.2
CAUTION = 4.0
USUAL_RATE = 0.46  # how often a key result is reached before anything is known of the organisation
USUAL_TRUST = 1.0  # what one's own confidence counts for, likewise
NEVER_SURE = 1e-6
MIDDLE_CONFIDENCE = 5
MOST_ROUNDS = 40


@dataclass(frozen=True)
class Lessons:
    """What was learned: shift (alpha, in logits), width (w), trust in the owner's confidence (beta), base rate."""

    shift: float = 0.0
    width: float = FIRST_WIDTH
    trust: float = USUAL_TRUST
    base_rate: float = USUAL_RATE


NONE = Lessons()


@dataclass(frozen=True)
class Closed:
    """A key result that is over: what the method alone said (before shift and confidence), and what came.

    chance None: nothing was forecast. inside: whether the outcome fell into the 80 % fan; None where there was none.
    confidence: the owner's own, 0 to 10, where it was given.
    """

    reached: bool
    chance: float | None = None
    inside: bool | None = None
    confidence: int | None = None


def learned(closed: Sequence[Closed]) -> Lessons:
    """What key results teach, in the order in which they were closed."""
    told = [(one.chance, one.reached, one.confidence) for one in closed if one.chance is not None]
    chances = np.array([chance for chance, _, _ in told])
    reached = np.array([float(reached) for _, reached, _ in told])
    shift = shift_of(chances, reached)
    sure = [(adjusted(chance, shift), reached, sure) for chance, reached, sure in told if sure is not None]
    return Lessons(
        shift=shift,
        width=width_of([one.inside for one in closed if one.inside is not None]),
        trust=trust_of(sure),
        base_rate=base_rate_of([one.reached for one in closed]),
    )


def shift_of(chances: Floats, reached: Floats) -> float:
    """alpha: how much more (or less) comes about than was said, in logits; drawn to 0 while little is known."""
    return float(np.sum(reached - chances) / (np.sum(chances * (1 - chances)) + CAUTION))


def width_of(inside: Sequence[bool]) -> float:
    """w: how much wider (or narrower) than the method's own the fan has to be, so that it holds 8 of 10 outcomes."""
    width = FIRST_WIDTH
    for held in inside:
        width = widened(width, missed=not held)
    return width


def widened(width: float, *, missed: bool) -> float:
    """The width after one more outcome: more after one outside the fan, a little less after one inside."""
    return float(np.clip(width * np.exp(WIDENING * (missed - MISSES_MEANT)), NARROWEST, WIDEST))


def base_rate_of(reached: Sequence[bool]) -> float:
    """How often key results are reached here, drawn to what is usual while few are closed."""
    return (CAUTION * USUAL_RATE + sum(reached)) / (CAUTION + len(reached))


def trust_of(sure: Sequence[tuple[float, bool, int]]) -> float:
    """beta of (chance, reached, confidence): what the owners' confidence adds to the chance, by ridge towards 1.

    Newton's method on a strictly concave likelihood. Never below 0: confidence is not turned into its opposite.
    """
    if not sure:
        return USUAL_TRUST
    base = logit(np.clip([chance for chance, _, _ in sure], NEVER_SURE, 1 - NEVER_SURE))
    lean = np.array([leaning(confidence) for _, _, confidence in sure])
    came = np.array([float(reached) for _, reached, _ in sure])
    trust = USUAL_TRUST
    for _round in range(MOST_ROUNDS):
        said = expit(base + trust * lean)
        slope = np.sum((came - said) * lean) - CAUTION * (trust - USUAL_TRUST)
        trust += float(slope / (np.sum(said * (1 - said) * lean**2) + CAUTION))
    return max(0.0, trust)


def leaning(confidence: int) -> float:
    """A confidence of 0 to 10 as -1 to 1. Raises ValueError for any other."""
    if not 0 <= confidence <= 2 * MIDDLE_CONFIDENCE:
        raise ValueError(f"confidence {confidence} is not between 0 and 10")
    return (confidence - MIDDLE_CONFIDENCE) / MIDDLE_CONFIDENCE


def adjusted(chance: float, by: float) -> float:
    """A chance moved in logits; certain it never becomes by that."""
    if by == 0:
        return chance
    return float(expit(logit(min(max(chance, NEVER_SURE), 1 - NEVER_SURE)) + by))
