import hashlib
import json
from datetime import UTC

from django.db import models
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    """One thing that happened. Holds kinds, ids and a digest of words; personal words stand elsewhere, where they can be erased."""

    organisation_id = models.BigIntegerField()
    number = models.BigIntegerField()
    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=60)
    kind = models.CharField(max_length=40)
    noun_id = models.BigIntegerField()
    product_id = models.BigIntegerField(null=True)
    facts = models.JSONField(default=dict)
    before = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation_id", "number"], name="one_entry_a_number")]
        indexes = [
            models.Index(fields=["organisation_id", "product_id", "at"], name="entry_by_product"),
            models.Index(fields=["organisation_id", "kind", "noun_id"], name="entry_by_noun"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.kind} {self.noun_id}"

    def computed_digest(self) -> str:
        """SHA-256 over the entry before and all that this one says, as 64 hexadecimal digits."""
        said = [
            self.before,
            self.organisation_id,
            self.number,
            self.at.astimezone(UTC).isoformat(),
            self.by_id,
            self.verb,
            self.kind,
            self.noun_id,
            self.product_id,
            self.facts,
        ]
        return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


class Head(models.Model):
    """The end of an organisation's chain; its row is locked while an entry is added."""

    organisation_id = models.BigIntegerField(unique=True)
    number = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="0" * 64)

    def __str__(self) -> str:
        return f"{self.organisation_id} at {self.number}"


class Once(models.Model):
    """A write that was answered: its key, and the answer to give again."""

    key = models.CharField(max_length=64)
    person_id = models.BigIntegerField(default=0)
    path = models.CharField(max_length=400)
    body_digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    headers = models.JSONField(default=dict)
    body = models.TextField(default="")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "person_id"], name="a_write_happens_once")]

    def __str__(self) -> str:
        return f"{self.status} {self.path}"


class Mail(models.Model):
    """A mail in the outbox. It leaves after the transaction that wrote it, and is kept until it has left."""

    sender = models.CharField(max_length=320)
    to = models.JSONField(default=list)
    subject = models.CharField(max_length=998)
    text = models.TextField()
    html = models.TextField(default="")
    # A meeting as a file for calendars, which says by itself whether it asks or takes back.
    calendar = models.TextField(default="")
    headers = models.JSONField(default=dict)
    message_id = models.CharField(max_length=200, unique=True)
    written_at = models.DateTimeField()
    due_at = models.DateTimeField(db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=300, default="")

    def __str__(self) -> str:
        return f"{self.subject} to {len(self.to)}"


class NoticeQuerySet(models.QuerySet["Notice"]):
    def unread(self) -> "NoticeQuerySet":
        return self.filter(read_at=None, is_shown=True)


class Notice(models.Model):
    """That something happened which one person wants to know: who, what kind, where. Its words are made when it is read.

    `fact` is one word more from a fixed list ("met", "declined"). `is_shown` is false for what goes by mail only.
    """

    organisation_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    product_id = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=20)
    verb = models.CharField(max_length=60)
    fact = models.CharField(max_length=20, default="")
    by_id = models.BigIntegerField(null=True)
    goal_id = models.BigIntegerField(null=True)
    noun_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    is_shown = models.BooleanField(default=True)
    read_at = models.DateTimeField(null=True)
    # When a mail about it may leave; null where none is wanted, or none is wanted any more.
    mail_due_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["organisation_id", "person_id", "-at"], name="notice_by_person"),
            models.Index(
                fields=["mail_due_at"], condition=models.Q(mail_due_at__isnull=False), name="notice_to_be_mailed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.person_id}"


class Silence(models.Model):
    """That somebody does not want one kind of notice one way ("product" or "mail"). Theirs in all organisations."""

    person_id = models.BigIntegerField()
    kind = models.CharField(max_length=20)
    way = models.CharField(max_length=10)
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person_id", "kind", "way"], name="silent_once_a_kind_and_way")]

    def __str__(self) -> str:
        return f"{self.person_id} without {self.kind} by {self.way}"


class MailHours(models.Model):
    """How often mails about notices leave for somebody, and the hours of their day in which none does."""

    class Rhythm(models.TextChoices):
        AT_ONCE = "at_once", _("at once")
        DAILY = "daily", _("once a day")
        WEEKLY = "weekly", _("once a week")
        NEVER = "never", _("never")

    person_id = models.BigIntegerField(unique=True)
    rhythm = models.CharField(max_length=10, choices=Rhythm.choices, default=Rhythm.AT_ONCE)
    quiet_from = models.TimeField(null=True, blank=True)
    quiet_until = models.TimeField(null=True, blank=True)
    # The Monday of the week whose summary was written last.
    told_week = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.person_id} {self.rhythm}"
