from datetime import date, timedelta
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from goldthread.chain.models import Closing, Goal, Level
from goldthread.journal.record import record
from goldthread.kit import clock
from goldthread.people.models import Organisation, Person, Product, Team


class CrossedLine(Exception):
    """Somebody else changed the line first. `theirs` is what it says now."""

    def __init__(self, theirs: "LineVersion") -> None:
        super().__init__("changed meanwhile")
        self.theirs = theirs


class LineQuerySet(models.QuerySet[Any]):
    def standing(self) -> "LineQuerySet":
        return self.filter(removed_at=None)

    def in_order(self) -> "LineQuerySet":
        return self.order_by("rank", "pk")


class Line(models.Model):
    """A line on a board: it can be worded anew, moved, and removed; what it said stays in its versions."""

    organisation = models.ForeignKey(Organisation, models.PROTECT)
    rank = models.IntegerField(default=0)
    text = models.CharField(max_length=600)
    edition = models.PositiveIntegerField(default=1)
    placed_at = models.DateTimeField(default=clock.now)
    placed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    objects = LineQuerySet.as_manager()
    versions: Any

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.text

    def beside(self) -> "LineQuerySet":
        """The lines this one stands among, itself included."""
        raise NotImplementedError

    @transaction.atomic
    def reword(self, text: str, *, by: Person, base: int | None = None) -> int:
        """Say it in other words; the edition that says so. Raises CrossedLine where another came after `base`."""
        fresh = type(self).objects.select_for_update(of=("self",)).get(pk=self.pk)
        if fresh.text == text:
            return fresh.edition
        if base is not None and base != fresh.edition:
            raise CrossedLine(fresh.versions.latest("number"))
        self.text, self.edition = text, fresh.edition + 1
        self.save(update_fields=["text", "edition"])
        self._keep(by, text)
        record(by, f"{self._meta.model_name}.reworded", self, edition=self.edition)
        return self.edition

    @transaction.atomic
    def place(self, before: "Line | None", *, by: Person) -> None:
        """Stand before another line of the same place, or last."""
        order = list(self.beside().in_order().exclude(pk=self.pk).values_list("pk", flat=True))
        order.insert(order.index(before.pk) if before and before.pk in order else len(order), self.pk)
        model: Any = type(self)
        model.objects.bulk_update([model(pk=pk, rank=rank) for rank, pk in enumerate(order, start=1)], ["rank"])
        record(by, f"{self._meta.model_name}.placed", self)

    @transaction.atomic
    def remove(self, *, by: Person) -> None:
        """Take it off the board. A version that says nothing keeps since when, for whoever looks back."""
        if self.removed_at is None:
            self.removed_at, self.removed_by, self.edition = clock.now(), by, self.edition + 1
            self.save(update_fields=["removed_at", "removed_by", "edition"])
            self._keep(by, "")
            record(by, f"{self._meta.model_name}.removed", self)

    @transaction.atomic
    def bring_back(self, *, by: Person) -> None:
        if self.removed_at is not None:
            self.removed_at, self.removed_by, self.edition = None, None, self.edition + 1
            self.save(update_fields=["removed_at", "removed_by", "edition"])
            self._keep(by, self.text)
            record(by, f"{self._meta.model_name}.brought_back", self)

    def _keep(self, by: Person, text: str) -> None:
        self.versions.create(
            organisation_id=self.organisation_id, number=self.edition, text=text, by=by, at=clock.now()
        )

    def _begin(self, by: Person) -> None:
        last = self.beside().aggregate(models.Max("rank"))["rank__max"] or 0
        self.rank = last + 1
        self.save()
        self._keep(by, self.text)


class LineVersion(models.Model):
    organisation = models.ForeignKey(Organisation, models.PROTECT)
    number = models.PositiveIntegerField()
    text = models.CharField(max_length=600)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.text


class Note(Line):
    """A line of the vision board that is no goal."""

    class Section(models.TextChoices):
        TARGET_GROUP = "target_group", _("target group")
        PRODUCT = "product", _("product")
        COMPETITORS = "competitors", _("competitors")
        REVENUE = "revenue", _("revenue streams")
        COSTS = "costs", _("cost factors")
        CHANNELS = "channels", _("channels")
        ROADMAP_TITLE = "roadmap_title", _("title of the roadmap")

    product = models.ForeignKey(Product, models.PROTECT, related_name="notes")
    section = models.CharField(max_length=20, choices=Section.choices)

    def beside(self) -> LineQuerySet:
        return Note.objects.filter(product_id=self.product_id, section=self.section)

    @classmethod
    @transaction.atomic
    def write(cls, product: Product, section: str, text: str, *, by: Person) -> "Note":
        """Put a line into a section of the board, last."""
        made = cls(
            organisation_id=product.organisation_id,
            product=product,
            section=section,
            text=text,
            placed_by=by,
            placed_at=clock.now(),
        )
        made._begin(by)
        record(by, "note.written", made, section=str(section))
        return made


class NoteVersion(LineVersion):
    line = models.ForeignKey(Note, models.PROTECT, related_name="versions")


class Feature(Line):
    """An output needed to meet a product goal, coarse; three to five of them stand under a goal on the roadmap."""

    goal = models.ForeignKey(Goal, models.PROTECT, related_name="features")

    @property
    def product_id(self) -> int:
        return self.goal.product_id

    def beside(self) -> LineQuerySet:
        return Feature.objects.filter(goal_id=self.goal_id)

    @classmethod
    @transaction.atomic
    def add(cls, goal: Goal, text: str, *, by: Person) -> "Feature":
        """Put a feature under a goal, last."""
        made = cls(organisation_id=goal.organisation_id, goal=goal, text=text, placed_by=by, placed_at=clock.now())
        made._begin(by)
        record(by, "feature.added", made, goal=goal.pk)
        return made


class FeatureVersion(LineVersion):
    line = models.ForeignKey(Feature, models.PROTECT, related_name="versions")


class SprintQuerySet(models.QuerySet["Sprint"]):
    def running(self, today: date) -> "SprintQuerySet":
        return self.filter(starts__lte=today, ends__gte=today, ended_at=None)


class Sprint(models.Model):
    """A stretch of days in which a team meets one goal: a sprint, or a week of a Kanban team."""

    organisation = models.ForeignKey(Organisation, models.PROTECT)
    team = models.ForeignKey(Team, models.PROTECT, related_name="sprints")
    product = models.ForeignKey(Product, models.PROTECT, related_name="sprints")
    name = models.CharField(_("name"), max_length=80)
    starts = models.DateField(_("starts"))
    ends = models.DateField(_("ends"))
    goal = models.OneToOneField(Goal, models.PROTECT, null=True, blank=True, related_name="sprint")
    planned_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)

    objects = SprintQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends__gte=models.F("starts")), name="a_sprint_ends_after_it_starts"
            )
        ]
        indexes = [models.Index(fields=["team", "starts"], name="sprint_by_team")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    @transaction.atomic
    def plan(cls, team: Team, product: Product, name: str, *, starts: date, ends: date, by: Person) -> "Sprint":
        """Plan a sprint or a week of a team on a product."""
        made = cls.objects.create(
            organisation_id=team.organisation_id,
            team=team,
            product=product,
            name=name,
            starts=starts,
            ends=ends,
            planned_at=clock.now(),
        )
        record(by, "sprint.planned", made)
        return made

    @transaction.atomic
    def set_goal(self, statement: str, *, by: Person, base: int | None = None, **said: Any) -> Goal:
        """Set this sprint's one goal, or reword it. Raises chain's Crossed like any rewording."""
        words = {"name": self.name, "team_id": self.team_id, "starts": self.starts, "due": self.ends, **said}
        if self.goal:
            self.goal.reword(by=by, base=base, statement=statement, **words)
        else:
            self.goal = Goal.set(self.product, Level.SPRINT_GOAL, statement, by=by, **words)
            self.save(update_fields=["goal"])
            record(by, "sprint.goal_set", self, goal=self.goal_id)
        return self.goal

    @transaction.atomic
    def change(self, *, by: Person, name: str, starts: date, ends: date) -> None:
        """Other dates or another name; its goal follows."""
        if (self.name, self.starts, self.ends) == (name, starts, ends):
            return
        self.name, self.starts, self.ends = name, starts, ends
        self.save(update_fields=["name", "starts", "ends"])
        if self.goal:
            self.goal.reword(by=by, base=None, name=name, starts=starts, due=ends)
        record(by, "sprint.changed", self)

    @transaction.atomic
    def end(self, *, by: Person, result: str = "", learned: str = "") -> None:
        """End the sprint: whether its goal was met, and what was learned."""
        if self.ended_at is None:
            self.ended_at = clock.now()
            self.save(update_fields=["ended_at"])
            if self.goal:
                self.goal.close(result or Closing.Result.MISSED, by=by, learned=learned)
            record(by, "sprint.ended", self)

    def next_dates(self) -> tuple[date, date]:
        """The stretch that follows, as long as this one."""
        length = self.ends - self.starts
        return self.ends + timedelta(days=1), self.ends + timedelta(days=1) + length


class Task(models.Model):
    """A line on a sprint's plain list, where the team has no tracker of its own."""

    class State(models.TextChoices):
        TO_DO = "to_do", _("to do")
        DOING = "doing", _("doing")
        DONE = "done", _("done")

    organisation = models.ForeignKey(Organisation, models.PROTECT)
    sprint = models.ForeignKey(Sprint, models.PROTECT, related_name="tasks")
    text = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=State.choices, default=State.TO_DO)
    rank = models.IntegerField(default=0)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    removed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.text

    @property
    def product_id(self) -> int:
        return self.sprint.product_id

    @classmethod
    @transaction.atomic
    def add(cls, sprint: Sprint, text: str, *, by: Person) -> "Task":
        last = sprint.tasks.aggregate(models.Max("rank"))["rank__max"] or 0
        made = cls.objects.create(
            organisation_id=sprint.organisation_id, sprint=sprint, text=text, rank=last + 1, by=by, at=clock.now()
        )
        record(by, "task.added", made, sprint=sprint.pk)
        return made

    @transaction.atomic
    def move(self, state: str, *, by: Person, before: "Task | None" = None) -> None:
        """Put the task into another column, before another task or last."""
        order = list(self.sprint.tasks.filter(state=state, removed_at=None).exclude(pk=self.pk).order_by("rank", "pk"))
        order.insert(order.index(before) if before in order else len(order), self)
        self.state = state
        for rank, task in enumerate(order, start=1):
            task.rank = rank
        Task.objects.bulk_update(order, ["rank", "state"])
        record(by, "task.moved", self, state=str(state))

    @transaction.atomic
    def remove(self, *, by: Person) -> None:
        if self.removed_at is None:
            self.removed_at = clock.now()
            self.save(update_fields=["removed_at"])
            record(by, "task.removed", self)


class TrackerLink(models.Model):
    """Where a team keeps its work: a link to its own tracker."""

    organisation = models.ForeignKey(Organisation, models.PROTECT)
    team = models.ForeignKey(Team, models.PROTECT, related_name="trackers")
    label = models.CharField(_("label"), max_length=80)
    url = models.URLField(_("address"), max_length=500)
    linked_at = models.DateTimeField(default=clock.now)
    unlinked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.label

    @classmethod
    @transaction.atomic
    def link(cls, team: Team, label: str, url: str, *, by: Person) -> "TrackerLink":
        made = cls.objects.create(
            organisation_id=team.organisation_id, team=team, label=label, url=url, linked_at=clock.now()
        )
        record(by, "tracker.linked", made)
        return made

    @transaction.atomic
    def unlink(self, *, by: Person) -> None:
        if self.unlinked_at is None:
            self.unlinked_at = clock.now()
            self.save(update_fields=["unlinked_at"])
            record(by, "tracker.unlinked", self)
