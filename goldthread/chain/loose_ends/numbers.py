"""Rules on what was read: numbers that are missing, old, there already or telling little (C53, C55, G03 to G11). No Django, no clock."""

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from functools import lru_cache

from goldthread.measures import vanity

from ..progress import rolled_up
from ..rules import Level
from .shapes import BELOW_VISION, HINT, MEASURED, WARNING, Found, Measured, Read, Rule, Seen, Standing

# Real gaps between check-ins: a quarter is over 17 days, six in a hundred over 31.
STARTING, STALE = timedelta(days=14), timedelta(days=31)
QUARTER = timedelta(days=92)
# A source that fails once or twice is asked again; three times in a row is no hiccup.
FAILS = 3
# A goal and its steps never move quite alike.
APART, FAR_APART = Decimal("0.1"), Decimal("0.3")


def no_value(goal: Standing, seen: Seen) -> Found | None:
    """Of a key result that has been on the way for two weeks something is known."""
    return _named(
        one for one, read in _running(goal, seen) if seen.today - read.begins > STARTING and not _in_time(read)
    )


def stale(goal: Standing, seen: Seen) -> Found | None:
    """What is known of a key result is no older than a month; what is done or not need not be said again."""
    return _named(
        one
        for one, read in _running(goal, seen)
        if one.unit != "yes_no" and _in_time(read) and seen.today - (read.day or seen.today) > STALE
    )


def source_fails(goal: Standing, seen: Seen) -> Found | None:
    """A source gives a value when it is asked."""
    return _named(one for one, read in _running(goal, seen) if read.failures >= FAILS)


def no_source(goal: Standing, seen: Seen) -> Found | None:
    """A metric says where its number comes from, so that the next person finds it."""
    return _named(one for one, read in _known(goal, seen) if not read.has_source)


def only_looks_good(goal: Standing, seen: Seen) -> Found | None:
    """A number can fall as well as rise when things get worse."""
    return _named(
        one for one, read in _known(goal, seen) if _is_doubtful(one.name, one.unit, one.direction, read.purpose)
    )


def only_lagging(goal: Standing, seen: Seen) -> Found | None:
    """A goal of more than a quarter has a number that moves before the result does."""
    timings = [read.timing for _one, read in _known(goal, seen)]
    begins = goal.starts or goal.set_on
    if not timings or goal.due is None or begins is None or goal.due - begins <= QUARTER:
        return None
    return Found() if all(timing == "lagging" for timing in timings) else None


def met_early(goal: Standing, seen: Seen) -> Found | None:
    """A goal whose numbers are all there is closed, or asks for more."""
    moving = [one for one in goal.key_results if one.weight and not one.stays]
    if goal.state != "active" or not moving or not all(one.done is not None and one.done >= 1 for one in moving):
        return None
    last = max((day for one in moving if (day := one.due or goal.due)), default=None)
    return Found() if last and last - seen.today > STARTING else None


def due_after_goal(goal: Standing, seen: Seen) -> Found | None:
    """A key result is due no later than the goal that it measures."""
    return _named(one for one in goal.key_results if goal.due and one.due and one.due > goal.due)


def still_open(goal: Standing, seen: Seen) -> Found | None:
    """A goal whose day is two weeks over is closed, or has another day."""
    return Found() if goal.due and seen.today - goal.due > STARTING else None


def apart_from_steps(goal: Standing, seen: Seen) -> Found | None:
    """A goal is about as far as its steps are. Steps far ahead of it are worth a look: do they lead there?"""
    own = _share(goal, seen)
    below = [share for pk in goal.children if pk in seen.goals and (share := _share(seen.goals[pk], seen)) is not None]
    if own is None or not below or len(below) * 2 < len(goal.children):
        return None
    steps = sum(below, Decimal(0)) / len(below)
    if abs(steps - own) <= APART:
        return None
    if steps > own:
        return Found(what=("ahead",), severity=WARNING if steps - own > FAR_APART else "")
    return Found(what=("behind",))


def serves_nothing(seen: Seen) -> Iterable[Found]:
    """A metric serves a goal, or is watched for health."""
    return [Found(what=(name,), at=str(pk), about=f"metric-{pk}") for pk, name in seen.idle]


def _known(goal: Standing, seen: Seen) -> list[tuple[Measured, Read]]:
    """The key results of a goal with what is known of them, put together once for all rules."""
    if not goal.key_results or not seen.read:
        return []
    known: dict[int, list[tuple[Measured, Read]]] = seen.kept.setdefault("known", {})
    if goal.pk not in known:
        known[goal.pk] = [(one, seen.read[one.pk]) for one in goal.key_results if one.pk in seen.read]
    return known[goal.pk]


def _running(goal: Standing, seen: Seen) -> list[tuple[Measured, Read]]:
    """The key results that are on the way: begun, and not over."""
    if goal.state != "active" or not goal.key_results or not seen.read:
        return []
    running: dict[int, list[tuple[Measured, Read]]] = seen.kept.setdefault("running", {})
    if goal.pk not in running:
        ends = [(one, read, one.due or goal.due) for one, read in _known(goal, seen)]
        running[goal.pk] = [
            (one, read) for one, read, due in ends if read.begins <= seen.today and (due is None or due >= seen.today)
        ]
    return running[goal.pk]


def _in_time(read: Read) -> bool:
    return read.day is not None and read.day >= read.begins


def _share(goal: Standing, seen: Seen) -> Decimal | None:
    """How far a goal is by its own key results, worked out once; what should stay is not on any way."""
    known: dict[int, Decimal | None] = seen.kept.setdefault("shares", {})
    if goal.pk not in known:
        known[goal.pk] = rolled_up((one.weight, one.done) for one in goal.key_results if not one.stays).share
    return known[goal.pk]


@lru_cache(8192)
def _is_doubtful(name: str, unit: str, direction: str, purpose: str) -> bool:
    """As the library says it: that a number stands alone is said on the page of the metric only."""
    found = vanity.hints(name, unit=unit, direction=direction, purpose=purpose)
    return any(hint.code != "no_whole" for hint in found)


def _named(found: Iterable[Measured]) -> Found | None:
    """The key results by name; the deed opens the first."""
    several = tuple(found)
    return Found(what=tuple(one.name for one in several), at=str(several[0].pk)) if several else None


_OPEN_ENDED = BELOW_VISION - {Level.SPRINT_GOAL}
RULES = (
    Rule("apart_from_steps", "C53", "a goal and its steps; objectives beside the mean of what stands below them (a real organisation)", HINT, MEASURED, apart_from_steps),
    Rule("only_looks_good", "C55", "no vanity metrics (R. Pichler, 2023)", HINT, BELOW_VISION, only_looks_good),
    Rule("no_value", "G03", "data, not hunches (negotiated outcomes)", WARNING, BELOW_VISION, no_value),
    Rule("stale_value", "G04", "check-ins every two weeks or month (negotiated outcomes)", WARNING, BELOW_VISION, stale),
    Rule("source_fails", "G05", "data, not hunches (negotiated outcomes)", WARNING, BELOW_VISION, source_fails),
    Rule("met_early", "G06", "realistic goals (goal chain), a little higher where it can be (negotiated outcomes)", HINT, BELOW_VISION, met_early),
    Rule("only_lagging", "G07", "leading and lagging numbers, usual practice with KPIs", HINT, MEASURED, only_lagging),
    Rule("key_result_late", "G08", "a step comes before what it leads to", WARNING, BELOW_VISION, due_after_goal),
    Rule("no_source", "G09", "quantified key results with a source (negotiated outcomes)", HINT, BELOW_VISION, no_source),
    Rule("serves_nothing", "G10", "a KPI without a goal is dropped, or watched for health (R. Pichler, 2023)", HINT, whole=serves_nothing),
    Rule("still_open", "G11", "a chain of goals in force", WARNING, _OPEN_ENDED, still_open),
)  # fmt: skip


__all__ = ["RULES"]
