"""A no with its reason: what was proposed and is not done. It stays, whatever becomes of the proposal later."""

from typing import Any

from django.db import models, transaction

from goldthread.decisions.models import Decision
from goldthread.journal.record import record
from goldthread.kit import clock
from goldthread.people.models import Organisation, Person, Product

from .candidate import Candidate
from .goal import Goal, GoalVersion, Refused


class Refusal(models.Model):
    """That somebody said no to words that were proposed, and why. Never changes.

    `kind` and `noun_id` say what was proposed: a candidate, or a version of a goal that was not in force. `goal` is the
    goal on whose page it stands, if on one.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    product = models.ForeignKey(Product, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    noun_id = models.BigIntegerField()
    goal = models.ForeignKey(Goal, models.PROTECT, null=True, related_name="refusals")
    words = models.CharField(max_length=600)
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    because = models.TextField(max_length=2000)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [
            models.Index(fields=["goal", "-at"], name="refusal_by_goal"),
            models.Index(fields=["organisation", "kind", "noun_id"], name="refusal_by_noun"),
        ]
        constraints = [models.CheckConstraint(condition=~models.Q(because=""), name="a_no_says_why")]

    def __str__(self) -> str:
        return self.words

    @classmethod
    @transaction.atomic
    def of_candidate(cls, candidate: Candidate, because: str, *, by: Person) -> None:
        """Decline a proposed goal: "not now", and why. Declined already, nothing happens."""
        if candidate.decline(by=by, because=because):
            cls._say(candidate, because, by=by, goal=candidate.parent, words=candidate.statement)

    @classmethod
    @transaction.atomic
    def of_version(cls, version: GoalVersion, because: str, *, by: Person) -> None:
        """Decline other words for a goal. Declined already, nothing happens.

        Raises Refused where they were in force, or are being voted on.
        """
        Goal.objects.select_for_update(of=("self",)).get(pk=version.goal_id)
        if version.adoptions.exists():
            raise Refused("words that were in force are not declined")
        if Decision.objects.under_way().about("goal", version.goal_id).filter(version=version.number).exists():
            raise Refused("words that are voted on are not declined")
        if not cls.objects.filter(kind="goalversion", noun_id=version.pk).exists():
            cls._say(version, because, by=by, goal=version.goal, words=version.statement)
            record(by, "goal.proposal_declined", version.goal, version=version.pk)

    @classmethod
    def _say(cls, what: Any, because: str, *, by: Person, goal: Goal | None, words: str) -> None:
        product_id = goal.product_id if goal else what.product_id
        cls.objects.create(
            organisation_id=what.organisation_id, product_id=product_id, kind=str(what._meta.model_name), noun_id=what.pk,
            goal=goal, words=words, proposed_by=what.by, because=because, by=by, at=clock.now(),
        )  # fmt: skip
