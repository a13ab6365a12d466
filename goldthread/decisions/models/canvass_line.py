"""One line of a canvass: exact words that people mark, or an option that they put in order."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from goldthread.people.models import Organisation

NONE = "none"


class CanvassLineQuerySet(models.QuerySet["CanvassLine"]):
    def standing(self) -> "CanvassLineQuerySet":
        """Those that were not taken out."""
        return self.filter(out="")


class CanvassLine(models.Model):
    """kind: "goal", "candidate", "line" for words of its own, "none" for "none of these"; noun_id and version: which words."""

    class Out(models.TextChoices):
        REWORDED = "reworded", _("its words changed")
        CLOSED = "closed", _("it was closed")
        RESTRICTED = "restricted", _("it is shown to few only")
        APART = "apart", _("it is asked about by itself")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    canvass = models.ForeignKey("decisions.Canvass", models.PROTECT, related_name="lines")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    noun_id = models.BigIntegerField(null=True)
    version = models.PositiveIntegerField(default=0)
    level = models.CharField(max_length=20, default="")
    words = models.CharField(max_length=600)
    out = models.CharField(max_length=12, choices=Out.choices, default="")
    # What nobody marked is settled by a decision of its own.
    decision = models.OneToOneField("decisions.Decision", models.PROTECT, null=True, related_name="canvass_line")

    objects = CanvassLineQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["canvass", "number"], name="one_canvass_line_a_number")]
        indexes = [models.Index(fields=["kind", "noun_id"], name="canvass_line_by_noun")]

    def __str__(self) -> str:
        return self.words
