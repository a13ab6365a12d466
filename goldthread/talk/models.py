from typing import Any

from django.db import models, transaction

from goldthread.journal.record import record
from goldthread.kit import clock
from goldthread.people.models import Organisation, Person, Product


class CommentQuerySet(models.QuerySet["Comment"]):
    def about(self, kind: str, noun_id: int) -> "CommentQuerySet":
        return self.filter(kind=kind, noun_id=noun_id).order_by("at", "pk")


class Comment(models.Model):
    """Something said about a thing, by somebody who may see it. The words can be taken back; that something was said stays."""

    organisation = models.ForeignKey(Organisation, models.PROTECT)
    product = models.ForeignKey(Product, models.CASCADE, null=True)
    kind = models.CharField(max_length=40)
    noun_id = models.BigIntegerField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="comments")
    text = models.TextField(max_length=20_000)
    at = models.DateTimeField(default=clock.now)
    taken_back_at = models.DateTimeField(null=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "kind", "noun_id", "at"], name="comment_by_noun")]

    def __str__(self) -> str:
        return f"{self.by_id} on {self.kind} {self.noun_id}"

    @classmethod
    @transaction.atomic
    def say(cls, about: Any, text: str, *, by: Person, mentioned: tuple[Person, ...] = ()) -> "Comment":
        """Say something about a thing, and name the people it is for."""
        kind = about._meta.model_name
        said = cls.objects.create(organisation_id=about.organisation_id, product_id=about.product_id, kind=kind, noun_id=about.pk, by=by, text=text)
        for person in mentioned:
            Mention.objects.create(organisation_id=about.organisation_id, comment=said, person=person)
        record(by, "comment.said", about, comment=said.pk, mentioned=[person.pk for person in mentioned])
        return said

    @transaction.atomic
    def take_back(self, about: Any, *, by: Person) -> None:
        """Remove the words and the files; the place where they stood stays."""
        if self.taken_back_at is None:
            self.attachments.all().delete()
            self.mentions.all().delete()
            self.text, self.taken_back_at = "", clock.now()
            self.save(update_fields=["text", "taken_back_at"])
            record(by, "comment.taken_back", about, comment=self.pk)


class Mention(models.Model):
    organisation = models.ForeignKey(Organisation, models.PROTECT)
    comment = models.ForeignKey(Comment, models.CASCADE, related_name="mentions")
    person = models.ForeignKey(Person, models.CASCADE, related_name="mentions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment", "person"], name="mentioned_once_in_a_comment")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.comment_id}"


class Attachment(models.Model):
    """A file beside a comment, stored under a random name outside every web root."""

    organisation = models.ForeignKey(Organisation, models.PROTECT)
    comment = models.ForeignKey(Comment, models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=200)
    stored_as = models.CharField(max_length=100, unique=True)
    size_bytes = models.PositiveBigIntegerField()
    content_type = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.name
