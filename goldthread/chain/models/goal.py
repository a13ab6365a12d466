from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from goldthread.decisions.models import Agreement
from goldthread.journal.record import record
from goldthread.kit import clock
from goldthread.people.models import Organisation, Person, Product, Team

from .. import rules

if TYPE_CHECKING:
    from .tie import Tie

# What a version says; everything here is compared, shown as a difference and carried over when not changed.
WORDS = ("statement", "why", "how", "for_customer", "for_business", "method", "how_we_know")
FACTS = ("level", "team_id", "owner_id", "owner_as_written", "starts", "due", "name", "timeframe", "period_id")
SAID = (*WORDS, *FACTS)


class Level(models.TextChoices):
    VISION = "vision", _("vision")
    USER_GOAL = "user_goal", _("user goal")
    BUSINESS_GOAL = "business_goal", _("business goal")
    PRODUCT_GOAL = "product_goal", _("product goal")
    SPRINT_GOAL = "sprint_goal", _("sprint goal")
    CONTRIBUTION = "contribution", _("contribution")


class Refused(Exception):
    """What would falsify the record. Its message is the sentence to show."""


class Committed(Refused):
    """What was agreed has begun, so that only a pivot alters or drops it."""


class Crossed(Exception):
    """Somebody else changed the words first. `theirs` is the version that is in force now."""

    def __init__(self, theirs: "GoalVersion") -> None:
        super().__init__("changed meanwhile")
        self.theirs = theirs


DROPPED = _("Key results of it run: dropping the goal is a pivot, with the reason and the data beside it.")


class GoalQuerySet(models.QuerySet["Goal"]):
    def open(self) -> "GoalQuerySet":
        return self.filter(closing=None)

    def at_level(self, *levels: str) -> "GoalQuerySet":
        return self.filter(version__level__in=levels)

    def in_order(self) -> "GoalQuerySet":
        return self.order_by("rank", "number")


class Goal(models.Model):
    """One goal of a product, whatever its words are today. What it says stands in its versions."""

    organisation = models.ForeignKey(Organisation, models.PROTECT)
    product = models.ForeignKey(Product, models.PROTECT, related_name="goals")
    number = models.PositiveIntegerField()
    rank = models.IntegerField(default=0)
    # The version in force: the newest adoption says the same, this spares each page a search for it.
    # Null only for the moment between the two rows; whoever reads a goal may rely on it, hence the type.
    version: models.ForeignKey["GoalVersion", "GoalVersion"] = models.ForeignKey(
        "GoalVersion", models.PROTECT, null=True, related_name="+"
    )  # type: ignore[misc]
    closing = models.ForeignKey("Closing", models.SET_NULL, null=True, related_name="+")
    set_at = models.DateTimeField(default=clock.now)
    set_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    # A goal that came from a list is not agreed on here until somebody touches it or says that they looked through.
    brought_in_at = models.DateTimeField(null=True)
    looked_through_at = models.DateTimeField(null=True)

    objects = GoalQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "number"], name="one_goal_a_number")]
        indexes = [models.Index(fields=["product", "rank", "number"], name="goal_in_order")]

    def __str__(self) -> str:
        return self.version.statement if self.version else f"goal {self.number}"

    @classmethod
    @transaction.atomic
    def set(cls, product: Product, level: str, statement: str, *, by: Person, because: str = "", **said: Any) -> "Goal":
        """Set a new goal, in force at once, last of its level. `said`: any of the fields of a version."""
        Organisation.objects.filter(pk=product.organisation_id).update(last_goal_number=F("last_goal_number") + 1)
        number = Organisation.objects.values_list("last_goal_number", flat=True).get(pk=product.organisation_id)
        last = product.goals.aggregate(models.Max("rank"))["rank__max"] or 0
        goal = cls.objects.create(
            organisation_id=product.organisation_id,
            product=product,
            number=number,
            rank=last + 1,
            set_by=by,
            set_at=clock.now(),
        )
        goal._say({"level": level, "statement": statement, **said}, by=by, because=because)._adopt(by)
        record(by, "goal.set", goal, version=goal.version_id, level=str(level))
        return goal

    @transaction.atomic
    def reword(
        self, *, by: Person, base: int | None, because: str = "", typing: bool = False, **said: Any
    ) -> "GoalVersion":
        """Make a new version that differs from the one in force, and adopt it. `typing`: only a typing mistake is mended,
        which is believed where nothing but words changes.

        `base` is the id of the version the writer started from (None: whatever is in force). Nothing happens when
        nothing differs. Raises Crossed where another version came into force meanwhile and differs from what is said.
        """
        fresh = Goal.objects.select_for_update(of=("self",)).select_related("version").get(pk=self.pk)
        self.version = current = fresh.version
        before = current.said()
        changed = {name: value for name, value in said.items() if before[name] != value}
        if not changed:
            return current
        if base is not None and base != current.pk and not self._apart(base, changed, before):
            raise Crossed(current)
        self._say({**before, **changed}, by=by, because=because)._adopt(by)
        if "due" in changed:
            self._keep_days_agreed(before["due"], by)
        fresh.touch()
        told = {"typing": True} if typing and changed.keys() <= {*WORDS, "name"} else {}
        record(by, "goal.reworded", self, version=self.version_id, before=current.pk, changed=sorted(changed), **told)
        return self.version

    def _keep_days_agreed(self, due: date | None, by: Person) -> None:
        """Key results that have begun and were due with the goal keep that day: it was agreed."""
        if due is not None:
            for one in self.key_results.standing().filter(version__due=None).select_related("version", "metric"):
                one.goal = self
                if one.has_begun():
                    one.keep_due(due, by=by)

    def _apart(self, base: int, changed: dict[str, Any], now: dict[str, Any]) -> bool:
        """Whether the two edits touch different fields, so that both can stand."""
        started = self.versions.filter(pk=base).first()
        return started is not None and all(started.said()[name] == now[name] for name in changed)

    @transaction.atomic
    def propose(self, *, by: Person, because: str = "", **said: Any) -> "GoalVersion":
        """Say it in other words that are not in force before they are agreed: a version without an adoption.

        The version in force where nothing differs.
        """
        fresh = Goal.objects.select_for_update(of=("self",)).select_related("version").get(pk=self.pk)
        before = fresh.version.said()
        if all(before[name] == value for name, value in said.items()):
            return fresh.version
        return self._say({**before, **said}, by=by, because=because)

    @transaction.atomic
    def agree(self, agreement: Agreement) -> None:
        """Put the version that was agreed in force by this agreement. Nothing happens when it was done already."""
        fresh = Goal.objects.select_for_update(of=("self",)).select_related("version").get(pk=self.pk)
        if fresh.adoptions.filter(agreement=agreement).exists():
            return
        before = fresh.version
        agreed = fresh.versions.get(number=agreement.version)
        agreed.goal = fresh
        agreed._adopt(agreement.by, agreement)
        self.version = agreed
        if agreed.pk != before.pk:
            changed = sorted(name for name, value in agreed.said().items() if before.said()[name] != value)
            record(agreement.by, "goal.reworded", self, version=agreed.pk, before=before.pk, changed=changed)

    def _say(self, said: dict[str, Any], *, by: Person, because: str) -> "GoalVersion":
        number = (self.versions.aggregate(models.Max("number"))["number__max"] or 0) + 1
        return GoalVersion.objects.create(
            organisation_id=self.organisation_id,
            goal=self,
            number=number,
            by=by,
            at=clock.now(),
            because=because,
            **said,
        )

    @transaction.atomic
    def tie(self, parent: "Goal", *, by: Person, because: str = "") -> "Tie":
        """Make this goal a step towards the parent, and say why it helps. Raises Refused for a ring or another organisation."""
        from .tie import Tie

        return Tie.between(self, parent, by=by, because=because)

    @transaction.atomic
    def untie(self, parent: "Goal", *, by: Person) -> None:
        """End the tie to this parent; that it stood stays in the record."""
        ended = self.ties.filter(parent=parent, untied_at=None).update(untied_at=clock.now(), untied_by=by)
        if ended:
            record(by, "goal.untied", self, parent=parent.pk)

    @transaction.atomic
    def place(self, before: "Goal | None", *, by: Person) -> None:
        """Stand before another goal of the product, or last."""
        order = list(self.product.goals.in_order().exclude(pk=self.pk).values_list("pk", flat=True))
        order.insert(order.index(before.pk) if before and before.pk in order else len(order), self.pk)
        Goal.objects.bulk_update(
            [Goal(pk=pk, rank=rank) for rank, pk in enumerate(order, start=1)], ["rank"], batch_size=500
        )
        record(by, "goal.placed", self)

    @transaction.atomic
    def close(self, result: str, *, by: Person, learned: str = "", in_pivot: bool = False, **more: Any) -> "Closing":
        """End the goal: met, partly met, missed or let go, and what was learned. Closed again, it changes nothing.

        `more`: any of SCORED of a closing. Raises Committed where it is let go while key results of it run, unless
        that is done `in_pivot`.
        """
        fresh = Goal.objects.select_for_update(of=("self",)).get(pk=self.pk)
        if fresh.closing_id:
            return Closing.objects.get(pk=fresh.closing_id)
        if result == Closing.Result.LET_GO and not in_pivot and self.runs():
            raise Committed(DROPPED)
        self.closing = Closing.objects.create(
            organisation_id=self.organisation_id,
            goal=self,
            result=result,
            learned=learned,
            by=by,
            at=clock.now(),
            **more,
        )
        self.save(update_fields=["closing"])
        record(by, "goal.closed", self, closing=self.closing_id, result=str(result))
        return self.closing

    @transaction.atomic
    def reopen(self, *, by: Person) -> None:
        """Take the closing back; it stays in the record with the day it was taken back."""
        if self.closing_id:
            Closing.objects.filter(pk=self.closing_id).update(taken_back_at=clock.now(), taken_back_by=by)
            self.closing = None
            self.save(update_fields=["closing"])
            record(by, "goal.reopened", self)

    def runs(self) -> bool:
        """Whether a key result of it has begun and its time is not over."""
        today = clock.today(self.organisation.time_zone)
        standing = list(self.key_results.standing().select_related("version"))
        for one in standing:
            one.goal = self
        return any(one.has_begun() and not one.is_over(today) for one in standing)

    @property
    def is_agreed(self) -> bool:
        """Whether it was set or changed here: what was only brought in with a list is not agreed on yet."""
        return not self.brought_in_at or self.looked_through_at is not None

    def touch(self) -> None:
        """Somebody changed it here: what was brought in with a list counts as looked through from now on."""
        if self.brought_in_at and not self.looked_through_at:
            self.looked_through_at = clock.now()
            self.save(update_fields=["looked_through_at"])

    @property
    def level(self) -> str:
        return self.version.level

    def state(self, today: date) -> str:
        """Planned, active or closed."""
        return rules.state_of(
            starts=self.version.starts, closed_as=self.closing.result if self.closing else None, today=today
        )


class GoalVersion(models.Model):
    """What a goal said at one time. Never changes."""

    organisation = models.ForeignKey(Organisation, models.PROTECT)
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    statement = models.CharField(_("goal"), max_length=600)
    level = models.CharField(_("level"), max_length=20, choices=Level.choices)
    why = models.TextField(_("why"), default="", blank=True, max_length=8000)
    how = models.TextField(_("how"), default="", blank=True, max_length=8000)
    for_customer = models.TextField(_("for the customer"), default="", blank=True, max_length=8000)
    for_business = models.TextField(_("for the business"), default="", blank=True, max_length=8000)
    method = models.TextField(_("method"), default="", blank=True, max_length=8000)
    how_we_know = models.TextField(_("how we know"), default="", blank=True, max_length=8000)
    team = models.ForeignKey(
        Team, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("team or group")
    )
    owner = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("owner"))
    owner_as_written = models.CharField(max_length=160, default="", blank=True)
    starts = models.DateField(_("starts"), null=True, blank=True)
    due = models.DateField(_("due"), null=True, blank=True)
    name = models.CharField(_("name"), max_length=120, default="", blank=True)
    timeframe = models.CharField(_("timeframe"), max_length=80, default="", blank=True)
    period = models.ForeignKey(
        "chain.Period", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("period")
    )
    because = models.TextField(_("why changed"), default="", blank=True, max_length=2000)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["goal", "number"], name="one_version_a_number"),
            models.CheckConstraint(condition=~Q(statement=""), name="a_goal_says_something"),
        ]

    def __str__(self) -> str:
        return self.statement

    def said(self) -> dict[str, Any]:
        """The fields that a new version carries over."""
        return {name: getattr(self, name) for name in SAID}

    def _adopt(self, by: Person, agreement: Agreement | None = None) -> None:
        Adoption.objects.create(
            organisation_id=self.organisation_id, goal_id=self.goal_id, version=self, by=by, at=clock.now(), agreement=agreement,
        )  # fmt: skip
        self.goal.version = self
        self.goal.save(update_fields=["version"])


class Adoption(models.Model):
    """Which version is in force from when. The newest adoption of a goal holds."""

    organisation = models.ForeignKey(Organisation, models.PROTECT)
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="adoptions")
    version = models.ForeignKey(GoalVersion, models.PROTECT, related_name="adoptions")
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    # Where it was agreed in writing; saving adopts without one.
    agreement = models.ForeignKey(Agreement, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["goal", "-at"], name="adoption_newest")]

    def __str__(self) -> str:
        return f"{self.version_id} since {self.at:%Y-%m-%d}"


# What a closing says beside how the goal ended and what was learned.
SCORED = ("score", "reckoned", "score_because", "onward", "successor_id")


class Closing(models.Model):
    """How a goal ended, and what was learned.

    `score` says how much of it came about, from 0 to 1, None where nobody can say; `reckoned` is what its key results
    gave, None without data. They differ only where somebody set another score and said why.
    """

    class Result(models.TextChoices):
        MET = "met", _("met")
        PARTLY = "partly", _("partly met")
        MISSED = "missed", _("missed")
        LET_GO = "let_go", _("let go")

    class Onward(models.TextChoices):
        KEEP = "keep", _("goes on as it is")
        MODIFY = "modify", _("goes on in other words")
        CARRY_OVER = "carry_over", _("carried over")
        ABANDON = "abandon", _("ends here")

    organisation = models.ForeignKey(Organisation, models.PROTECT)
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="closings")
    result = models.CharField(_("result"), max_length=10, choices=Result.choices)
    learned = models.TextField(_("what we learned"), default="", blank=True, max_length=8000)
    score = models.DecimalField(_("score"), max_digits=3, decimal_places=2, null=True, blank=True)
    reckoned = models.DecimalField(max_digits=3, decimal_places=2, null=True, blank=True)
    score_because = models.CharField(_("why another score"), default="", blank=True, max_length=400)
    # What became of it afterwards, "" where nobody said; the goal that goes on from here, if one does.
    onward = models.CharField(_("what goes on"), max_length=10, choices=Onward.choices, default="", blank=True)
    successor = models.ForeignKey(Goal, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.goal_id} {self.result}"
