"""What a change of words, numbers or dates takes away from a goal, and so from the goal above. No Django, no clock.

It finds what reads as less than before: whoever should get something of it is no longer named, a number is gone or
smaller, a measure is gone, a day is later. It weighs nothing and refuses nothing: a smaller promise may be the right one.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from .progress import Kind

_USER = re.compile(
    r"\b(?:users?|customers?|consumers?|clients?|patients?|people|members?|readers?|buyers?|visitors?|parents?|families|"
    r"nutzer\w*|anwender\w*|kund\w*|patient\w*|menschen|leute|mitglied\w*|leser\w*|käufer\w*|besucher\w*|familien)\b",
    re.IGNORECASE,
)
# A user goal may speak as the user does.
_I = re.compile(r"\b(?:I|my|me|ich|mir|mein\w*)\b")
_NUMBER = re.compile(r"(?<![\w.,])([€$£]?)\s?(\d[\d.,]*\d|\d)\s?(%|percent|prozent|[kmKM]\b)?", re.IGNORECASE)
_FALLING = re.compile(
    r"\b(?:cut|cuts|reduce\w*|lower\w*|fewer|less|below|under|at most|no more than|shorten\w*|halve\w*|"
    r"senk\w*|verring\w*|reduzier\w*|unter|weniger|höchstens|halbier\w*)\b",
    re.IGNORECASE,
)
# Words that make a promise softer, where they come in.
_SOFTER = re.compile(
    r"\b(?:some|somewhat|partly|partially|in part|mostly|up to|hopefully|maybe|perhaps|eventually|try(?:ing)? to|"
    r"attempt(?:ing)? to|(?:where|if|as far as) possible|explor(?:e|ing)|consider(?:ing)?|look into|work towards|contribute to|"
    r"einige\w?|manche\w?|etwas|teilweise|zum teil|bis zu|vielleicht|irgendwann|möglichst|(?:wo|wenn|soweit) möglich|"
    r"nach möglichkeit|versuch\w*|prüfen|erwägen|dazu beitragen|darauf hinarbeiten)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{4,}")
# Of so many letters, words are taken for the same: "cook" and "cooking".
_BEGINNING = 4
# They stand in any goal, and say nothing of it.
_COMMON = frozenset(
    "from with that this what which their your have will more than they them then when into over each also such some "
    "eine einen einer einem dass sich wird sind auch oder nicht mehr beim über unser unsere unseren ihre ihren".split()
)


@dataclass(frozen=True)
class Words:
    """What a goal says: its statement, how one knows that it is met, by when, and what its key results measure."""

    statement: str
    how_we_know: str = ""
    due: date | None = None
    metrics: tuple[str, ...] = ()


@dataclass(frozen=True)
class Number:
    """What a key result asks of its metric; `kind` as in progress.Kind."""

    name: str
    kind: str
    baseline: Decimal | None
    target: Decimal | None
    upto: Decimal | None = None
    due: date | None = None


@dataclass(frozen=True)
class Above:
    """A goal above: what it says, by when, and how many steps lead to it, this one counted."""

    statement: str
    due: date | None = None
    steps: int = 1


class Loss(NamedTuple):
    """One thing that is less than before: `kind` names it, `what` are the words or days of before and after, `left` is the
    share of what was said that is left, None where no share can be told; `above` the goal that feels it, if one does."""

    kind: str
    what: tuple[str, ...] = ()
    left: Fraction | None = None
    above: Above | None = None


def of_words(before: Words, after: Words, above: Sequence[Above] = ()) -> list[Loss]:
    """What other words take away, the gravest first. Nothing where nothing is less."""
    found = [*_other(before, after, above), *_user(before, after), *_numbers(before, after)]
    found += [*_softer(before, after), *_measures(before, after)]
    return [*found, *_dates(before.due, after.due, above)]


def of_number(
    before: Number, after: Number, above: Sequence[Above] = (), *, share: Fraction = Fraction(1)
) -> list[Loss]:
    """What other numbers of a key result take away. `share` says how much of its goal this key result is by weight.

    Raises ValueError for a share that is none.
    """
    if not 0 <= share <= 1:
        raise ValueError(f"not a share: {share}")
    found: list[Loss] = []
    left = way_left(before, after)
    if left is not None and left < 1:
        found.append(Loss("target_less", (str(before.target), str(after.target)), left))
        of_goal = 1 - share * (1 - max(left, Fraction(0)))
        found += [
            Loss("less_above", (one.statement, str(one.steps)), left_above(of_goal, one.steps), one) for one in above
        ]
    elif is_looser(before, after):
        found.append(Loss("bound_looser", (_bound(before), _bound(after))))
    return [*found, *_dates(before.due, after.due, above)]


def way_left(before: Number, after: Number) -> Fraction | None:
    """How much of the way that was said the new target still goes: 40 from 20 made 25 is a quarter of it; 1 and more is no loss.

    None for what should stay, and where no way was said or none is said any more.
    """
    moves = (Kind.INCREASE, Kind.DECREASE)
    if before.kind not in moves or after.kind not in moves or None in (before.baseline, before.target, after.target):
        return None
    way = Fraction(before.target) - Fraction(before.baseline)  # type: ignore[arg-type]
    return (Fraction(after.target) - Fraction(before.baseline)) / way if way else None  # type: ignore[arg-type]


def is_looser(before: Number, after: Number) -> bool:
    """Whether a bound to stay within lets more through than before."""
    if before.kind != after.kind or before.target is None or after.target is None:
        return False
    if before.kind == Kind.STAY_BELOW:
        return after.target > before.target
    lower = before.kind in (Kind.STAY_ABOVE, Kind.STAY_BETWEEN) and after.target < before.target
    wider = before.upto is not None and (after.upto is None or after.upto > before.upto)
    return lower or (before.kind == Kind.STAY_BETWEEN and wider)


def left_above(share: Fraction, steps: int) -> Fraction:
    """What is left of a goal's steps, all taken to weigh alike, where one of them keeps only this share: one of four steps
    at a half leaves seven eighths. Raises ValueError for no steps."""
    if steps < 1:
        raise ValueError(f"no steps: {steps}")
    return (steps - 1 + share) / steps


def _other(before: Words, after: Words, above: Sequence[Above]) -> Iterable[Loss]:
    """Where no word of substance is left: then it is not less of the same, and what rested on it rests on nothing."""
    was, now = (_substance(one.statement) for one in (before, after))
    if len(was) > 1 and now and not was & now:
        yield Loss("other_words", (before.statement,))
        for one in above:
            yield Loss("other_above", (one.statement,), None, one)


def _softer(before: Words, after: Words) -> Iterable[Loss]:
    had = {one[0].casefold() for one in _SOFTER.finditer(before.statement)}
    came = [one[0] for one in _SOFTER.finditer(after.statement) if one[0].casefold() not in had]
    if came:
        yield Loss("softer", (came[0],))


def _substance(text: str) -> set[str]:
    words = {one.casefold() for one in _WORD.findall(text)}
    return {one[:_BEGINNING] for one in words - _COMMON}


def _user(before: Words, after: Words) -> Iterable[Loss]:
    named = _USER.search(before.statement)
    speaks = named or _I.search(before.statement)
    if speaks and not (_USER.search(after.statement) or _I.search(after.statement)):
        yield Loss("user_gone", (speaks[0],))


def _numbers(before: Words, after: Words) -> Iterable[Loss]:
    was, now = _last_number(before.statement), _last_number(after.statement)
    if was is None:
        return
    if now is None:
        yield Loss("number_gone", (was[0],))
    elif was[2] == now[2] and was[1] != now[1]:
        falls = bool(_FALLING.search(before.statement))
        if (now[1] > was[1]) == falls:
            yield Loss("number_less", (was[0], now[0]))


def _measures(before: Words, after: Words) -> Iterable[Loss]:
    said = before.statement.casefold()
    gone = [
        one for one in before.metrics if one.casefold() in said and one.casefold() not in after.statement.casefold()
    ]
    for name in gone:
        yield Loss("measure_gone", (name,))
    if before.how_we_know and not after.how_we_know:
        yield Loss("knowing_gone")


def _dates(before: date | None, after: date | None, above: Sequence[Above]) -> Iterable[Loss]:
    if before is not None and after is None:
        yield Loss("day_gone", (before.isoformat(),))
        return
    if after is None or (before is not None and after <= before):
        return
    late = [one for one in above if one.due is not None and after > one.due]
    if before is not None and not late:
        yield Loss("later", (before.isoformat(), after.isoformat()))
    for one in late:
        yield Loss("after_above", (after.isoformat(), str(one.due), one.statement), None, one)


def _last_number(text: str) -> tuple[str, Decimal, str] | None:
    """The number a sentence ends up at, as written, its value, and its unit; years and numbers of versions aside."""
    found = [one for one in _NUMBER.finditer(text) if not re.fullmatch(r"20\d\d", one[2]) or one[1] or one[3]]
    if not found:
        return None
    one = found[-1]
    thousands = re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", one[2])
    digits = (
        re.sub("[.,]", "", one[2]) if thousands or len(re.findall("[.,]", one[2])) > 1 else one[2].replace(",", ".")
    )
    unit = (one[3] or "").casefold().replace("percent", "%").replace("prozent", "%")
    return one[0].strip(), Decimal(digits), one[1] + unit


def _bound(one: Number) -> str:
    return str(one.target) if one.upto is None else f"{one.target}–{one.upto}"
