"""Calendars follow when the agenda makes a meeting longer or shorter: once it is left alone for a while, so that whoever
prepares it does not send a mail with every line."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import OuterRef, Subquery

from goldthread.journal.models import Entry
from goldthread.journal.record import record
from goldthread.people.models import Person

from ..models import Workshop
from . import days, mail

CALM, AT_LATEST = timedelta(minutes=10), timedelta(days=2)
# With these everybody is told until when it is, or has just been.
SAID = ("workshop.convened", "workshop.moved", "workshop.spread", "workshop.lengthened")


def tell(now: datetime) -> int:
    """Tell those who are invited of meetings to come that end at another time than they know. Says of how many."""
    of_one = Entry.objects.filter(kind="workshop", noun_id=OuterRef("pk")).order_by("-number")
    planned, said = of_one.filter(verb="workshop.replanned"), of_one.filter(verb__in=SAID)
    rows = Workshop.objects.to_come().filter(starts_at__gt=now).select_related("organisation", "product__organisation")
    rows = rows.annotate(
        planned_at=Subquery(planned.values("at")[:1]), planned_by=Subquery(planned.values("by_id")[:1])
    )
    rows = rows.annotate(said=Subquery(said.values("facts")[:1]))
    due = rows.filter(planned_at__range=(now - AT_LATEST, now - CALM)).order_by("pk")
    return sum(_told(one) for one in due if one.said and one.said.get("lasts") not in (None, days.lasts(one)))


@transaction.atomic
def _told(of: Workshop) -> bool:
    by = Person.objects.filter(pk=of.planned_by).first() or of.convened_by  # type: ignore[attr-defined]
    record(None, "workshop.lengthened", of, lasts=days.lasts(of))
    mail.tell(of, "moved", by=by)
    return True
