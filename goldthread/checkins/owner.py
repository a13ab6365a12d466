"""What owners say of their key results: for the forecasts of the chain, and for who waits for whom. A fixed number of queries."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import OuterRef, Q, QuerySet, Subquery

from goldthread.chain.models import KeyResult, KeyResultVersion
from goldthread.chain.models.key_result import NUMBERS
from goldthread.chain.owners_word import OwnersWord
from goldthread.chain.past import Moment
from goldthread.kit import clock

from . import rules
from .due_days import due_days_of
from .models import CheckIn

_ROW = (
    "id",
    "set_at",
    "goal__product_id",
    "version_id",
    "version__starts",
    "organisation__time_zone",
)
_SAID = ("key_result_id", "version_id", "confidence", "by_owner", "state", "because", "blocker", "day")


def words_of(key_results: Collection[int], moment: Moment | None = None) -> dict[int, OwnersWord]:
    """The slot `chances.owner`: by what was said last of each. Four queries, and those of the rhythm."""
    rows = list(KeyResult.objects.filter(pk__in=key_results).values(*_ROW))
    said = {one["key_result_id"]: one for one in _last(key_results, moment).values(*_SAID)}
    numbers = _versions(key_results, moment) if moment else {row["id"]: row["version_id"] for row in rows}
    about = _about({*numbers.values(), *(one["version_id"] for one in said.values())})
    due = due_days_of({row["goal__product_id"] for row in rows}, moment.day if moment else None)
    return {
        row["id"]: _word(row, said.get(row["id"]), about.get(numbers.get(row["id"], 0)), about, due, moment)
        for row in rows
    }


def _word(
    row: dict[str, Any], said: dict[str, Any] | None, now: Any, about: dict[int, Any], due: Any, moment: Moment | None
) -> OwnersWord:
    is_missed = waiting(row, said["day"] if said else None, due, moment.day if moment else None).is_missed
    if said is None:
        return OwnersWord(is_missed=is_missed)
    same = now is not None and about.get(said["version_id"]) == now
    sure = rules.counts(said["confidence"], by_owner=said["by_owner"], same_numbers=same)
    state, because = (said["state"], said["because"]) if same else ("", "")
    return OwnersWord(sure, state, because, is_missed, said["blocker"])


def waiting(row: dict[str, Any], last: date | None, due: dict[int, list[date]], day: date | None) -> rules.Due:
    """Which check-in waits for a key result, given as a row with the fields of `_ROW`."""
    today = day or clock.today(row["organisation__time_zone"])
    since = row["version__starts"] or row["set_at"].date()
    days = due.get(row["goal__product_id"])
    if days is None:
        return rules.usually_waiting(last=last, since=since, today=today)
    return rules.waiting(days, last=last, since=since, today=today)


class Waits(NamedTuple):
    """A check-in that waits for the owner of a key result, who looked last on `last`."""

    key_result: KeyResult
    due: rules.Due
    last: date | None


def who_waits(asked: QuerySet[KeyResult], day: date | None = None) -> list[Waits]:
    """The key results among these on which a check-in waits, or will wait on a day. Three queries, and those of the rhythm."""
    fields = ("metric", "version", "goal__version", "goal__product", "organisation")
    found = list(asked.select_related(*fields))
    last = dict(_last([one.pk for one in found], None).values_list("key_result_id", "day"))
    due = due_days_of({one.goal.product_id for one in found}, day)
    waits = [Waits(one, waiting(_row(one), last.get(one.pk), due, day), last.get(one.pk)) for one in found]
    return [one for one in waits if one.due.day is not None]


def _row(one: KeyResult) -> dict[str, Any]:
    return {
        "set_at": one.set_at,
        "goal__product_id": one.goal.product_id,
        "version__starts": one.version.starts if one.version else None,
        "organisation__time_zone": one.organisation.time_zone,
    }


def _last(key_results: Iterable[int], moment: Moment | None) -> QuerySet[CheckIn]:
    """What was said last of each, corrections in the place of what they correct."""
    newest = said_by(moment).filter(key_result=OuterRef("pk")).newest_first()
    last = KeyResult.objects.filter(pk__in=key_results).annotate(said=Subquery(newest.values("pk")[:1]))
    return CheckIn.objects.filter(pk__in=last.values("said"))


def said_by(moment: Moment | None) -> Any:
    """The check-ins that stand, or stood then."""
    if moment is None:
        return CheckIn.objects.standing()
    stood = Q(corrected_by=None) | Q(corrected_by__at__gt=moment.ends)
    return CheckIn.objects.filter(stood, at__lte=moment.ends)


def _about(versions: Collection[int]) -> dict[int, tuple[Any, ...]]:
    """What was said is about these numbers of a version, and its owner; how much it counts beside others is none of it."""
    rows = KeyResultVersion.objects.filter(pk__in=versions)
    return {
        row[0]: row[1:] for row in rows.values_list("pk", "metric_id", *(name for name in NUMBERS if name != "weight"))
    }


def _versions(key_results: Iterable[int], moment: Moment) -> dict[int, int]:
    rows = KeyResultVersion.objects.filter(key_result__in=key_results, at__lte=moment.ends).order_by("at", "pk")
    return dict(rows.values_list("key_result_id", "pk"))


__all__ = ["Waits", "said_by", "waiting", "who_waits", "words_of"]
