"""An objection under consent: open until its words are taken up, it is taken back, or the group finds that it is none."""

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from goldthread.journal.record import record
from goldthread.kit import clock
from goldthread.people.models import Organisation, Person

from .asking import Refused
from .ballot import Ballot
from .voter import Voter


class Objection(models.Model):
    """Somebody objects. Their words stand on the ballot and stay, whatever becomes of the objection."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        INTEGRATED = "integrated", _("taken up in new words")
        WITHDRAWN = "withdrawn", _("taken back")
        NOT_QUALIFIED = "not_qualified", _("found to be no objection")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    decision = models.ForeignKey("decisions.Decision", models.PROTECT, related_name="objections")
    ballot = models.OneToOneField(Ballot, models.PROTECT, related_name="objection")
    state = models.CharField(max_length=20, choices=State.choices, default=State.OPEN)
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.state} objection of {self.ballot_id}"

    @transaction.atomic
    def withdraw(self, *, by: Person) -> None:
        """Take it back: whoever objected, and nobody else. Raises Refused."""
        if self.ballot.voter.person_id != by.pk:
            raise Refused(_("Only who objected can take it back."))
        self.decision.held()
        if self._end(self.State.WITHDRAWN, by=by):
            self.decision.weigh_again(by=by)

    @transaction.atomic
    def integrate(self, *, by: Person) -> None:
        """New words take it up; whether they do, all are asked again."""
        self._end(self.State.INTEGRATED, by=by)

    @transaction.atomic
    def judge(self, voter: Voter, *, stands: bool, by: Person) -> None:
        """Say whether it is an objection at all; said again, the later word counts. More than half of those who voted, the
        one who objects and the one who asked left out, find that it is none: then it stops nothing, and stays on record.

        Raises Refused for who is no judge of it.
        """
        # Two who judge at once are counted one after the other, or neither would be the one with whom more than half find so.
        held = self.decision.held()
        self.refresh_from_db(fields=["state"])
        if self.state != self.State.OPEN or held.ended_at:
            return
        judges = self.judges()
        if voter.pk not in judges:
            raise Refused(_("Who objects and who asks do not judge it, nor who did not vote."))
        said = {"stands": stands, "at": clock.now(), "organisation_id": self.organisation_id}
        Judging.objects.update_or_create(objection=self, voter=voter, defaults=said)
        against = self.judgings.filter(stands=False, voter__in=judges).count()
        if 2 * against > len(judges) and self._end(self.State.NOT_QUALIFIED, by=by):
            self.decision.weigh_again(by=by)
        else:
            record(by, "decision.judged", self.decision, objection=self.pk)

    def judges(self) -> set[int]:
        """The voters who say whether it is one."""
        cast = Voter.objects.standing().filter(decision=self.decision_id, ballot__isnull=False)
        asked_by = self.decision.opened_by_id
        return set(cast.exclude(pk=self.ballot.voter_id).exclude(person=asked_by).values_list("pk", flat=True))

    def _end(self, state: str, *, by: Person) -> bool:
        ended = Objection.objects.filter(pk=self.pk, state=self.State.OPEN, decision__ended_at=None)
        if not ended.update(state=state, ended_at=clock.now()):
            return False
        self.refresh_from_db(fields=["state", "ended_at"])
        record(by, "decision.objection", self.decision, objection=self.pk, state=str(state))
        return True


class Judging(models.Model):
    """What one of the group finds: whether an objection is one."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    objection = models.ForeignKey(Objection, models.PROTECT, related_name="judgings")
    voter = models.ForeignKey(Voter, models.PROTECT, related_name="+")
    stands = models.BooleanField()
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["objection", "voter"], name="judged_once_a_voter")]

    def __str__(self) -> str:
        return f"{self.voter_id} on objection {self.objection_id}: {self.stands}"
