"""Putting options in order: dots, scores, ranks. Never adopts: the first becomes a proposal, and still needs a rule.

"None of these" is an option like the others; whoever offers options offers it with them.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction


def by_dots(ballots: Sequence[Mapping[str, int]], *, budget: int, most: int) -> dict[str, int]:
    """Dots of each option, most first, then by name. Each has a budget, and at most so many for one option.

    Raises ValueError for a ballot that spends more, or less than nothing.
    """
    for spent in ballots:
        if sum(spent.values()) > budget or any(not 0 <= dots <= most for dots in spent.values()):
            raise ValueError(f"more than {budget} dots, or not 0 to {most} for one: {dict(spent)}")
    dots: Counter[str] = Counter()
    for spent in ballots:
        dots.update(spent)
    return dict(sorted(dots.items(), key=lambda one: (-one[1], one[0])))


@dataclass(frozen=True, slots=True)
class Scored:
    """low: how many gave less than half of the scale."""

    option: str
    mean: Fraction
    median: Fraction
    low: int


def by_score(ballots: Sequence[Mapping[str, int]], *, most: int) -> list[Scored]:
    """Options by mean, then median, then fewer low scores, then name. Raises ValueError for a score not 0 to most."""
    given: dict[str, list[int]] = {}
    for scores in ballots:
        for option, score in scores.items():
            if not 0 <= score <= most:
                raise ValueError(f"{score} is not 0 to {most}")
            given.setdefault(option, []).append(score)
    scored = [_scored(option, sorted(scores), most) for option, scores in given.items()]
    return sorted(scored, key=lambda one: (-one.mean, -one.median, one.low, one.option))


def _scored(option: str, scores: list[int], most: int) -> Scored:
    whole = len(scores)
    median = Fraction(scores[(whole - 1) // 2] + scores[whole // 2], 2)
    return Scored(option, Fraction(sum(scores), whole), median, sum(2 * score < most for score in scores))


@dataclass(frozen=True, slots=True)
class Ranked:
    """winner: None where nobody ranked anything, or where lots must be drawn between `tied`. rounds: first places, round by round."""

    winner: str | None
    rounds: tuple[Mapping[str, int], ...] = ()
    tied: frozenset[str] = frozenset()


def by_rank(ballots: Sequence[Sequence[str]], options: Sequence[str], lots: Sequence[str] = ()) -> Ranked:
    """Instant run-off: while none is first on more than half, the last is left out and its ballots go on.

    Several last ones go together where even all their votes would not overtake the next. Otherwise lots decide: the
    facilitator draws them with a published seed and passes the options in the order in which they are left out.
    """
    left, rounds = set(options), []
    while True:
        first = _first_places(ballots, left)
        rounds.append(first)
        leader = max(first, key=lambda option: first[option], default=None)
        if leader is None or not any(first.values()):
            return Ranked(None, tuple(rounds))
        if 2 * first[leader] > sum(first.values()):
            return Ranked(leader, tuple(rounds))
        out = _last(first, lots)
        if not out:
            fewest = min(first.values())
            return Ranked(None, tuple(rounds), frozenset(one for one in first if first[one] == fewest))
        left -= out


def _first_places(ballots: Sequence[Sequence[str]], left: set[str]) -> dict[str, int]:
    first = dict.fromkeys(sorted(left), 0)
    for ballot in ballots:
        option = next((one for one in ballot if one in left), None)
        if option is not None:
            first[option] += 1
    return first


def _last(first: Mapping[str, int], lots: Sequence[str]) -> set[str]:
    """Who is left out now; nobody where lots must be drawn first."""
    fewest = min(first.values())
    tied = {one for one in first if first[one] == fewest}
    above = [votes for votes in first.values() if votes > fewest]
    if len(tied) == 1 or (above and fewest * len(tied) < min(above)):
        return tied
    return set([one for one in lots if one in tied][:1])
