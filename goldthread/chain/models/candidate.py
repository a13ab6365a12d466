from django.db import models, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goldthread.journal.record import record
from goldthread.kit import clock
from goldthread.people.models import Organisation, Person, Product

from .goal import Goal, Level

# Only a team sets its sprint goal, only a group of stakeholders its contribution.
TEAMS_OWN = (Level.SPRINT_GOAL, Level.CONTRIBUTION)


class CandidateQuerySet(models.QuerySet["Candidate"]):
    def open(self) -> "CandidateQuerySet":
        return self.filter(answer=None)


class Candidate(models.Model):
    """A goal that somebody proposes."""

    organisation = models.ForeignKey(Organisation, models.PROTECT)
    product = models.ForeignKey(Product, models.PROTECT, related_name="candidates")
    statement = models.CharField(_("goal"), max_length=600)
    level = models.CharField(_("level"), max_length=20, choices=Level.choices, default=Level.PRODUCT_GOAL)
    why = models.TextField(_("why"), default="", blank=True, max_length=8000)
    parent = models.ForeignKey(
        Goal, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("a step towards")
    )
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = CandidateQuerySet.as_manager()

    def __str__(self) -> str:
        return self.statement

    @classmethod
    @transaction.atomic
    def propose(
        cls,
        product: Product,
        statement: str,
        *,
        by: Person,
        level: str = Level.PRODUCT_GOAL,
        why: str = "",
        parent: Goal | None = None,
    ) -> "Candidate":
        """Propose a goal to the product person."""
        made = cls.objects.create(
            organisation_id=product.organisation_id,
            product=product,
            statement=statement,
            level=level,
            why=why,
            parent=parent,
            by=by,
            at=clock.now(),
        )
        record(by, "candidate.proposed", made)
        return made

    @transaction.atomic
    def take_up(self, *, by: Person) -> Goal:
        """Make it a goal, in the words and at the level it was proposed. Taken up again, it gives the same goal.

        What was proposed at a team's own level becomes a product goal: that team may then set its own towards it.
        """
        # One at a time: two who take it up at once get one goal.
        Candidate.objects.select_for_update().get(pk=self.pk)
        known = CandidateAnswer.objects.filter(candidate=self).first()
        if known and known.goal:
            return known.goal
        proposed = gettext("Proposed by %(name)s.") % {"name": self.by}
        level = Level.PRODUCT_GOAL if self.level in TEAMS_OWN else self.level
        goal = Goal.set(self.product, level, self.statement, by=by, why=self.why, because=proposed)
        if self.parent:
            goal.tie(self.parent, by=by, because=self.why)
        self._answer(by, goal=goal)
        record(by, "candidate.taken_up", self, goal=goal.pk)
        return goal

    @transaction.atomic
    def decline(self, *, by: Person, because: str) -> bool:
        """Say not now, and why. Says whether it was this answer: a candidate that has one keeps it."""
        if CandidateAnswer.objects.filter(candidate=self).exists():
            return False
        self._answer(by, because=because)
        record(by, "candidate.declined", self)
        return True

    @transaction.atomic
    def open_again(self, *, by: Person) -> None:
        """Take a "not now" back, so that it can be answered anew."""
        if CandidateAnswer.objects.filter(candidate=self, goal=None).delete()[0]:
            record(by, "candidate.opened_again", self)

    def _answer(self, by: Person, goal: Goal | None = None, because: str = "") -> None:
        CandidateAnswer.objects.update_or_create(
            candidate=self,
            defaults={
                "organisation_id": self.organisation_id,
                "by": by,
                "goal": goal,
                "because": because,
                "at": clock.now(),
            },
        )


class CandidateAnswer(models.Model):
    """Taken up as a goal, or not now because."""

    organisation = models.ForeignKey(Organisation, models.PROTECT)
    candidate = models.OneToOneField(Candidate, models.CASCADE, related_name="answer")
    goal = models.ForeignKey(Goal, models.PROTECT, null=True, related_name="+")
    because = models.TextField(default="", blank=True, max_length=2000)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{self.candidate_id} → {self.goal_id or 'not now'}"
