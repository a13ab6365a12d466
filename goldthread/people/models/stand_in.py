"""Who stands in for somebody who is away."""

from datetime import date

from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from goldthread.journal.record import record
from goldthread.kit import clock

from .organisation import Organisation
from .person import Person


class Overlapping(Exception):
    """Somebody is said to be away on these days already; `known` is that row."""

    def __init__(self, known: "StandIn") -> None:
        super().__init__("away on these days already")
        self.known = known


class StandInQuerySet(models.QuerySet["StandIn"]):
    def standing(self) -> "StandInQuerySet":
        return self.filter(ended_at=None)

    def on(self, day: date) -> "StandInQuerySet":
        """Those that hold on a local day."""
        return self.standing().filter(starts__lte=day, ends__gte=day)


class StandIn(models.Model):
    """From one day to another, both included, somebody is away and somebody else stands in.

    Gives no rights but to check in: who stands in is shown beside the name.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="away")
    stand_in = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("who stands in"))
    starts = models.DateField(_("first day away"))
    ends = models.DateField(_("last day away"))
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    objects = StandInQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="away_for_a_day_at_least"),
            models.CheckConstraint(condition=~Q(person=F("stand_in")), name="nobody_stands_in_for_themselves"),
        ]
        indexes = [models.Index(fields=["organisation", "ends"], name="stand_in_until")]

    def __str__(self) -> str:
        return f"{self.stand_in_id} for {self.person_id}"

    @classmethod
    @transaction.atomic
    def arrange(
        cls, organisation: Organisation, person: Person, stand_in: Person, *, starts: date, ends: date, by: Person
    ) -> "StandIn":
        """Say who stands in from a local day to another. Said again, nothing changes.

        Raises Overlapping where somebody stands in on some of these days already.
        """
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        standing = cls.objects.standing().filter(organisation=organisation, person=person)
        known = (
            standing.filter(starts__lte=ends, ends__gte=starts).select_related("stand_in").order_by("starts").first()
        )
        if known is not None:
            if (known.stand_in_id, known.starts, known.ends) == (stand_in.pk, starts, ends):
                return known
            raise Overlapping(known)
        made = cls.objects.create(
            organisation=organisation, person=person, stand_in=stand_in, starts=starts, ends=ends, by=by, at=clock.now()
        )
        record(by, "stand_in.arranged", made, person=person.pk)
        return made

    @transaction.atomic
    def end(self, *, by: Person) -> None:
        """Back already, or not away after all. Ended again, nothing changes."""
        ended = StandIn.objects.standing().filter(pk=self.pk).update(ended_at=clock.now(), ended_by=by)
        if ended:
            record(by, "stand_in.ended", self, person=self.person_id)
