"""Who raised a concern: the one place that says so where it was raised without name."""

from django.db import models

from goldthread.people.models import Organisation, Person


class Writer(models.Model):
    """The person who raised a concern, for themselves alone: on PostgreSQL the database shows a request only rows of
    whoever asks. Never in an export or an archive."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    concern = models.OneToOneField("voice.Concern", models.PROTECT, related_name="writer")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    # The number of what happened to the concern last that this person said they have read.
    read_up_to = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["organisation", "person"], name="writer_by_person")]

    def __str__(self) -> str:
        return f"writer of {self.concern_id}"
