"""The thread that a file would make, as the rules of the thread see it, before anything is written. No Django, no clock."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from goldthread.chain.loose_ends.shapes import Beyond, Measured, Read, Seen, Standing
from goldthread.chain.rules import state_of
from goldthread.exchange.files import checks
from goldthread.exchange.files.items import Brought, Item
from goldthread.exchange.files.measures import metric_of
from goldthread.exchange.fitting import LONGEST_STATEMENT, held, short

Trait = tuple[str, str, str]


class Named(Protocol):
    """Somebody whom a file may name."""

    pk: int
    name: str


@dataclass(frozen=True)
class Known:
    """What is there already: people and teams by the names that a file may give them, in small letters; the open goals.

    `directions`: which way a metric should go, by name, unit and currency; `metrics`: its timing, its purpose and whether
    it has a source; `more`: facts of packages above, as in `Seen`.
    """

    people: Mapping[str, Any] = field(default_factory=dict)
    teams: Mapping[str, int] = field(default_factory=dict)
    directions: Mapping[Trait, str] = field(default_factory=dict)
    metrics: Mapping[Trait, tuple[str, str, bool]] = field(default_factory=dict)
    thread: Seen | None = None
    more: Mapping[str, Any] = field(default_factory=dict)


def pk_of(item: Item) -> int:
    """A number for what has none yet: below zero, where no row of a table has one."""
    return -1 - item.place


def place_of(pk: int | None) -> int | None:
    """The place of the item that stands under a number, None for what is there already."""
    return -1 - pk if pk is not None and pk < 0 else None


def seen_in(brought: Brought, known: Known, today: date) -> Seen:
    """The open goals that are there, and after them those of the file in its order; ended ones stand beyond."""
    goals = [item for item in brought.made if not item.is_key_result]
    results, steps = checks.key_results_of(brought), checks.steps_of(brought)
    around = known.thread or Seen({}, today)
    # Key results of one metric share its direction: that of the metric that is there, else what the last of them says.
    said = {metric_of(one): one.said.get("direction_read") or "up" for some in results.values() for one in some}
    directions = {**said, **known.directions}
    reasons: dict[tuple[int, int], str] = dict(around.reasons)
    standing, ended = dict(around.goals), dict(around.beyond)
    for item in goals:
        if "ended_read" in item.said:
            ended[pk_of(item)] = Beyond(pk_of(item), item.level, is_closed=True)
            continue
        above = {pk_of(brought.items[place]): because for place, because in checks.reasons_for(item, brought).items()}
        reasons.update(((pk_of(item), pk), because) for pk, because in above.items())
        below = tuple(pk_of(one) for one in steps.get(item.place, ()) if "ended_read" not in one.said)
        measured = tuple(_measured(one, known, directions) for one in results.get(item.place, ()))
        one = _standing(item, known, today)
        standing[one.pk] = one._replace(parents=tuple(above), children=below, key_results=measured)
    read = {pk_of(one): _read(one, known, today) for some in results.values() for one in some}
    return Seen(standing, today, ended, reasons, more=known.more, read=read)


def _standing(item: Item, known: Known, today: date) -> Standing:
    said = item.said
    owner_id, owner = _owner(item, known)
    starts = _day(said, "starts")
    return Standing(
        pk_of(item),
        item.level,
        short(item.text, LONGEST_STATEMENT)[0],
        owner_id=owner_id,
        owner=owner,
        team_id=known.teams.get(said.get("team", "").casefold()),
        name=said.get("name", ""),
        timeframe=said.get("timespan", ""),
        how_we_know=said.get("how_we_know", ""),
        method=said.get("method", ""),
        starts=starts,
        due=_day(said, "due"),
        state=state_of(starts=starts, closed_as=None, today=today),
        set_on=today,
        is_brought_in=True,
    )


def _measured(item: Item, known: Known, directions: Mapping[Trait, str]) -> Measured:
    said = item.said
    owner_id, owner = _owner(item, known)
    metric = metric_of(item)
    name, unit, _currency = metric
    return Measured(
        pk_of(item),
        name,
        unit,
        directions[metric],
        _number(said, "baseline"),
        _number(said, "target"),
        _day(said, "due"),
        owner_id,
        owner,
    )


def _read(item: Item, known: Known, today: date) -> Read:
    """A file brings no readings; a metric that is new in it says nothing of where its number comes from."""
    timing, purpose, has_source = known.metrics.get(metric_of(item), ("", "", False))
    return Read(None, _day(item.said, "starts") or today, timing, purpose, has_source)


def _owner(item: Item, known: Known) -> tuple[int | None, str]:
    written = item.said.get("owner", "")
    person: Named | None = known.people.get(written.lower())
    return (person.pk, person.name) if person else (None, written)


def _day(said: Mapping[str, str], name: str) -> date | None:
    return date.fromisoformat(said[f"{name}_read"]) if f"{name}_read" in said else None


def _number(said: Mapping[str, str], name: str) -> Decimal | None:
    return held(Decimal(said[f"{name}_read"])) if f"{name}_read" in said else None
