from datetime import date, time, timedelta
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from goldthread.journal.record import record
from goldthread.kit import clock
from goldthread.people.models import Organisation, Person, Product

from ..rhythm import rules

WHAT = ("every", "weekday", "day", "nth", "time", "zone", "moves", "working", "remind_hours", "digest_hours")


class OverAlready(Exception):
    """What is over stays as it was: a rhythm begins, and holidays come and go, from a later day on."""


class Rhythm(models.Model):
    """One version of a product's rhythm of check-ins. Never changes: another one takes the days from its start on.

    `weekday` counts from 0 for Monday, `nth` is 1 to 4 or -1 for the last, `working` are weekdays such as "01234".
    `remind_hours` and `digest_hours` say how long before it is due people are asked, and told what moved; null: not at all.
    """

    class Every(models.TextChoices):
        WEEK = rules.Every.WEEK.value, _("every week")
        TWO_WEEKS = rules.Every.TWO_WEEKS.value, _("every two weeks")
        MONTH_DAY = rules.Every.MONTH_DAY.value, _("every month, on a day of the month")
        MONTH_WEEKDAY = rules.Every.MONTH_WEEKDAY.value, _("every month, on a weekday")
        NEVER = rules.Every.NEVER.value, _("no rhythm")

    class Moves(models.TextChoices):
        NEXT = rules.Moves.NEXT.value, _("the next working day")
        PREVIOUS = rules.Moves.PREVIOUS.value, _("the working day before")
        STAYS = rules.Moves.STAYS.value, _("stays where it is")

    organisation = models.ForeignKey(Organisation, models.PROTECT)
    product = models.ForeignKey(Product, models.PROTECT, related_name="rhythms")
    number = models.PositiveIntegerField()
    every = models.CharField(max_length=13, choices=Every.choices)
    weekday = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(6)])
    day = models.PositiveSmallIntegerField(default=1, validators=[MinValueValidator(1), MaxValueValidator(31)])
    nth = models.SmallIntegerField(default=1)
    time = models.TimeField(default=time(10))
    zone = models.CharField(max_length=60)
    moves = models.CharField(max_length=8, choices=Moves.choices, default=Moves.NEXT)
    working = models.CharField(max_length=7, default="01234")
    starts = models.DateField()
    remind_hours = models.PositiveSmallIntegerField(null=True, default=24)
    digest_hours = models.PositiveSmallIntegerField(null=True, default=2)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["product", "number"], name="one_rhythm_a_number")]

    def __str__(self) -> str:
        return f"{self.every} from {self.starts}"

    @classmethod
    @transaction.atomic
    def set(cls, product: Product, *, by: Person, starts: date, **what: Any) -> "Rhythm":
        """Give a product a rhythm from a local day on; `what` are values by the names in WHAT. Said again, nothing changes.

        Raises OverAlready for a first day that is over, and where there is a rhythm already for one before tomorrow.
        """
        product = Product.objects.select_for_update().get(pk=product.pk)
        last = cls.objects.filter(product=product).order_by("-number").first()
        made = cls(
            organisation_id=product.organisation_id, product=product, by=by, at=clock.now(), starts=starts, **what
        )
        if last is not None and made.says() == last.says():
            return last
        if starts < earliest(made.zone, is_first=last is None):
            raise OverAlready
        made.number = last.number + 1 if last else 1
        made.save(force_insert=True)
        Waking.objects.update_or_create(
            product=product, defaults={"organisation_id": product.organisation_id, "wakes_at": clock.now()}
        )
        record(by, "rhythm.set", made, number=made.number)
        return made

    def says(self) -> tuple[Any, ...]:
        """All that it says, to tell it from another; what its kind does not ask for is left out."""
        said = {name: getattr(self, name) for name in WHAT}
        asked = {
            "week": ("weekday",),
            "two_weeks": ("weekday",),
            "month_day": ("day",),
            "month_weekday": ("weekday", "nth"),
        }
        for name in {"weekday", "day", "nth"} - set(asked.get(self.every, ())):
            del said[name]
        return (self.starts, *said.values()) if self.every != self.Every.NEVER else (self.starts, self.every)

    def as_rule(self) -> rules.Rhythm:
        """The same for the rules."""
        return rules.Rhythm(
            self.every, self.starts, self.time, self.zone, self.weekday, self.day, self.nth, self.moves,
            frozenset(int(one) for one in self.working), self.number,
        )  # fmt: skip


def earliest(zone: str, *, is_first: bool) -> date:
    """The first day from which a rhythm can hold: what was due today stays."""
    return clock.today(zone) + timedelta(days=0 if is_first else 1)


class HolidayQuerySet(models.QuerySet["Holiday"]):
    def standing(self) -> "HolidayQuerySet":
        return self.filter(removed_at=None)


class Holiday(models.Model):
    """A day on which an organisation does not work: due days of all its products move away from it."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="holidays")
    day = models.DateField(_("day"))
    name = models.CharField(_("what it is called"), max_length=120, default="", blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    objects = HolidayQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "day"], condition=Q(removed_at=None), name="a_holiday_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.day}"

    @classmethod
    @transaction.atomic
    def keep(cls, organisation: Organisation, days: dict[date, str], *, by: Person) -> int:
        """Do not work on these days, each with its name; says how many are new. Those that are over are left out: what
        was due stays as it was."""
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        known = set(
            cls.objects.standing().filter(organisation=organisation, day__in=days).values_list("day", flat=True)
        )
        today = clock.today(organisation.time_zone)
        rows = [
            Holiday(organisation=organisation, day=day, name=name[:120], by=by, at=clock.now())
            for day, name in sorted(days.items())
            if day > today and day not in known
        ]
        if rows:
            Holiday.objects.bulk_create(rows)
            record(by, "holidays.kept", organisation, count=len(rows))
            Waking.look_anew(organisation)
        return len(rows)

    @transaction.atomic
    def remove(self, *, by: Person) -> None:
        """Work on this day after all. Removed already, nothing changes. Raises OverAlready for a day that is over."""
        if self.day <= clock.today(self.organisation.time_zone):
            raise OverAlready
        if Holiday.objects.standing().filter(pk=self.pk).update(removed_at=clock.now(), removed_by=by):
            record(by, "holiday.removed", self, day=self.day.isoformat())
            Waking.look_anew(self.organisation)


class Waking(models.Model):
    """When the tending loop looks at the rhythm of a product next; null where nothing is near."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    product = models.OneToOneField(Product, models.CASCADE, related_name="+")
    wakes_at = models.DateTimeField(null=True, db_index=True)

    def __str__(self) -> str:
        return f"{self.product_id} at {self.wakes_at}"

    @classmethod
    def look_anew(cls, organisation: Organisation) -> None:
        """Have the loop look again at all products of an organisation: their due days may have moved."""
        cls.objects.filter(organisation=organisation).update(wakes_at=clock.now())


class Asked(models.Model):
    """That one person was told of one due day of a product: its row is made first, so that nobody is told twice.

    `due` is the day as planned, before a holiday moved it: moved again, it is the same one.
    """

    class Kind(models.TextChoices):
        CHECK_IN = "check_in", _("asked to check in")
        DIGEST = "digest", _("told what moved")

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    product = models.ForeignKey(Product, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    due = models.DateField()
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "product", "kind", "due"], name="told_once_of_a_due_day")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.person_id} for {self.due}"
