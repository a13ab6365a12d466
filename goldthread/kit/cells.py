"""Cells of tables that go out to spreadsheets."""

from decimal import Decimal

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "'")


def harmless(cell: str) -> str:
    """A spreadsheet runs what begins with = + - @; an apostrophe before it makes it text."""
    return f"'{cell}" if cell.startswith(_DANGEROUS) else cell


def number(value: Decimal | None) -> str:
    """A number with at most four decimals and no idle zeros; "" for none."""
    return "" if value is None else f"{round(value, 4).normalize():f}" if value else "0"


__all__ = ["harmless", "number"]
