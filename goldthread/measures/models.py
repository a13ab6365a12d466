from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from goldthread.journal.record import record
from goldthread.kit import clock
from goldthread.people.models import Organisation, Person


class Metric(models.Model):
    """Something that is measured. One metric may serve several goals."""

    class Unit(models.TextChoices):
        NUMBER = "number", _("number")
        PERCENT = "percent", _("percent")
        MONEY = "money", _("money")
        DURATION = "duration", _("days")
        COUNT = "count", _("count")
        YES_NO = "yes_no", _("yes or no")

    class Direction(models.TextChoices):
        UP = "up", _("should rise")
        DOWN = "down", _("should fall")
        KEEP = "keep", _("should stay")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="metrics")
    name = models.CharField(_("name"), max_length=400)
    unit = models.CharField(_("unit"), max_length=10, choices=Unit.choices, default=Unit.NUMBER)
    currency = models.CharField(_("currency"), max_length=3, default="", blank=True)
    direction = models.CharField(_("direction"), max_length=4, choices=Direction.choices, default=Direction.UP)
    added_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["organisation", "name"], name="metric_by_name")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    @transaction.atomic
    def add(cls, organisation: Organisation, name: str, *, by: Person, **traits: Any) -> "Metric":
        """The metric of this name and unit, made where the organisation does not have it yet."""
        unit, currency = traits.get("unit") or cls.Unit.NUMBER, traits.get("currency") or ""
        known = cls.objects.filter(organisation=organisation, name=name, unit=unit, currency=currency).first()
        if known:
            return known
        made = cls.objects.create(
            organisation=organisation,
            name=name,
            unit=unit,
            currency=currency,
            direction=traits.get("direction") or cls.Direction.UP,
        )
        record(by, "metric.added", made)
        return made
