from decimal import Decimal
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from goldthread.chain.models import Candidate, Forecast, KeyResult
from goldthread.journal.record import record
from goldthread.kit import clock
from goldthread.people.models import Organisation, Person
from goldthread.talk.models import Action

from .pivot import Pivot


class WayOn(models.Model):
    """What somebody chose to do about a chance that is low: what they expect of it, and what it became. Never changes.

    `pace` is what they expect on top of the pace so far, in the metric's unit a week; `expected` the chance with it, from
    0 to 1; `said` what was said at that moment.
    """

    class Way(models.TextChoices):
        HELP = "help", _("ask for help")
        DROP = "drop", _("drop something")
        LATER = "later", _("later")
        TARGET = "target", _("new target")
        GO_ON = "go_on", _("go on as it is")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    key_result = models.ForeignKey(KeyResult, models.PROTECT, related_name="ways_on")
    way = models.CharField(max_length=6, choices=Way.choices)
    words = models.CharField(max_length=600, default="", blank=True)
    pace = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    expected = models.DecimalField(max_digits=5, decimal_places=4, null=True)
    said = models.ForeignKey(Forecast, models.PROTECT, null=True, related_name="+")
    candidate = models.ForeignKey(Candidate, models.PROTECT, null=True, related_name="+")
    pivot = models.ForeignKey(Pivot, models.PROTECT, null=True, related_name="+")
    action = models.ForeignKey(Action, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["key_result", "-at"], name="ways_on_of_a_key_result")]

    def __str__(self) -> str:
        return f"{self.way} for key result {self.key_result_id}"

    @classmethod
    @transaction.atomic
    def choose(
        cls, of: KeyResult, way: str, *, by: Person, words: str = "", expected: float | None = None, **became: Any
    ) -> "WayOn":
        """Say what is done now. `became`: pace, and candidate, pivot or action."""
        share = None if expected is None else Decimal(repr(expected)).quantize(Decimal("0.0001"))
        made = cls.objects.create(
            organisation_id=of.organisation_id, key_result=of, way=way, words=words, expected=share,
            said_id=of.forecast_id, by=by, at=clock.now(), **became,
        )  # fmt: skip
        record(by, "way_on.chosen", made, goal=of.goal_id, key_result=of.pk, way=str(way))
        return made

    @property
    def product_id(self) -> int:
        return self.key_result.product_id
