from datetime import date
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from goldthread.journal.record import record
from goldthread.kit import clock, registry
from goldthread.people.models import Organisation, Person, Product

from .comment import Comment


class ActionQuerySet(models.QuerySet["Action"]):
    def open(self) -> "ActionQuerySet":
        return self.filter(ended_at=None)

    def overdue(self, today: date) -> "ActionQuerySet":
        """Those whose day is over and that nobody has ended."""
        return self.open().filter(due__lt=today)


class Action(models.Model):
    """What somebody took on, in words, with one name on it and a day; it stays on Today until it is done or dropped.

    `kind` and `noun_id` say from which thing it came, `comment` from what was said about that, if from there.
    `goal_id` and `key_result_id` are the goal and the key result on whose pages it stands: who may not see that goal
    does not see it. Where the day was moved, `first_due` keeps the one that was said first.
    """

    class Ending(models.TextChoices):
        DONE = "done", _("done")
        DROPPED = "dropped", _("dropped")

    organisation = models.ForeignKey(Organisation, models.PROTECT)
    product = models.ForeignKey(Product, models.CASCADE, related_name="actions")
    kind = models.CharField(max_length=40)
    noun_id = models.BigIntegerField()
    comment = models.ForeignKey(Comment, models.SET_NULL, null=True, related_name="actions")
    goal_id = models.BigIntegerField(null=True)
    key_result_id = models.BigIntegerField(null=True)
    words = models.CharField(_("what"), max_length=500)
    owner = models.ForeignKey(Person, models.PROTECT, related_name="actions", verbose_name=_("who"))
    due = models.DateField(_("by"), null=True, blank=True)
    first_due = models.DateField(null=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    ending = models.CharField(max_length=8, choices=Ending.choices, default="", blank=True)
    ended_words = models.CharField(max_length=500, default="", blank=True)
    # When its owner was told that its day is over; empty again where it gets another day.
    told_overdue_at = models.DateTimeField(null=True)

    objects = ActionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "owner", "ended_at"], name="action_by_owner"),
            models.Index(fields=["product", "ended_at", "due"], name="action_by_product"),
            models.Index(fields=["goal_id"], name="action_by_goal"),
            models.Index(fields=["due"], condition=models.Q(ended_at=None), name="open_action_by_day"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_at=None, ending="") | models.Q(ended_at__isnull=False) & ~models.Q(ending=""),
                name="an_ended_action_says_how",
            )
        ]

    def __str__(self) -> str:
        return self.words

    @classmethod
    @transaction.atomic
    def take_on(
        cls,
        thing: Any,
        words: str,
        *,
        owner: Person,
        by: Person,
        due: date | None = None,
        comment: Comment | None = None,
    ) -> "Action":
        """Put somebody's name on something to be done, from this thing, or from what was said there. Said again from the
        same place while it is open, it stands once."""
        kind = str(thing._meta.model_name)
        came_from = {"kind": kind, "noun_id": thing.pk, "comment": comment}
        same = cls.objects.open().filter(organisation_id=thing.organisation_id, owner=owner, words=words, **came_from)
        if (known := same.first()) is not None:
            return known
        where = standing_at(thing)
        made = cls.objects.create(
            organisation_id=thing.organisation_id,
            product_id=thing.product_id,
            goal_id=where.get("goal"),
            key_result_id=where.get("keyresult"),
            words=words,
            owner=owner,
            due=due,
            first_due=due,
            by=by,
            at=clock.now(),
            **came_from,
        )
        record(by, "action.taken_on", made, owner=owner.pk, goal=made.goal_id)
        return made

    @transaction.atomic
    def change(self, words: str, *, owner: Person, due: date | None, by: Person) -> None:
        """Other words, another name or another day. What ended is not changed."""
        before = (self.words, self.owner_id, self.due)
        if self.ended_at is not None or before == (words, owner.pk, due):
            return
        passed_on = owner.pk != self.owner_id
        if due != self.due or passed_on:
            self.told_overdue_at = None
        self.words, self.owner, self.due = words, owner, due
        self.first_due = self.first_due or due
        self.save(update_fields=["words", "owner", "due", "first_due", "told_overdue_at"])
        record(by, "action.changed", self, owner=owner.pk, goal=self.goal_id, passed_on=passed_on)

    @transaction.atomic
    def end(self, how: str, *, by: Person, words: str = "") -> None:
        """Say that it is done, or that it is dropped and why. Ended already, nothing changes.

        Raises ValueError for another word than those of Ending.
        """
        if how not in self.Ending.values:
            raise ValueError(f"not a way for an action to end: {how!r}")
        ended = {"ended_at": clock.now(), "ended_by": by, "ending": how, "ended_words": words}
        if Action.objects.open().filter(pk=self.pk).update(**ended):
            self.refresh_from_db()
            record(by, f"action.{how}", self, owner=self.owner_id, goal=self.goal_id)

    @transaction.atomic
    def reopen(self, *, by: Person) -> None:
        """Not done after all, or taken up again."""
        stood = Action.objects.filter(pk=self.pk, ended_at__isnull=False)
        if stood.update(ended_at=None, ended_by=None, ending="", ended_words="", told_overdue_at=None):
            self.refresh_from_db()
            record(by, "action.reopened", self, owner=self.owner_id, goal=self.goal_id)


def standing_at(thing: Any) -> dict[str, int]:
    """The things on whose pages something stands, by kind: a check-in stands at its key result, that at its goal."""
    found: dict[str, int] = {}
    while thing is not None:
        kind = str(thing._meta.model_name)
        found[kind] = thing.pk
        known = registry.nouns().get(kind)
        thing = known.within(thing) if known else None
    return found
