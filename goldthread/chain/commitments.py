"""What a key result was agreed on, and which part of it a change would alter. Pure: no Django, no clock."""

from collections.abc import Mapping
from datetime import date
from typing import Any

# What was agreed. Whose name is on it, how much it counts and how far it reaches are none of it.
AGREED = ("metric_id", "kind", "baseline", "target", "upto", "starts", "due")


def altered(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Which of the fields in AGREED say something else by now, in their order.

    What nobody had said yet was not agreed: a baseline, target or day that was open can be filled in. The kind follows
    from the numbers, so it counts only where the target was said.
    """
    known = [name for name in AGREED if before[name] is not None]
    if before["target"] is None:
        known = [name for name in known if name != "kind"]
    return [name for name in known if after[name] != before[name]]


def has_begun(starts: date, set_on: date, today: date) -> bool:
    """Whether what was agreed holds: from the day after the start, or after the day on which it was set if that is later.

    So a slip of the pen can be mended on the day on which it was made.
    """
    return max(starts, set_on) < today


__all__ = ["AGREED", "altered", "has_begun"]
