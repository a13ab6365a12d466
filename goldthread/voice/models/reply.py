"""What is said back and forth about a concern, without giving away who raised it."""

from django.db import models, transaction

from goldthread.journal.record import record
from goldthread.kit import clock
from goldthread.people.models import Organisation, Person

from .. import rules, telling
from .concern import MOST_CHARACTERS, Concern
from .drawn import drawn_number
from .writer import Writer


class Reply(models.Model):
    """Something said about a concern. `by` is empty where whoever raised it without name says it; never changes."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    concern = models.ForeignKey(Concern, models.PROTECT, related_name="replies")
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    text = models.TextField(max_length=MOST_CHARACTERS)
    at = models.DateTimeField(default=clock.now)
    told_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["concern", "at"], name="reply_by_concern"),
            models.Index(fields=["at"], condition=models.Q(told_at=None), name="reply_to_be_shown"),
        ]

    def __str__(self) -> str:
        return f"reply to {self.concern_id}"

    @classmethod
    @transaction.atomic
    def say(cls, concern: Concern, text: str, *, by: Person, nameless: bool = False) -> "Reply":
        """Say something about a concern; the same words twice in a row stand once.

        `nameless` is for whoever raised it without name, and shows it at the next quarter of an hour. Raises ValueError
        where that is somebody else, or they have stepped forward.
        """
        if nameless and not (concern.is_nameless and Writer.objects.filter(concern=concern, person=by).exists()):
            raise ValueError("only who raised it without name answers so")
        who = None if nameless else by
        at = rules.shown_from(clock.now()) if nameless else clock.now()
        before = concern.replies.filter(at__lte=at).order_by("-at", "-pk")
        last = list(before.filter(at=before.values("at")[:1]))
        if known := [one for one in last if (one.by_id, one.text) == (who.pk if who else None, text)]:
            return known[0]
        said = {"organisation_id": concern.organisation_id, "concern": concern, "by": who, "text": text, "at": at}
        # Several of one moment keep their order.
        made = cls.objects.create(pk=drawn_number(after=last[0].pk if last and last[0].at == at else 0), **said)
        if nameless:
            # What came of it before was read by whoever answers it.
            concern.read(by=by)
        else:
            made.come_into_sight()
        return made

    @transaction.atomic
    def come_into_sight(self) -> None:
        """Write it down and tell the other side, once; not before its moment."""
        now = clock.now()
        if self.at > now or not Reply.objects.filter(pk=self.pk, told_at=None).update(told_at=now):
            return
        entry = record(self.by, "concern.replied", self.concern, nameless=self.by_id is None)
        if self.by_id is None or self.by_id == self.concern.by_id:
            telling.tell_answerer(self.concern, entry)
            return
        self.concern.has_news(entry.pk)
        if self.concern.by_id:
            telling.tell(self.concern.by_id, self.concern, entry)
