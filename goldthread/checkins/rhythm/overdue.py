"""Actions whose day is over: their owner is told once, and again with each check-in that is due."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from goldthread.journal.notices import notify
from goldthread.journal.record import record
from goldthread.people import access as people
from goldthread.talk.actions import access
from goldthread.talk.models import Action

ACTION = "action"
MOST = 200


def sweep(now: datetime) -> int:
    """Tell the owners of actions whose day is over where the organisation is; says how many actions. Each is told once."""
    # A day is over somewhere as soon as it is in the zone that is ahead of all others.
    over_somewhere = (now + timedelta(hours=14)).date()
    rows = Action.objects.overdue(over_somewhere).filter(told_overdue_at=None, owner__is_active=True)
    waiting = rows.select_related("organisation", "owner").order_by("due", "pk")[:MOST]
    return sum(
        _told(one, now)
        for one in waiting
        if one.due is not None and one.due < now.astimezone(ZoneInfo(one.organisation.time_zone)).date()
    )


@transaction.atomic
def _told(one: Action, now: datetime) -> bool:
    if not Action.objects.open().filter(pk=one.pk, told_overdue_at=None).update(told_overdue_at=now):
        return False
    if not people.sees_product(one.owner, one.product_id) or not access.sees_action(one.owner, one):
        return False
    entry = record(None, "action.overdue", one, owner=one.owner_id, goal=one.goal_id)
    return bool(notify([one.owner_id], ACTION, entry, goal=one.goal_id, noun=one.pk))
