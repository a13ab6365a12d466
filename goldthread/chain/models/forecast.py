from django.db import models
from django.utils.translation import gettext_lazy as _

from goldthread.kit import clock
from goldthread.people.models import Organisation


class Forecast(models.Model):
    """What was said about the chance of a key result at one time. Never changes; a later one stands beside it."""

    class Colour(models.TextChoices):
        ON_TRACK = "on_track", _("on track")
        AT_RISK = "at_risk", _("at risk")
        OFF_TRACK = "off_track", _("off track")

    organisation = models.ForeignKey(Organisation, models.PROTECT)
    key_result = models.ForeignKey("KeyResult", models.PROTECT, related_name="forecasts")
    version = models.ForeignKey("KeyResultVersion", models.PROTECT, related_name="+")
    # From 0 to 1.
    probability = models.DecimalField(max_digits=5, decimal_places=4)
    colour = models.CharField(max_length=10, choices=Colour.choices)
    # What the method alone said, before what the organisation learned; none where nothing but the base rate could be said.
    alone = models.DecimalField(max_digits=5, decimal_places=4, null=True)
    # Where it would land at the due date, and between what 8 in 10 would.
    low = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    landing = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    high = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    # The last reading that was known, and how many there were.
    value = models.DecimalField(max_digits=20, decimal_places=6)
    readings = models.PositiveIntegerField()
    at = models.DateTimeField(default=clock.now)
    # What the owner said beside the numbers. The confidence is in the probability; the state set by hand is not in the colour.
    confidence = models.PositiveSmallIntegerField(null=True)
    is_missed = models.BooleanField(default=False)
    by_hand = models.CharField(max_length=10, choices=Colour.choices, default="")
    because = models.CharField(max_length=400, default="")
    blocker = models.CharField(max_length=400, default="")

    class Meta:
        indexes = [models.Index(fields=["key_result", "at"], name="what_was_said_when")]

    def __str__(self) -> str:
        return f"{self.probability:.0%}"
