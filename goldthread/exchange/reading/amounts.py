"""How people write numbers: 1,800 · 1.212 · 60k · €1.2m · 45 % · 2/3 · ten."""

import re
from dataclasses import dataclass
from decimal import Decimal

from goldthread.exchange.reading.vocabulary import words

LARGEST = Decimal(10) ** 14

CURRENCIES = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "chf": "CHF", "eur": "EUR", "euro": "EUR", "euros": "EUR", "usd": "USD", "us$": "USD", "dollars": "USD", "gbp": "GBP"}  # fmt: skip
MULTIPLIERS = {"k": 3, "tsd": 3, "thousand": 3, "tausend": 3, "m": 6, "mn": 6, "mln": 6, "mio": 6, "million": 6, "millionen": 6, "bn": 9, "b": 9, "mrd": 9, "billion": 9, "milliarden": 9}  # fmt: skip
UNITS = {
    "%": "percent", "percent": "percent", "per cent": "percent", "prozent": "percent", "pp": "percentage points",
    "percentage points": "percentage points", "prozentpunkte": "percentage points", "points": "points", "punkte": "points",
    "x": "times", "times": "count", "fold": "times",
    "ms": "milliseconds", "milliseconds": "milliseconds",
    "s": "seconds", "sec": "seconds", "second": "seconds", "seconds": "seconds", "sekunden": "seconds",
    "min": "minutes", "mins": "minutes", "minute": "minutes", "minutes": "minutes", "minuten": "minutes",
    "h": "hours", "hour": "hours", "hours": "hours", "hrs": "hours", "stunden": "hours",
    "d": "days", "day": "days", "days": "days", "tage": "days", "tagen": "days",
    "week": "weeks", "weeks": "weeks", "wochen": "weeks", "month": "months", "months": "months", "monate": "months", "monaten": "months",
    "quarters": "quarters", "years": "years", "jahre": "years", "jahren": "years",
}  # fmt: skip
WORDS = {"zero": 0, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "fifty": 50, "hundred": 100, "null": 0, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "zwölf": 12, "zwanzig": 20}  # fmt: skip

# Words before a number that make it a name: version 2, sprint 14, tier 1.
NAMING = words(
    "v version sprint sprints iteration phase tier level stage step chapter release rfc iso windows ios android python web article art section § part option "
    "team day week kw cw fy cy q h p wave cohort milestone no nr issue ticket story goal goals objective kr o stufe kapitel schritt absatz generation series "
    "windows-version top page seite zone room raum line linie act"
)
_CURRENCY = r"US\$|[€$£¥]|CHF|EUR|USD|GBP"
_WORD_ALTERNATIVES = "|".join(sorted(WORDS, key=len, reverse=True))
_UNIT_WORDS = "|".join(sorted((re.escape(unit) for unit in UNITS if unit[0].isalpha()), key=len, reverse=True))
_MULTIPLIER_WORDS = "|".join(sorted(MULTIPLIERS, key=len, reverse=True))
_AMOUNT = re.compile(
    # What an amount can begin with is asked first: it rules out nearly every position at once.
    rf"(?=[-−+€$£¥\dUECG])(?<![\w#/\\])(?<!\d[.,:–-])(?:(?P<cur>{_CURRENCY})\s?)?(?P<sign>(?<![\w)])[-−+])?(?:"
    r"(?P<frac>[1-9]/(?:[2-9]|10))(?![\d/])|"
    r"(?P<n>\d{1,3}(?:(?P<sep>[.,'’ ])\d{3})(?:(?P=sep)\d{3}){0,4}(?:[.,]\d{1,6})?(?!\d)|\d{1,14}(?:[.,]\d{1,6})?)(?!\d))"
    rf"(?:\s?(?P<mult>{_MULTIPLIER_WORDS})\.?(?![\w%]))?"
    rf"(?:\s?(?:(?P<cur2>(?:US\$|[€$£¥])|(?:CHF|EUR|USD|GBP|euros?|dollars)\b)|(?P<unit>%|-?fold|(?:{_UNIT_WORDS})(?!\w))))?(?P<plus>\+)?(?!\w)",
    re.I,
)
_WORD_AMOUNT = re.compile(
    rf"(?<![\w-])(?P<n>{_WORD_ALTERNATIVES})(?:\s(?P<unit>percent|prozent|{_UNIT_WORDS}))?(?![\w-])", re.I
)
_WORD_BEFORE = re.compile(r"([A-Za-zÄÖÜäöüß§-]{1,20})[\s.-]?$")
_ARROW_BEHIND = re.compile(r"\s?(?:→|->|=>)")
_ADJECTIVE = re.compile(r"-[A-Za-zÄÖÜäöüß]")
_DIGIT = re.compile(r"\d")
_GROUPED = re.compile(r"\d{1,3}([.,])\d{3}")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit ("percent", "money", "count", "number", "times", a measure of time), and where it stands.

    `other` is what it would be were its one separator read the other way; None where that is clear.
    `face` is the number before "k" or "million"; `factor` what they multiply it with.
    """

    value: Decimal
    unit: str
    currency: str | None
    start: int
    end: int
    face: Decimal
    factor: Decimal = Decimal(1)
    other: Decimal | None = None
    at_least: bool = False
    bare: bool = False
    signed: bool = False
    in_words: bool = False


def amounts_in(text: str, *, german: bool = False) -> list[Amount]:
    """The numbers of the text that can measure something, in order; names such as "v2" or "Q3" left out."""
    found = (
        [_amount(match, german) for match in _AMOUNT.finditer(text) if _counts(match, text)]
        if _DIGIT.search(text)
        else []
    )
    if not found:
        found = [_from_word(match) for match in _WORD_AMOUNT.finditer(text)]
    return [amount for amount in found if abs(amount.value) < LARGEST]


def _counts(match: re.Match[str], text: str) -> bool:
    if match["frac"]:
        upper, lower = match["frac"].split("/")
        return int(upper) < int(lower)
    if _ADJECTIVE.match(text, match.end()) or _is_ordinal(match, text) or text.startswith("24/7", match.start()):
        return False
    if _ARROW_BEHIND.match(text, match.end()):
        return True
    before = _WORD_BEFORE.search(text[max(0, match.start() - 22) : match.start()])
    if before is None or match["unit"] == "%":
        return True
    # "IEC 61508" is the name of a standard.
    standard = before[1].isupper() and len(before[1]) > 1 and len(match[0].strip()) > 3 and match[0].strip().isdigit()
    return before[1].strip("-").lower() not in NAMING and not standard


def _is_ordinal(match: re.Match[str], text: str) -> bool:
    """ "3. Step" at the very start is a list number, not an amount."""
    return match.start() == 0 and re.match(r"[.)]\s", text[match.end() : match.end() + 2]) is not None


def _amount(match: re.Match[str], german: bool) -> Amount:
    if match["frac"]:
        upper, lower = match["frac"].split("/")
        share = (Decimal(100) * int(upper) / int(lower)).quantize(Decimal("0.01")).normalize()
        return Amount(share, "percent", None, match.start(), match.end(), share)
    face, other = read_digits(match["n"], german=german)
    factor = Decimal(10) ** MULTIPLIERS.get((match["mult"] or "").lower(), 0)
    sign = -1 if match["sign"] in ("-", "−") else 1
    currency = CURRENCIES.get((match["cur"] or match["cur2"] or "").lower())
    unit, known = _unit(match, currency, face)
    return Amount(
        value=trimmed(sign * face * factor),
        unit=unit,
        currency=currency,
        start=match.start(),
        end=match.end(),
        face=face,
        factor=factor,
        other=None if other is None else trimmed(sign * other * factor),
        at_least=bool(match["plus"]) or match["sign"] == "+",
        signed=match["sign"] is not None,
        bare=not known and match["sep"] is None,
    )


def trimmed(value: Decimal) -> Decimal:
    """The same number without idle zeros and without an exponent: 1200000.0 is 1200000."""
    return value.to_integral_value() if value == value.to_integral_value() else value.normalize()


def _unit(match: re.Match[str], currency: str | None, face: Decimal) -> tuple[str, bool]:
    if currency:
        return "money", True
    if match["unit"]:
        return UNITS[match["unit"].lstrip("-").lower()], True
    whole = face == face.to_integral_value()
    return ("count" if whole or match["mult"] else "number"), bool(match["mult"])


def _from_word(match: re.Match[str]) -> Amount:
    value = Decimal(WORDS[match["n"].lower()])
    unit = UNITS[match["unit"].lower()] if match["unit"] else "count"
    return Amount(value, unit, None, match.start(), match.end(), value, in_words=True)


def read_digits(written: str, *, german: bool) -> tuple[Decimal, Decimal | None]:
    """The number, and what it would be read the other way where one separator leaves it open.

    "1,800" and "1.212" could be thousands or thousandths: a comma reads as thousands in English, a dot
    as decimals; in German the other way round.
    """
    digits = re.sub(r"[ '’]", "", written)
    if _GROUPED.fullmatch(digits):
        mark = "." if "." in digits else ","
        grouped, split = Decimal(digits.replace(mark, "")), Decimal(digits.replace(mark, "."))
        if digits.startswith("0"):
            return split, None
        if mark == ",":
            return grouped, split if german else None
        return (grouped, None) if german else (split, grouped)
    last = max(digits.rfind("."), digits.rfind(","))
    if last < 0 or digits.count(digits[last]) > 1:
        return Decimal(re.sub(r"[.,]", "", digits)), None
    return Decimal(re.sub(r"[.,]", "", digits[:last]) + "." + digits[last + 1 :]), None
