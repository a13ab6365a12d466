"""How numbers are written and read back, and how far along they are. No Django, no clock."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

CURRENCIES = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥"}
SIZES = {
    **dict.fromkeys(("k", "thousand", "tsd", "tsd.", "tausend"), Decimal(10**3)),
    **dict.fromkeys(("m", "mn", "mio", "mio.", "million", "millionen"), Decimal(10**6)),
    **dict.fromkeys(("b", "bn", "billion", "mrd", "mrd.", "milliarde", "milliarden"), Decimal(10**9)),
}
YES_NO = {"yes": 1, "no": 0, "ja": 1, "nein": 0}
LARGEST = Decimal(10) ** 14
# More digits SQLite does not give back as they were.
MOST_DIGITS = 15
_SIGN = "[€$£¥]|[A-Z]{3}"
_AMOUNT = re.compile(
    rf"(?P<sign_before>[-+]?)(?P<currency_before>{_SIGN})?(?P<sign_inside>[-+]?)(?P<digits>\d[\d.,]*|[.,]\d+)"
    rf"(?P<size>(?i:thousand|million(?:en)?|billion|milliarden?|tausend|tsd\.?|mio\.?|mrd\.?|mn|bn|[kmb]))?"
    rf"(?:(?P<percent>%|(?i:percent|prozent))|(?P<days>(?i:days?|tagen?|tage?|d))|(?P<currency_after>{_SIGN}))?"
)


def share_of_way(value: Decimal, *, baseline: Decimal, target: Decimal) -> Decimal:
    """How much of the way from baseline to target is done: 0 at the baseline, 1 at the target.

    Below 0 when it moved away, above 1 when it went past; no unit. One formula serves metrics that should rise and
    metrics that should fall.

    Raises ValueError if baseline and target are equal.
    """
    if baseline == target:
        raise ValueError(f"baseline and target are equal: {baseline}")
    return (value - baseline) / (target - baseline)


def direction_of(baseline: Decimal | None, target: Decimal | None) -> str:
    """Where a key result leads: "up", "down", or "keep" where baseline and target are the same."""
    if baseline is None or target is None or baseline < target:
        return "up"
    return "keep" if baseline == target else "down"


@dataclass(frozen=True)
class Marks:
    """How a language writes numbers: what stands between thousands, before decimals, behind percent, days and sizes."""

    apart: str = ","
    decimal: str = "."
    percent: str = "%"
    days: str = " d"
    sizes: tuple[str, str, str] = ("k", "M", "B")
    yes_no: tuple[str, str] = ("no", "yes")
    currency_first: bool = True


ENGLISH = Marks()
_NARROW = "\N{NO-BREAK SPACE}"
GERMAN = Marks(
    apart=".",
    decimal=",",
    percent=f"{_NARROW}%",
    days=f"{_NARROW}Tage",
    sizes=(f"{_NARROW}Tsd.", f"{_NARROW}Mio.", f"{_NARROW}Mrd."),
    yes_no=("nein", "ja"),
    currency_first=False,
)


def marks_of(language: str | None) -> Marks:
    """The marks of a language by its code ("de", "de-at"); English where we know no others."""
    return {"de": GERMAN}.get((language or "").partition("-")[0], ENGLISH)


def plain(value: Decimal, marks: Marks = ENGLISH) -> str:
    """A number with thousands apart and no idle zeros: 1800.50 is "1,800.5", -0 is "0"."""
    whole = value.normalize() if value else Decimal(0)
    return f"{whole:,f}".translate({ord(","): marks.apart, ord("."): marks.decimal})


def short(value: Decimal, marks: Marks = ENGLISH) -> str:
    """An amount of money for a narrow place: 60,000 is "60k", 1,250,000 is "1.25M"; below 10,000 it stays as it is, and
    with two places where it has any: "29.70"."""
    for size, mark in zip((10**9, 10**6, 10**3), reversed(marks.sizes), strict=True):
        if abs(value) >= size and (size > 1000 or abs(value) >= 10_000) and value % (Decimal(size) / 1000) == 0:
            return plain(value / size, marks) + mark
    has_one_place = value != 0 and value.normalize().as_tuple().exponent == -1
    return plain(value, marks) + ("0" if has_one_place else "")


def with_unit(value: Decimal | None, unit: str, currency: str = "", marks: Marks = ENGLISH) -> str:
    """A value as people write it: "45%", "€60k", "12 d", "yes"; "?" where it is not known."""
    if value is None:
        return "?"
    if unit == "yes_no":
        return marks.yes_no[bool(value)]
    if unit == "money":
        return _money(value, currency, marks)
    behind = {"percent": marks.percent, "duration": marks.days}.get(unit, "")
    return plain(value, marks) + behind


def span(
    baseline: Decimal | None, target: Decimal | None, unit: str, currency: str = "", marks: Marks = ENGLISH
) -> str:
    """From where to where: "31 → 45%", "€0 → 60k", "≥ 60%" without a baseline, "?" without a target.

    A unit that stands behind the number is written once; a currency sign stands once in front or behind.
    """
    if target is None:
        return "?" if baseline is None else f"{with_unit(baseline, unit, currency, marks)} → ?"
    if baseline is None:
        return with_unit(target, unit, currency, marks)
    if unit == "percent":
        return f"{plain(baseline, marks)} → {with_unit(target, unit, marks=marks)}"
    if unit == "money" and marks.currency_first:
        return f"{with_unit(baseline, unit, currency, marks)} → {short(target, marks)}"
    if unit == "money":
        return f"{short(baseline, marks)} → {with_unit(target, unit, currency, marks)}"
    return f"{with_unit(baseline, unit, marks=marks)} → {with_unit(target, unit, marks=marks)}"


def _money(value: Decimal, currency: str, marks: Marks) -> str:
    sign, minus = CURRENCIES.get(currency, currency), "-" if value < 0 else ""
    number = short(abs(value), marks)
    if not sign or not marks.currency_first:
        return f"{minus}{number}{_NARROW if sign else ''}{sign}"
    return f"{minus}{sign}{' ' if len(sign) > 1 else ''}{number}"


def parsed(written: str, *, decimal_mark: str = ".") -> Decimal:
    """A number as typed: thousands may be apart, a unit sign may stand beside it. "1,800" with decimal mark "." is 1800.

    A comma that cannot set thousands apart is read as a decimal mark: "1,5" is one and a half.
    Raises ValueError with the words that are no number.
    """
    return amount(written, decimal_mark=decimal_mark).value


@dataclass(frozen=True)
class Amount:
    """A number as somebody wrote it, with the unit and currency its signs tell; "" where they tell none."""

    value: Decimal
    unit: str = ""
    currency: str = ""


def amount(written: str, *, decimal_mark: str = ".") -> Amount:
    """What people mean by "45%", "€60k", "1.25M", "CHF 300", "12 days", "yes".

    Raises ValueError with the words that are no number, or too large a one to keep.
    """
    kept = _joined(written)
    if kept.lower() in YES_NO:
        return Amount(Decimal(YES_NO[kept.lower()]), "yes_no")
    found = _AMOUNT.fullmatch(kept)
    if found is None:
        raise ValueError(f"“{written}” is not a number.")
    unit, currency = _unit_of(found)
    value = _number(found["sign_before"] + found["sign_inside"] + _decimal(found["digits"], decimal_mark), written)
    value *= SIZES[found["size"].lower()] if found["size"] else 1
    if abs(value) >= LARGEST:
        raise ValueError(f"“{written}” is too large a number.")
    return Amount(value.quantize(Decimal("0.000001")).normalize() if value else Decimal(0), unit, currency)


def refusal(said: Amount, unit: str, currency: str = "") -> str:
    """What keeps a number from being a reading in this unit: "other_unit", "no_yes_no" or "too_long"; "" for nothing."""
    if (said.unit and said.unit != unit) or (said.currency and currency and said.currency != currency):
        return "other_unit"
    if unit == "yes_no" and said.value not in (0, 1):
        return "no_yes_no"
    return "too_long" if len(said.value.normalize().as_tuple().digits) > MOST_DIGITS else ""


def _joined(written: str) -> str:
    """Without blanks of any kind and marks between thousands that are no comma or point."""
    return re.sub(r"[\s'’_]", "", written.strip()).replace("−", "-")


def _decimal(digits: str, mark: str) -> str:
    """Digits with a point for the decimals and nothing between the thousands; "" where the marks make no sense."""
    apart = "," if mark == "." else "."
    if mark in digits and apart in digits:
        mark = max(mark, apart, key=digits.rindex)
    elif digits.count(apart) == 1 and not re.fullmatch(rf"\d{{1,3}}\{apart}\d{{3}}", digits):
        mark = apart
    apart = "," if mark == "." else "."
    whole, point, rest = digits.partition(mark)
    # Thousands, or lakhs and crores: two or three digits a group, three in the last.
    if apart in rest or (apart in whole and not re.fullmatch(rf"\d{{1,3}}(\{apart}\d{{2,3}})*\{apart}\d{{3}}", whole)):
        return ""
    return whole.replace(apart, "") + ("." if point else "") + rest


def _number(kept: str, written: str) -> Decimal:
    try:
        return Decimal(kept)
    except InvalidOperation:
        raise ValueError(f"“{written}” is not a number.") from None


def _unit_of(found: re.Match[str]) -> tuple[str, str]:
    sign = found["currency_before"] or found["currency_after"] or ""
    if sign:
        return "money", next((code for code, mark in CURRENCIES.items() if mark == sign), sign)
    if found["percent"]:
        return "percent", ""
    return ("duration", "") if found["days"] else ("", "")
