from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from goldthread.journal.record import record
from goldthread.kit import clock
from goldthread.people.models import Organisation, Person


class FollowQuerySet(models.QuerySet["Follow"]):
    def standing(self) -> "FollowQuerySet":
        return self.filter(ended_at=None)


class Follow(models.Model):
    """Somebody wants to hear of a thing. Ended, the row stays: nobody follows again by themselves what they left."""

    class Because(models.TextChoices):
        ASKED = "asked", _("asked for it")
        SET = "set", _("set it")
        OWNS = "owns", _("owns it")
        COMMENTED = "commented", _("commented on it")
        PROPOSED = "proposed", _("proposed it")

    organisation = models.ForeignKey(Organisation, models.PROTECT)
    person = models.ForeignKey(Person, models.CASCADE, related_name="follows")
    kind = models.CharField(max_length=40)
    noun_id = models.BigIntegerField()
    because = models.CharField(max_length=10, choices=Because.choices)
    began_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)

    objects = FollowQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind", "noun_id"], name="followed_once_by_each")]
        indexes = [models.Index(fields=["organisation", "kind", "noun_id"], name="follow_by_noun")]

    def __str__(self) -> str:
        return f"{self.person_id} follows {self.kind} {self.noun_id}"

    @classmethod
    @transaction.atomic
    def follow(cls, thing: Any, *, by: Person) -> "Follow":
        """Hear of a thing from now on. Followed already, nothing happens."""
        row, made = cls.objects.select_for_update().get_or_create(
            person=by,
            kind=thing._meta.model_name,
            noun_id=thing.pk,
            defaults={"organisation_id": thing.organisation_id, "because": cls.Because.ASKED, "began_at": clock.now()},
        )
        if made or row.ended_at is not None:
            row.because, row.began_at, row.ended_at = cls.Because.ASKED, clock.now(), None
            row.save(update_fields=["because", "began_at", "ended_at"])
            record(by, "follow.begun", row, of_kind=row.kind, of=row.noun_id)
        return row

    @classmethod
    @transaction.atomic
    def unfollow(cls, thing: Any, *, by: Person) -> None:
        """Hear of it no longer; not again because of what one does to it either."""
        row = cls.objects.standing().filter(person=by, kind=thing._meta.model_name, noun_id=thing.pk).first()
        if row is not None:
            row.ended_at = clock.now()
            row.save(update_fields=["ended_at"])
            record(by, "follow.ended", row, of_kind=row.kind, of=row.noun_id)
