"""What of the thread an item is about where it is no goal, and until when a phase of a meeting over days runs."""

from django.db import models

from goldthread.people.models import Organisation

from .phase import Item, Phase


class Matter(models.Model):
    """What an item of the agenda is about beside its goal: a key result, a sprint, what moved in the product."""

    class Kind(models.TextChoices):
        KEY_RESULT = "keyresult"
        SPRINT = "sprint"
        # What moved in the product since check-ins were due last.
        PRODUCT = "product"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    item = models.OneToOneField(Item, models.CASCADE, related_name="matter")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    noun_id = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.kind}-{self.noun_id}"


class LastMoment(models.Model):
    """When a phase ends in a meeting over days; such a meeting has one for each of its phases."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    phase = models.OneToOneField(Phase, models.CASCADE, related_name="last_moment")
    at = models.DateTimeField()
    # When those who had not written yet were reminded.
    reminded_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.phase_id} until {self.at}"
