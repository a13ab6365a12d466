"""The record of what was decided. Never changes: a reversal is a new agreement that names this one."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from goldthread.kit import clock
from goldthread.people.models import Organisation, Person, Product


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def adopted(self) -> "AgreementQuerySet":
        return self.filter(verdict__in=("adopted", "adopted_with_concerns"))

    def about(self, kind: str, noun_id: int) -> "AgreementQuerySet":
        return self.filter(kind=kind, noun_id=noun_id)


class Agreement(models.Model):
    """What was decided about exact words, under which rule, how, and what follows. Of the people only their number in
    the electorate stands here; names and what they said stand in rows of their own."""

    class Verdict(models.TextChoices):
        ADOPTED = "adopted", _("agreed")
        WITH_CONCERNS = "adopted_with_concerns", _("agreed, with concerns")
        NOT_ADOPTED = "not_adopted", _("not agreed")
        NO_DECISION = "no_decision", _("no decision")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    product = models.ForeignKey(Product, models.PROTECT, related_name="+")
    decision = models.OneToOneField("decisions.Decision", models.PROTECT, related_name="agreement")
    kind = models.CharField(max_length=40)
    noun_id = models.BigIntegerField()
    version = models.PositiveIntegerField()
    level = models.CharField(max_length=20)
    words = models.CharField(max_length=600)
    verdict = models.CharField(max_length=30, choices=Verdict.choices)
    reason = models.CharField(max_length=60)
    sentence = models.TextField()
    # All that the verdict came from, as `goldthread decide` reads it.
    poll = models.JSONField()
    tally = models.JSONField()
    who_acts = models.CharField(_("who acts on it"), max_length=300, default="")
    review_on = models.DateField(_("looked at again on"), null=True)
    reverses = models.ForeignKey("self", models.PROTECT, null=True, related_name="reversed_by")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "kind", "noun_id", "-at"], name="agreement_by_noun"),
            models.Index(fields=["product", "-at"], name="agreement_by_product"),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def is_adopted(self) -> bool:
        return self.verdict in (self.Verdict.ADOPTED, self.Verdict.WITH_CONCERNS)
