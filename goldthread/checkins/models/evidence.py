import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.files.storage import default_storage
from django.db import models
from django.utils.translation import gettext_lazy as _

from goldthread.kit import clock
from goldthread.measures.models import Reading
from goldthread.people.models import Organisation, Person
from goldthread.talk.models import Upload

if TYPE_CHECKING:
    from .pivot import Pivot

FOLDER = "evidence"


@dataclass(frozen=True)
class Link:
    """An address that shows something, and what it shows."""

    address: str
    words: str = ""


class Evidence(models.Model):
    """Something that lies beside a pivot as it was on that day: a value, a link or a file. Never changes.

    Of a reading value, day and source are copied, so that a later correction leaves what was known then. A file is known
    again by its digest.
    """

    class Kind(models.TextChoices):
        READING = "reading", _("reading")
        LINK = "link", _("link")
        FILE = "file", _("file")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    pivot = models.ForeignKey("checkins.Pivot", models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    # What a link shows, what a reading was noted with, what a file is called.
    words = models.CharField(max_length=400, default="", blank=True)
    reading = models.ForeignKey(Reading, models.PROTECT, null=True, related_name="+")
    metric_name = models.CharField(max_length=400, default="", blank=True)
    unit = models.CharField(max_length=10, default="", blank=True)
    currency = models.CharField(max_length=3, default="", blank=True)
    value = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    day = models.DateField(null=True)
    origin = models.CharField(max_length=8, choices=Reading.Origin.choices, default="", blank=True)
    read_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    address = models.CharField(max_length=1000, default="", blank=True)
    stored_as = models.CharField(max_length=100, default="", blank=True)
    size_bytes = models.PositiveBigIntegerField(default=0)
    content_type = models.CharField(max_length=100, default="", blank=True)
    digest = models.CharField(max_length=64, default="", blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.words or self.address or f"{self.value} on {self.day}"

    @classmethod
    def keep(
        cls,
        pivot: "Pivot",
        *,
        by: Person,
        readings: Iterable[Reading] = (),
        links: Iterable[Link] = (),
        files: Iterable[Upload] = (),
    ) -> None:
        """Freeze what lies beside a pivot. Raises ValueError for a reading of another organisation."""
        rows = [_of_reading(pivot, one) for one in readings]
        rows += [{"kind": cls.Kind.LINK, "address": one.address, "words": one.words} for one in links]
        rows += [_of_file(one) for one in files]
        Evidence.objects.bulk_create(
            [Evidence(organisation_id=pivot.organisation_id, pivot=pivot, by=by, at=clock.now(), **row) for row in rows]
        )


def _of_reading(pivot: "Pivot", one: Reading) -> dict[str, Any]:
    if one.organisation_id != pivot.organisation_id:
        raise ValueError(f"reading {one.pk} belongs to another organisation")
    return {
        "kind": Evidence.Kind.READING,
        "words": one.note,
        "reading": one,
        "metric_name": one.metric.name,
        "unit": one.metric.unit,
        "currency": one.metric.currency,
        "value": one.value,
        "day": one.day,
        "origin": one.origin,
        "read_by_id": one.by_id,
    }


def _of_file(upload: Upload) -> dict[str, Any]:
    digest = hashlib.sha256()
    for piece in upload.file.chunks():
        digest.update(piece)
    return {
        "kind": Evidence.Kind.FILE,
        "words": upload.name,
        # The name says nothing and comes from nobody: it cannot be guessed and holds no ending.
        "stored_as": default_storage.save(f"{FOLDER}/{secrets.token_hex(16)}", upload.file),
        "size_bytes": upload.file.size or 0,
        "content_type": upload.content_type,
        "digest": digest.hexdigest(),
    }
