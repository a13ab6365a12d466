"""How numbers are written and read back, and how far along they are. No Django, no clock."""

from decimal import Decimal, InvalidOperation

CURRENCIES = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥"}


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


def plain(value: Decimal) -> str:
    """A number with thousands apart and no idle zeros: 1800.50 is "1,800.5", -0 is "0"."""
    whole = value.normalize() if value else Decimal(0)
    return f"{whole:,f}"


def short(value: Decimal) -> str:
    """A number for a narrow place: 60,000 is "60k", 1,250,000 is "1.25M"; below 10,000 it stays as it is."""
    for size, mark in ((Decimal(10**9), "B"), (Decimal(10**6), "M"), (Decimal(10**3), "k")):
        if abs(value) >= size and (size > 1000 or abs(value) >= 10_000) and value % (size / 1000) == 0:
            return plain(value / size) + mark
    return plain(value)


def with_unit(value: Decimal | None, unit: str, currency: str = "") -> str:
    """A value as people write it: "45%", "€60k", "12 days", "yes"; "?" where it is not known."""
    if value is None:
        return "?"
    if unit == "yes_no":
        return "yes" if value else "no"
    if unit == "money":
        sign = CURRENCIES.get(currency, f"{currency} " if currency else "")
        return f"{'-' if value < 0 else ''}{sign}{short(abs(value))}"
    return {"percent": f"{plain(value)}%", "duration": f"{plain(value)} d"}.get(unit, plain(value))


def span(baseline: Decimal | None, target: Decimal | None, unit: str, currency: str = "") -> str:
    """From where to where: "31 → 45%", "€0 → 60k", "≥ 60%" without a baseline, "?" without a target.

    A unit that stands behind the number is written once; a currency sign stands once in front.
    """
    if target is None:
        return "?" if baseline is None else f"{with_unit(baseline, unit, currency)} → ?"
    if baseline is None:
        return with_unit(target, unit, currency)
    if unit == "percent":
        return f"{plain(baseline)} → {plain(target)}%"
    if unit == "money":
        return f"{with_unit(baseline, unit, currency)} → {short(target)}"
    return f"{with_unit(baseline, unit)} → {with_unit(target, unit)}"


def parsed(written: str, *, decimal_mark: str = ".") -> Decimal:
    """A number as typed: thousands may be apart, a unit sign may stand beside it. "1,800" with decimal mark "." is 1800.

    Raises ValueError with the words that are no number.
    """
    kept = written.strip().strip("%€$£¥ ").replace("\u00a0", "").replace("\u202f", "").replace(" ", "").replace("'", "")
    kept = kept.replace("−", "-")
    thousands = "," if decimal_mark == "." else "."
    if kept.count(decimal_mark) > 1:
        raise ValueError(f"“{written}” is not a number.")
    kept = kept.replace(thousands, "").replace(decimal_mark, ".")
    try:
        value = Decimal(kept)
    except InvalidOperation:
        raise ValueError(f"“{written}” is not a number.") from None
    if not value.is_finite() or abs(value) >= Decimal(10) ** 14:
        raise ValueError(f"“{written}” is too large a number.")
    return value.quantize(Decimal("0.000001")).normalize() if value else Decimal(0)
