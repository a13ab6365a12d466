import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import models, transaction

from goldthread.journal.record import record
from goldthread.kit import clock
from goldthread.people.models import Organisation, Person, Product


@dataclass(frozen=True)
class Upload:
    """A file whose content was looked at: its name for people and what it is."""

    file: File
    name: str
    content_type: str


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
    def say(
        cls, about: Any, text: str, *, by: Person, mentioned: Sequence[Person] = (), files: Sequence["Upload"] = ()
    ) -> "Comment":
        """Say something about a thing, lay files beside it, and name the people it is for: they are told by whoever hears of the entry."""
        kind = about._meta.model_name
        said = cls.objects.create(
            organisation_id=about.organisation_id,
            product_id=about.product_id,
            kind=kind,
            noun_id=about.pk,
            by=by,
            text=text,
            at=clock.now(),
        )
        for person in mentioned:
            Mention.objects.create(organisation_id=about.organisation_id, comment=said, person=person)
        for file in files:
            said._attach(file)
        record(
            by, "comment.said", about, comment=said.pk, mentioned=[person.pk for person in mentioned], files=len(files)
        )
        return said

    def _attach(self, upload: "Upload") -> None:
        digest = hashlib.sha256()
        for piece in upload.file.chunks():
            digest.update(piece)
        # The name says nothing and comes from nobody: it cannot be guessed and holds no ending.
        stored_as = default_storage.save(f"attachments/{secrets.token_hex(16)}", upload.file)
        Attachment.objects.create(
            organisation_id=self.organisation_id, comment=self, name=upload.name, stored_as=stored_as, size_bytes=upload.file.size,
            content_type=upload.content_type, digest=digest.hexdigest(), at=self.at,
        )  # fmt: skip

    @transaction.atomic
    def take_back(self, about: Any, *, by: Person) -> None:
        """Remove the words and the files; the place where they stood stays."""
        if self.taken_back_at is None:
            for stored_as in self.attachments.values_list("stored_as", flat=True):
                transaction.on_commit(partial(default_storage.delete, stored_as))
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
