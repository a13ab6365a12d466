from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from goldthread.journal.record import record
from goldthread.kit import clock
from goldthread.people.models import Organisation, Person, Product

from .goal import Goal


class ExemptionQuerySet(models.QuerySet["Exemption"]):
    def standing(self) -> "ExemptionQuerySet":
        return self.filter(ended_at=None)


class Exemption(models.Model):
    """A rule that need not hold here, because; from one day to another.

    `goal` is empty where the rule looks at the whole product; `about` tells several of those apart ("team-3").
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT)
    product = models.ForeignKey(Product, models.PROTECT, related_name="exemptions")
    goal = models.ForeignKey(Goal, models.PROTECT, null=True, related_name="exemptions")
    rule = models.CharField(max_length=40)
    about = models.CharField(max_length=40, default="", blank=True)
    because = models.TextField(_("why it need not hold here"), max_length=2000)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    objects = ExemptionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["goal", "rule", "about"], condition=Q(ended_at=None), name="one_standing_exemption"
            ),
            models.UniqueConstraint(
                fields=["product", "rule", "about"],
                condition=Q(ended_at=None, goal=None),
                name="one_standing_exemption_of_a_product",
            ),
            models.CheckConstraint(condition=~Q(because=""), name="an_exemption_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.rule} of {self.goal_id or 'the product'}"

    @classmethod
    @transaction.atomic
    def exempt(
        cls, product: Product, rule: str, *, by: Person, because: str, goal: Goal | None = None, about: str = ""
    ) -> "Exemption":
        """Let a rule not hold, and say why. A new reason ends the exemption that stands and begins another."""
        # One at a time in a product: two who exempt the same at once make one row.
        Product.objects.select_for_update().get(pk=product.pk)
        place: dict[str, Any] = {"product": product, "goal": goal, "rule": rule, "about": about}
        known = cls.objects.standing().filter(**place).first()
        if known and known.because == because:
            return known
        if known:
            cls.objects.filter(pk=known.pk).update(ended_at=clock.now(), ended_by=by)
        made = cls.objects.create(
            organisation_id=product.organisation_id, **place, because=because, by=by, at=clock.now()
        )
        record(by, "exemption.made", made, rule=rule, goal=goal and goal.pk)
        return made

    @transaction.atomic
    def end(self, *, by: Person) -> None:
        """Let the rule hold again; that it did not stays in the record."""
        ended = Exemption.objects.standing().filter(pk=self.pk).update(ended_at=clock.now(), ended_by=by)
        if ended:
            record(by, "exemption.ended", self, rule=self.rule, goal=self.goal_id)


class Severity(models.Model):
    """How grave an organisation takes a rule to be. Where it says nothing, the rule's own severity holds."""

    class Choice(models.TextChoices):
        ERROR = "error", _("breaks the thread")
        WARNING = "warning", _("worth mending")
        HINT = "hint", _("a hint")
        OFF = "off", _("off")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="severities")
    rule = models.CharField(max_length=40)
    # "" is as usual: the row stays, so that the record keeps the noun it speaks of.
    choice = models.CharField(max_length=10, choices=Choice.choices, default="", blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "rule"], name="one_severity_a_rule")]

    def __str__(self) -> str:
        return f"{self.rule}: {self.choice or 'as usual'}"

    @classmethod
    @transaction.atomic
    def take(cls, organisation: Organisation, rule: str, choice: str, *, by: Person) -> None:
        """Take a rule to be this grave from now on; "" is as usual."""
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        known = cls.objects.filter(organisation=organisation, rule=rule).first()
        if (known.choice if known else "") == choice:
            return
        said = {"choice": choice, "by": by, "at": clock.now()}
        made, _new = cls.objects.update_or_create(organisation=organisation, rule=rule, defaults=said)
        record(by, "severity.taken", made, rule=rule, choice=choice)
