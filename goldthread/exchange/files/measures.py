"""The numbers of a key result: from fields where the file has them, else from its words."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from goldthread.exchange.files.items import Item
from goldthread.exchange.fitting import LONGEST_METRIC, short
from goldthread.exchange.reading.amounts import read_digits
from goldthread.exchange.reading.dates import find_due, read_due
from goldthread.exchange.reading.numbers import find_change
from goldthread.exchange.shapes import N_

_NUMBER = re.compile(r"[-−+]?\d[\d.,' \u00a0]*")
_SERIAL = re.compile(r"[2-7]\d{4}(?:\.0+)?")
_EXCEL_DAY_ZERO = date(1899, 12, 30).toordinal()
_UNITS = {
    "%": "percent", "percent": "percent", "prozent": "percent", "number": "number", "count": "count", "money": "money", "duration": "days", "days": "days",
    "yes_no": "yes_no", "binary": "yes_no", "eur": "money", "chf": "money", "usd": "money", "gbp": "money", "€": "money", "$": "money", "£": "money",
}  # fmt: skip
_SIGNS = {"€": "EUR", "$": "USD", "£": "GBP"}
_DOWN = ("down", "decrease", "fall", "falling", "reduce", "lower", "should fall")
_KEEP = ("keep", "maintain", "hold", "steady", "should stay")

_OURS = {"percent": "percent", "money": "money", "count": "count", "number": "number", "days": "duration", "yes_no": "yes_no", "": "number"}  # fmt: skip

NO_NUMBER = N_("a number to reach")
NO_BASELINE = N_("a baseline")
NO_UNIT = N_("a unit")
NO_DAY = N_("a date")


def measure(item: Item, *, today: date, german: bool = False, guess: bool = True) -> None:
    """Read `baseline_read`, `target_read`, `up_to_read`, `reach_read`, `weight_read`, `asks_read`, `unit_read`, `currency_read`, `direction_read` into what is said.

    Without `guess`, only fields count, not the words.
    """
    said = item.said
    due = find_due(item.text[:2000], today=today, german=german) if guess else None
    change = (
        find_change(item.text[:2000], german=german, dates=((due.start, due.end),) if due else ()) if guess else None
    )
    if due and due.day and "due_read" not in said:
        said["due_read"] = due.day.isoformat()
    for name in ("baseline", "target", "up_to", "reach", "weight"):
        if name in said and (number := number_in(said[name], german=german)) is not None:
            said[f"{name}_read"] = f"{number:f}"
    if "target_read" not in said and change and change.target is not None:
        said["target_read"] = f"{change.target:f}"
        if "baseline_read" not in said and change.baseline is not None and not change.relative:
            said["baseline_read"] = f"{change.baseline:f}"
    _stays(item)
    _unit(item, change.unit if change else None, change.currency if change else None)
    _direction(item, change.direction if change else None)
    _compare(item)


def _stays(item: Item) -> None:
    """What should stay says so: "stay above", "stay_below", "between"; a range needs its upper bound."""
    asks = item.said.get("asks", "").strip().lower().replace("-", "_").replace(" ", "_").removeprefix("stay_")
    if asks == "between" and "up_to_read" not in item.said:
        asks = "above"
    if asks in ("above", "below", "between") and "target_read" in item.said:
        item.said["asks_read"] = f"stay_{asks}"
        item.said.setdefault("direction", "keep")


def _unit(item: Item, unit: str | None, currency: str | None) -> None:
    said = item.said
    written = said.get("unit", "").strip()
    if not written and any("%" in said.get(name, "") for name in ("baseline", "target")):
        written = "%"
    said["unit_read"] = _UNITS.get(written.lower(), written) or unit or ""
    if said["unit_read"] == "money":
        sign = (
            said.get("currency")
            or _SIGNS.get(written)
            or (written.upper() if len(written) == 3 and written.isalpha() else "")
        )
        said["currency_read"] = sign[:3] or currency or ""


def _direction(item: Item, read: str | None) -> None:
    written = item.said.get("direction", "").strip().lower()
    if written:
        item.said["direction_read"] = "down" if written in _DOWN else "keep" if written in _KEEP else "up"
        return
    baseline, target = _way(item)
    if baseline is not None and target is not None and baseline != target:
        item.said["direction_read"] = "up" if target > baseline else "down"
    else:
        item.said["direction_read"] = read or ""


def _compare(item: Item) -> None:
    baseline, target = _way(item)
    if baseline is None or target is None:
        return
    way = item.said["direction_read"]
    if baseline == target and way != "keep":
        item.said["same_numbers"] = f"{baseline:f} → {target:f}"
    elif (way == "up" and target < baseline) or (way == "down" and target > baseline):
        item.said["against"] = f"{baseline:f} → {target:f}"


def _way(item: Item) -> tuple[Decimal | None, Decimal | None]:
    return tuple(Decimal(item.said[name]) if name in item.said else None for name in ("baseline_read", "target_read"))  # type: ignore[return-value]


def gaps(item: Item) -> list[str]:
    """What a key result lacks to be one: words for the reader; empty where nothing lacks."""
    said = item.said
    if said.get("unit_read") == "yes_no":
        return [] if said.get("due_read") else [str(NO_DAY)]
    lacking = [
        (NO_NUMBER, "target_read" in said),
        (NO_BASELINE, "baseline_read" in said or "asks_read" in said or said.get("direction_read") == "keep"),
        (NO_UNIT, bool(said.get("unit_read")) or "target_read" not in said),
        (NO_DAY, bool(said.get("due_read"))),
    ]
    return [words for words, there in lacking if not there]


def metric_of(item: Item) -> tuple[str, str, str]:
    """What tells the metric of a key result from others: name, unit, currency. A unit that is none of ours stands in the name."""
    unit = _OURS.get(item.said.get("unit_read", ""), "")
    name = item.text if unit else f"{item.text} ({item.said['unit_read']})"
    return short(name, LONGEST_METRIC)[0], unit or "number", item.said.get("currency_read", "")[:3]


def number_in(written: str, *, german: bool = False) -> Decimal | None:
    """The one number of a cell, with thousands, a sign, a unit or an exponent; None where there is none."""
    plain = written.strip().replace("−", "-")
    try:
        value = Decimal(plain)
        return value if value.is_finite() and abs(value) < Decimal(10) ** 30 else None
    except InvalidOperation:
        pass
    found = _NUMBER.search(plain)
    if found is None:
        return None
    digits = found[0].strip(" .,'+\u00a0")
    try:
        value = read_digits(digits.lstrip("-"), german=german)[0]
    except (ValueError, InvalidOperation, IndexError):
        return None
    return -value if digits.startswith("-") else value


def day_in(written: str, *, today: date, german: bool = False) -> date | None:
    """The day of a cell: written in any way that the paste page reads, or the serial number of a spreadsheet."""
    plain = written.strip()
    if not plain:
        return None
    try:
        return date.fromisoformat(plain[:10])
    except ValueError:
        pass
    if _SERIAL.fullmatch(plain):
        return date.fromordinal(_EXCEL_DAY_ZERO + int(float(plain)))
    try:
        found = read_due(plain, today=today, german=german) or find_due(plain, today=today, german=german)
    except (ValueError, OverflowError):
        return None
    return found.day if found else None
