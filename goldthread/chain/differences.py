"""What differs between two versions of a goal, field by field, in words to read."""

from dataclasses import dataclass
from typing import Any

from goldthread.kit.days import date_format
from goldthread.kit.differences import Change, differences

from .models import GoalVersion

# Fields as people read them; an owner without an account stands in `owner_as_written`.
READ = (
    "statement",
    "level",
    "why",
    "how",
    "for_customer",
    "for_business",
    "method",
    "how_we_know",
    "team",
    "owner",
    "starts",
    "due",
    "name",
    "timeframe",
    "period",
)


@dataclass(frozen=True)
class Changed:
    """One field that reads differently: its name in the model, its label, and both texts as pieces."""

    name: str
    label: str
    pieces: list[Change]


def between(before: GoalVersion, after: GoalVersion) -> list[Changed]:
    """The fields that changed from one version to the next, in the order of the page."""
    pairs = ((name, read(before, name), read(after, name)) for name in READ)
    return [Changed(name, label(name), differences(old, new)) for name, old, new in pairs if old != new]


def told(version: GoalVersion) -> list[tuple[str, str]]:
    """Label and words of all that a version says."""
    return [(label(name), words) for name in READ if (words := read(version, name))]


def labels_changed(before: GoalVersion, after: GoalVersion) -> list[str]:
    """What the changed fields are called; costs no comparison by words."""
    return [label(name) for name in READ if read(before, name) != read(after, name)]


def label(name: str) -> str:
    return str(GoalVersion._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def read(version: GoalVersion, name: str) -> str:
    """One field of a version as a person reads it."""
    if name == "level":
        return version.get_level_display()
    if name == "owner":
        return str(version.owner or version.owner_as_written)
    value: Any = getattr(version, name)
    if name in ("starts", "due"):
        return date_format(value, "j F Y") if value else ""
    return "" if value is None else str(value)
