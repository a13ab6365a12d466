"""Decided without discussion: at which levels little is at stake, and who challenged it in time."""

from django.db import models, transaction
from django.utils.translation import gettext as _

from goldthread.journal.record import record
from goldthread.kit import clock
from goldthread.people.models import Organisation, Person

from ..reading import poll_of
from ..rules.verdict import decide
from . import polling, weighing
from .asking import Closed, Refused
from .decision import Decision
from .voter import Voter


class Challenge(models.Model):
    """Somebody who was told of a decision without discussion wants it discussed."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="challenges")
    voter = models.OneToOneField(Voter, models.PROTECT, related_name="challenge")
    because = models.TextField(max_length=2000)
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"challenge of {self.voter_id}"

    @classmethod
    @transaction.atomic
    def raise_(cls, of: Decision, voter: Voter, because: str, *, by: Person) -> bool:
        """Challenge it, once a person. Says whether enough have by now, so that all are heard on it.

        Raises Closed when the window is over, Refused for who decided it or was not told.
        """
        held = of.held()
        if held.rule["name"] != "decide_alone" or not held.is_open or clock.now() >= held.closes_at:
            raise Closed
        if voter.decides or not held.voters.standing().filter(pk=voter.pk).exists():
            raise Refused(_("It is not for you to challenge this."))
        row = {"organisation_id": held.organisation_id, "because": because}
        _made, is_new = cls.objects.get_or_create(decision=held, voter=voter, defaults=row)
        if is_new:
            record(by, "decision.challenged", held, person=voter.person_id)
        enough = decide(poll_of(polling.poll(held))).reason == "challenged"
        if enough:
            weighing.turn_over(held, {})
        return enough


class SmallStakes(models.Model):
    """From then on: the levels at which an organisation lets somebody decide without discussion. The newest row holds."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    levels = models.JSONField(default=list)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    # Short, and taken back in the next one.
    AT_FIRST = ("sprint_goal", "contribution")

    def __str__(self) -> str:
        return ", ".join(self.levels)

    @classmethod
    def of(cls, organisation_id: int) -> frozenset[str]:
        """The levels at which little is at stake. One query."""
        said = cls.objects.filter(organisation=organisation_id).order_by("-pk").values_list("levels", flat=True).first()
        return frozenset(cls.AT_FIRST if said is None else said)

    @classmethod
    @transaction.atomic
    def say(cls, organisation: Organisation, levels: list[str], *, by: Person) -> None:
        """Say it anew; nothing happens where the same is said."""
        if cls.of(organisation.pk) != frozenset(levels):
            made = cls.objects.create(organisation=organisation, levels=sorted(levels), by=by)
            record(by, "organisation.small_stakes", organisation, levels=made.levels)
