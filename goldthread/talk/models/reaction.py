from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from goldthread.journal.record import record
from goldthread.kit import clock
from goldthread.people.models import Organisation, Person, Product


class ReactionQuerySet(models.QuerySet["Reaction"]):
    def standing(self) -> "ReactionQuerySet":
        return self.filter(ended_at=None)


class Reaction(models.Model):
    """One of a few marks that somebody leaves at a thing: each once a person. Taken back, the row stays and has ended."""

    class Mark(models.TextChoices):
        SEEN = "seen", _("Seen")
        THANKS = "thanks", _("Thank you")
        WELL_DONE = "well_done", _("Well done")
        HELP = "help", _("I can help")
        WORRIED = "worried", _("This worries me")

    organisation = models.ForeignKey(Organisation, models.PROTECT)
    product = models.ForeignKey(Product, models.CASCADE, null=True)
    kind = models.CharField(max_length=40)
    noun_id = models.BigIntegerField()
    mark = models.CharField(max_length=10, choices=Mark.choices)
    by = models.ForeignKey(Person, models.PROTECT, related_name="reactions")
    at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)

    objects = ReactionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["by", "kind", "noun_id", "mark"], name="one_reaction_a_mark_and_person")
        ]
        indexes = [models.Index(fields=["organisation", "kind", "noun_id"], name="reaction_by_noun")]

    def __str__(self) -> str:
        return f"{self.mark} by {self.by_id}"

    @classmethod
    @transaction.atomic
    def react(cls, to: Any, mark: str, *, by: Person) -> "Reaction":
        """Leave a mark at a thing. Left already, nothing happens. Raises ValueError for a mark that is none."""
        now = clock.now()
        row, made = cls.objects.select_for_update().get_or_create(
            by=by,
            kind=to._meta.model_name,
            noun_id=to.pk,
            mark=cls.Mark(mark),
            defaults={"organisation_id": to.organisation_id, "product_id": to.product_id, "at": now},
        )
        if made or row.ended_at is not None:
            row.at, row.ended_at = now, None
            row.save(update_fields=["at", "ended_at"])
            record(by, "reaction.left", to, reaction=row.pk, mark=row.mark, again=not made)
        return row

    @classmethod
    @transaction.atomic
    def take_back(cls, at: Any, mark: str, *, by: Person) -> None:
        """Take one's mark away again. Where none stands, nothing happens."""
        mine = cls.objects.standing().filter(by=by, kind=at._meta.model_name, noun_id=at.pk, mark=cls.Mark(mark))
        if (row := mine.select_for_update().first()) is not None:
            row.ended_at = clock.now()
            row.save(update_fields=["ended_at"])
            record(by, "reaction.taken_back", at, reaction=row.pk, mark=row.mark)
