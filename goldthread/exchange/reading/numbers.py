"""From where to where: the change a line speaks of, out of its words and numbers."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from goldthread.exchange.reading.amounts import Amount, amounts_in
from goldthread.exchange.shapes import Direction

LONGEST_LOOKED_AT = 1_500
Doubt = tuple[str, str, str]

_ARROW = re.compile(r"\s?(?:→|->|=>|-->|➔|➜|⟶|⇒|▶|>>)\s?")
_TO = re.compile(r"\s(?:up |down )?(?:to|auf|bis)\s(?:at least |über |over |under |below |unter )?")
_FROM = re.compile(r"\b(?:from|von)\s(?:about |around |ca\.? |the )?(?:currently |derzeit )?$", re.I)
_NOW = re.compile(
    r"\b(?:currently|today|now|up from|down from|baseline|was|instead of|aktuell|derzeit|heute|bisher|statt)\s?[:=]?\s?(?:at |is |of |bei )?$",
    re.I,
)
_BETWEEN_FROM_TO = re.compile(r"[^.;:]{0,40}?\b(?:to|auf)\s(?:at least |über |over |under |below )?$", re.I)
_BY = re.compile(r"\b(?:by|um)\s(?:at least |mindestens |another |a further |about |over )?$", re.I)
_REACH = re.compile(
    r"(?:\b(?:(?<!up )to|reach|reaches|hit|hits|achieve|attain|auf|erreichen|target|ziel|goal)\s?:?\s?(?:of |at least |over |of at least )?|[:=]\s?)$",
    re.I,
)
_AT_LEAST = re.compile(
    r"(?:≥|>=|>|=>|\b(?:at least|over|more than|above|minimum|min\.?|greater than|exceed|exceeds|no less than|mindestens|mehr als|über))\s?(?:of )?$",
    re.I,
)
_AT_MOST = re.compile(
    r"(?:≤|<=|<|\b(?:at most|under|below|less than|fewer than|no more than|within|max\.?|maximum|up to|höchstens|maximal|unter|weniger als|innerhalb von))\s?(?:the )?(?:of )?$",
    re.I,
)
_FALLS = re.compile(
    r"\b(?:reduc\w{1,6}|decreas\w{1,4}|cut|cuts|cutting|lower\w{0,3}|fewer|less|drop\w{0,4}|shrink\w{0,3}|halv\w{1,3}|minimi[sz]\w{1,4}|shorten\w{0,3}|falls?|"
    r"senk\w{1,3}|reduzier\w{1,3}|verringer\w{1,3}|verkürz\w{1,3}|weniger|halbier\w{1,3}|sink\w{1,3})\b",
    re.I,
)
_RISES = re.compile(
    r"\b(?:increas\w{1,4}|rais\w{1,3}|grow\w{0,3}|improv\w{1,5}|boost\w{0,3}|lift\w{0,3}|more|higher|steiger\w{1,3}|erhöh\w{1,3}|mehr|verbesser\w{1,3})\b",
    re.I,
)
_KEEPS = re.compile(r"\b(?:keep|maintain|hold|stay|stays|remain|sustain|halten|beibehalten|bleibt)\b", re.I)
# "in the next 3 months" says when or how long, not how much.
_DURING = re.compile(
    r"\b(?:in|over|for|next|last|past|first|every|per|after|within|each|innerhalb|nächsten?|letzten?|ersten|alle|pro)\s(?:the |der |den |von )?(?:next |first |last |past )?$",
    re.I,
)
# "The 2 old ovens" says which are meant, not how many there shall be.
_KNOWN = re.compile(
    r"\b(?:the|our|these|those|their|its|die|der|den|das|dem|des|unsere[nrms]?|diese[nrms]?|ihre[nrms]?)\s$", re.I
)
_OUT_OF = re.compile(r"\s(?:out\s)?(?:of|von)\s(?:the\s|den\s)?", re.I)
_LONG_SPANS = ("weeks", "months", "quarters", "years")
_SENSE = re.compile(
    r"\b(?:(?P<twice>twice|doubl(?:e|es|ed|ing)|verdoppel\w{1,3})|(?P<triple>tripl(?:e|es|ed|ing)|verdreifach\w{1,3})|(?P<half>halv(?:e|es|ed|ing)|halbier\w{1,3}))\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Change:
    """A change: `target` and perhaps `baseline` in `unit`, which way it goes, and where the words for it stand.

    `relative` says that the target is the change itself ("by 20 %"); from where it starts is not said.
    `in_words`: "two shops" may count or just tell. `doubts` are (code, as written, as read).
    """

    baseline: Decimal | None
    target: Decimal
    unit: str
    currency: str | None
    direction: Direction
    start: int
    end: int
    relative: bool = False
    in_words: bool = False
    doubts: tuple[Doubt, ...] = ()


def find_change(text: str, *, german: bool = False, dates: tuple[tuple[int, int], ...] = ()) -> Change | None:
    """The change the text speaks of, or None when no number in it measures anything.

    `dates` are spans that a due day was read from: their numbers do not count.
    """
    looked = text[:LONGEST_LOOKED_AT]
    amounts = [one for one in amounts_in(looked, german=german) if _measures(looked, one, dates)]
    amounts = _parts(looked, amounts)
    return _from_to(looked, amounts) or _single(looked, amounts) or _in_words(looked)


def _measures(text: str, amount: Amount, dates: tuple[tuple[int, int], ...]) -> bool:
    if any(start <= amount.start < end for start, end in dates):
        return False
    before = text[max(0, amount.start - 30) : amount.start]
    if amount.unit in _LONG_SPANS and _DURING.search(before):
        return False
    is_year = amount.bare and 1990 <= amount.face < 2100 and amount.face == amount.face.to_integral_value()
    return not is_year or bool(
        _AT_LEAST.search(before) or _FROM.search(before) or re.search(r"(?:→|->|reach|hit)\s?$", before)
    )


def _parts(text: str, amounts: list[Amount]) -> list[Amount]:
    """Of "3 of 12" the 3, which then ends where the 12 does; but in "Tag 3 von 12 auf 20" the 12 stays."""
    kept: list[Amount] = []
    for one in amounts:
        last = kept[-1] if kept else None
        if last and _is_share(text, last, one):
            kept[-1] = replace(last, end=one.end)
        else:
            kept.append(one)
    return kept


def _is_share(text: str, part: Amount, whole: Amount) -> bool:
    alike = part.unit == "count" and whole.unit == "count" and 0 <= part.value <= whole.value
    ways_on = _TO.match(text, whole.end) and not _OUT_OF.search(text[whole.end : whole.end + 30])
    return alike and bool(_OUT_OF.fullmatch(text[part.end : whole.start])) and not ways_on


def _from_to(text: str, amounts: list[Amount]) -> Change | None:
    for first, second in pairwise(amounts):
        between = text[first.end : second.start]
        cue = _FROM.search(text[max(0, first.start - 30) : first.start])
        if cue and (_TO.fullmatch(between) or _ARROW.fullmatch(between) or _BETWEEN_FROM_TO.fullmatch(between)):
            return _pair(text, first, second, start=first.start - len(cue[0]))
        if _ARROW.fullmatch(between):
            return _pair(text, first, second, start=first.start)
        if _TO.fullmatch(between) and _is_way(first, second):
            clear = first.value == 0 or first.unit == second.unit != "count"
            read = f"{_plain(first.value)} → {_plain(second.value)}"
            doubts = () if clear else (("ambiguous_number", text[first.start : second.end], read),)
            return _pair(text, first, second, start=first.start, doubts=doubts)
    return None


def _is_way(first: Amount, second: Amount) -> bool:
    return first.value == 0 or first.unit == second.unit or first.unit == "count"


def _pair(text: str, first: Amount, second: Amount, *, start: int, doubts: tuple[Doubt, ...] = ()) -> Change:
    first, second, doubted = _settled(text, first, second)
    unit = second.unit if second.unit not in ("count", "number") else first.unit
    whole = {first.unit, second.unit} <= {"count"}
    unit = unit if whole or unit != "count" else "number"
    direction: Direction = "up" if second.value > first.value else "down" if second.value < first.value else "keep"
    return Change(
        first.value,
        second.value,
        unit,
        second.currency or first.currency,
        direction,
        start,
        second.end,
        doubts=doubts + doubted,
    )


def _settled(text: str, first: Amount, second: Amount) -> tuple[Amount, Amount, tuple[Doubt, ...]]:
    """Each read in the way that brings the two closer: 850 to 1.212 is 1,212; 45 to 60k is 45k to 60k."""
    doubts: list[Doubt] = []
    if second.factor > 1 and first.factor == 1 and 0 < first.face < second.face and first.face * 20 > second.face:
        first = replace(first, value=first.value * second.factor)
        doubts.append(("ambiguous_number", text[first.start : first.end], _plain(first.value)))
    first, first_doubt = _closer(text, first, second)
    second, second_doubt = _closer(text, second, first)
    return first, second, (*doubts, *first_doubt, *second_doubt)


def _closer(text: str, amount: Amount, beside: Amount) -> tuple[Amount, tuple[Doubt, ...]]:
    if amount.other is None:
        return amount, ()
    value = min((amount.value, amount.other), key=lambda each: _apart(each, beside.value))
    return replace(amount, value=value, other=None), (
        ("ambiguous_number", text[amount.start : amount.end], _plain(value)),
    )


def _apart(one: Decimal, two: Decimal) -> Decimal:
    low, high = sorted((abs(one) or Decimal(1), abs(two) or Decimal(1)))
    return high / low


def _single(text: str, amounts: list[Amount]) -> Change | None:
    amounts = [one for one in amounts if not _is_known(text, one)]
    if not amounts:
        return None
    today = next((one for one in amounts if _NOW.search(text[max(0, one.start - 24) : one.start])), None)
    amounts = [one for one in amounts if one is not today] or amounts
    amount = min(amounts, key=lambda one: (_weight(text, one), one.start))
    if today and today is not amount and today.unit in (amount.unit, "count", "number"):
        return _pair(text, today, amount, start=amount.start)
    amount, doubts = _lower_end(text, amount)
    before = text[max(0, amount.start - 30) : amount.start]
    cue = _BY.search(before) or _AT_LEAST.search(before) or _AT_MOST.search(before) or _REACH.search(before)
    relative = (bool(_BY.search(before)) and amount.unit != "times") or (amount.signed and amount.unit == "percent")
    return Change(
        baseline=None,
        target=-abs(amount.value) if relative and (amount.value < 0 or _only_falls(text)) else amount.value,
        unit=amount.unit,
        currency=amount.currency,
        direction=_direction(text, before, amount),
        start=amount.start - len(cue[0]) if cue else amount.start,
        end=amount.end,
        relative=relative,
        in_words=amount.in_words,
        doubts=doubts,
    )


def _is_known(text: str, amount: Amount) -> bool:
    return amount.unit == "count" and bool(_KNOWN.search(text[max(0, amount.start - 12) : amount.start]))


def _lower_end(text: str, amount: Amount) -> tuple[Amount, tuple[Doubt, ...]]:
    """Of a range its lower end, with the unit that stands behind the upper one; and what is unclear about it."""
    ranged = text[amount.end : amount.end + 1] in ("–", "-") and text[amount.end + 1 : amount.end + 2].isdigit()
    upper = next(iter(amounts_in(text[amount.end + 1 : amount.end + 24])), None) if ranged else None
    if upper:
        whole = text[amount.start : amount.end + 1 + upper.end]
        unit, currency = (upper.unit, upper.currency) if amount.unit == "count" else (amount.unit, amount.currency)
        lower = replace(amount, unit=unit, currency=currency, end=amount.end + 1 + upper.end, other=None)
        return lower, (("ambiguous_number", whole, _plain(lower.value)),)
    if amount.other is not None:
        return amount, (("ambiguous_number", text[amount.start : amount.end], _plain(amount.value)),)
    return amount, ()


def _weight(text: str, amount: Amount) -> int:
    """What is most likely the target: a number after "to" or "at least", then a share, money, then any number."""
    before = text[max(0, amount.start - 30) : amount.start]
    if _BY.search(before) or _REACH.search(before):
        return 0
    if _AT_LEAST.search(before) or _AT_MOST.search(before) or amount.at_least:
        return 1
    return 2 if amount.unit in ("percent", "money", "percentage points", "points", "times") else 3


def _direction(text: str, before: str, amount: Amount) -> Direction:
    if (
        amount.value < 0
        or _AT_MOST.search(before)
        or (_only_falls(text) and not _AT_LEAST.search(before))
        or amount.value == 0
    ):
        return "down"
    return "keep" if _KEEPS.search(text) and not _AT_LEAST.search(before) else "up"


def _only_falls(text: str) -> bool:
    """Whether all that changes falls: "reduce waste and increase orders by 25 %" does not say of which it speaks."""
    return bool(_FALLS.search(text)) and not _RISES.search(text)


def _in_words(text: str) -> Change | None:
    """ "Double", "triple" and "halve" say a number too."""
    match = _SENSE.search(text)
    if match is None:
        return None
    if match["half"]:
        return Change(None, Decimal(-50), "percent", None, "down", match.start(), match.end(), relative=True)
    return Change(None, Decimal(2 if match["twice"] else 3), "times", None, "up", match.start(), match.end())


def _plain(value: Decimal) -> str:
    return f"{value:,f}"
