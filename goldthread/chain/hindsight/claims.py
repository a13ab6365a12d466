"""What was claimed of a key result while its numbers stood, and what came of it. No Django, no clock."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from goldthread.measures.forecasting.score import Told

from ..progress import STAYS, Kind, is_met, progress

WEEK = timedelta(days=7)


class Said(NamedTuple):
    """A chance that was told on a local day, from 0 to 1, and the value that was known then.

    `alone` is what the numbers said before the lessons of others, `low` and `high` between what 8 in 10 would land.
    """

    day: date
    chance: Decimal
    value: Decimal
    alone: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None


class Claim(NamedTuple):
    """That a key result would be reached, in numbers that held from `since` on, and until `until` where others came.

    `ends` is the day that decides: the due day, or the day its goal was closed before. `value` was read last by then.
    A target that was changed later still counts as it was said.
    """

    key_result: int
    kind: str
    baseline: Decimal | None
    target: Decimal
    upto: Decimal | None
    starts: date
    due: date
    ends: date
    since: date
    until: date | None
    value: Decimal
    said: tuple[Said, ...] = ()

    @property
    def is_reached(self) -> bool:
        return is_met(self.kind, self.value, target=self.target, upto=self.upto)


class Stage(NamedTuple):
    """How early something was said: after a share of the time, or so many weeks before the due day."""

    name: str
    share: float = 0.0
    weeks: int = 0

    def day(self, claim: Claim) -> date | None:
        """The day of that stage; None where the key result did not last so long, or was over before."""
        if self.weeks:
            day = claim.due - self.weeks * WEEK
        else:
            day = claim.starts + timedelta(days=int((claim.due - claim.starts).days * self.share))
        return day if claim.starts < day < claim.ends else None


QUARTER, HALF, LATE = Stage("quarter", share=0.25), Stage("half", share=0.5), Stage("late", share=0.75)
STAGES = (QUARTER, HALF, LATE, *(Stage(f"weeks-{count}", weeks=count) for count in (8, 4, 2, 1)))


def said_at(claim: Claim, stage: Stage) -> Said | None:
    """What stood on the page at that stage; None where nothing did, or other numbers held then."""
    day = stage.day(claim)
    if day is None or day < claim.since or (claim.until is not None and claim.until <= day):
        return None
    before = [one for one in claim.said if one.day <= day]
    return before[-1] if before else None


def told_at(claim: Claim, stage: Stage) -> Told | None:
    """The same with what came of it, and with what the naive rule asks for where there is a way to go."""
    said, day = said_at(claim, stage), stage.day(claim)
    if said is None or day is None:
        return None
    numbers = {"baseline": claim.baseline, "target": claim.target, "upto": claim.upto}
    goes = claim.kind not in (*STAYS, Kind.MILESTONE) and claim.baseline is not None
    way = progress(claim.kind, said.value, **numbers) if goes else None
    return Told(
        float(said.chance),
        claim.is_reached,
        None if way is None else float(way),
        (day - claim.starts).days / (claim.due - claim.starts).days,
    )


class Numbers(NamedTuple):
    """What one version of a key result asked for, from the day it was said: claims are made of these."""

    key_result: int
    version: int
    on: date
    kind: str
    baseline: Decimal | None
    target: Decimal | None
    upto: Decimal | None
    starts: date
    due: date | None
    ends: date | None
    value: Decimal | None

    @property
    def asks(self) -> tuple[object, ...]:
        """What another claim differs in: owner and weight change nothing of it."""
        return self.kind, self.target, self.upto, self.starts, self.due


def claims_of(versions: Sequence[Numbers], said: dict[int, list[Said]], today: date) -> Iterable[Claim]:
    """The claims of one key result that are decided. `versions` in their order; `said` by version, in order of time."""
    first = 0
    for place, one in enumerate(versions):
        last = place + 1 == len(versions)
        if not last and versions[place + 1].asks == one.asks:
            continue
        those, first = versions[first : place + 1], place + 1
        if one.target is None or one.due is None or one.ends is None or one.value is None:
            continue
        if one.due <= one.starts or (one.ends >= today and one.ends == one.due):
            continue
        told = tuple(
            sorted((item for version in those for item in said.get(version.version, ())), key=lambda said: said.day)
        )
        until = None if last else versions[place + 1].on
        yield Claim(
            one.key_result, one.kind, one.baseline, one.target, one.upto, one.starts, one.due, one.ends,
            those[0].on, until, one.value, told,
        )  # fmt: skip


__all__ = ["HALF", "STAGES", "Claim", "Numbers", "Said", "Stage", "claims_of", "said_at", "told_at"]
