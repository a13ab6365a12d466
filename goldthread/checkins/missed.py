"""Chances say so when a check-in was due and none came: no deed tells them, only the day that is over."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from goldthread.chain import chances
from goldthread.chain.models import KeyResult

from .models import Rhythm
from .owner import words_of


def sweep(now: datetime) -> None:
    """Say anew the chances whose check-in was missed since, or is no longer. Called by the tending loop."""
    rows = KeyResult.objects.standing().filter(goal__closing=None, forecast__isnull=False)
    rows = rows.filter(goal__product__in=Rhythm.objects.order_by().values("product"))
    said = {
        pk: (where, missed) for pk, where, missed in rows.values_list("pk", "organisation_id", "forecast__is_missed")
    }
    changed = [pk for pk, word in words_of(said.keys()).items() if word.is_missed != said[pk][1]]
    by_organisation: dict[int, list[int]] = defaultdict(list)
    for pk in changed:
        by_organisation[said[pk][0]].append(pk)
    for some in by_organisation.values():
        _say(some)


@transaction.atomic
def _say(some: Iterable[int]) -> None:
    chances.say(KeyResult.objects.filter(pk__in=some))


__all__ = ["sweep"]
