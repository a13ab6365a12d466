"""Within how many days an organisation promises to answer concerns."""

from django.db import models, transaction

from goldthread.journal.record import record
from goldthread.people.models import Organisation, Person

from .. import rules


class Promise(models.Model):
    """The promise of one organisation; without a row the usual one holds. A concern keeps the day that it was promised."""

    organisation = models.OneToOneField(Organisation, models.PROTECT, related_name="promise")
    days = models.PositiveSmallIntegerField(default=rules.PROMISED_DAYS)

    def __str__(self) -> str:
        return f"{self.days} days"

    @classmethod
    def days_in(cls, organisation_id: int) -> int:
        """The days promised in an organisation. One query."""
        made = cls.objects.filter(organisation=organisation_id).values_list("days", flat=True).first()
        return rules.PROMISED_DAYS if made is None else made

    @classmethod
    @transaction.atomic
    def make(cls, organisation: Organisation, days: int, *, by: Person) -> None:
        """Promise answers within so many days from now on. Raises ValueError for fewer than 1 or more than 60."""
        if not 1 <= days <= rules.MOST_DAYS:
            raise ValueError(f"not a number of days to answer in: {days}")
        if cls.days_in(organisation.pk) != days:
            cls.objects.update_or_create(organisation=organisation, defaults={"days": days})
            record(by, "promise.made", organisation, days=days)
