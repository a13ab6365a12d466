from typing import Any

from django.db import models, transaction

from goldthread.boards.models import Note
from goldthread.chain.models import Goal, many
from goldthread.journal.record import record
from goldthread.kit import clock
from goldthread.people.models import Organisation, Person, Product


class Paste(models.Model):
    """A list that was pasted and saved: the whole text, and the lines that became neither goal nor key result."""

    organisation = models.ForeignKey(Organisation, models.PROTECT)
    product = models.ForeignKey(Product, models.CASCADE, related_name="pastes")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    text = models.TextField()
    # A list of line, text and why.
    kept = models.JSONField(default=list)
    goals_made = models.PositiveIntegerField(default=0)
    key_results_made = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.goals_made} goals pasted on {self.at:%Y-%m-%d}"


class ImportQuerySet(models.QuerySet["Import"]):
    def waiting(self) -> "ImportQuerySet":
        """Looked at, not brought in."""
        return self.filter(brought_at=None)

    def brought(self) -> "ImportQuerySet":
        return self.exclude(brought_at=None)


class Import(models.Model):
    """A file of goals: first looked at, with what its columns and levels mean; then brought in, and perhaps taken back."""

    organisation = models.ForeignKey(Organisation, models.PROTECT)
    product = models.ForeignKey(Product, models.CASCADE, related_name="imports")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    name = models.CharField(max_length=200)
    # The file, until it is brought in.
    content = models.BinaryField(default=bytes)
    sheet = models.CharField(max_length=200, default="", blank=True)
    # What each column holds (a list of roles), and which level of ours a word of theirs is.
    roles = models.JSONField(default=list)
    levels = models.JSONField(default=dict)
    # Counts, findings and what was kept beside the goals, as they stood when it was brought in.
    counts = models.JSONField(default=dict)
    findings = models.JSONField(default=list)
    kept = models.JSONField(default=list)
    goals = models.ManyToManyField(Goal, through="ImportedGoal", related_name="+")
    brought_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    objects = ImportQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    @classmethod
    @transaction.atomic
    def prepare(cls, product: Product, name: str, content: bytes, *, by: Person) -> "Import":
        """Keep a file to look at. Whatever its sender left lying before is removed: one file at a time."""
        cls.objects.waiting().filter(product=product, by=by).delete()
        return cls.objects.create(
            organisation_id=product.organisation_id, product=product, by=by, at=clock.now(), name=name[-200:], content=content
        )  # fmt: skip

    @transaction.atomic
    def take_back(self, *, by: Person, learned: str) -> list[Goal]:
        """Let everything go that it made and nobody touched since; gives what was touched and stays. Harmless again."""
        fresh = Import.objects.select_for_update().get(pk=self.pk)
        untouched, touched = fresh.sorted_goals()
        if fresh.brought_at is None or fresh.taken_back_at is not None:
            return touched
        many.let_go(untouched, by=by, learned=learned)
        for note in Note.objects.standing().filter(pk__in=self.counts.get("notes", []), edition=1):
            note.remove(by=by)
        self.taken_back_at, self.taken_back_by = clock.now(), by
        self.save(update_fields=["taken_back_at", "taken_back_by"])
        record(by, "import.taken_back", self, goals=len(untouched), kept=len(touched))
        return touched

    def sorted_goals(self) -> tuple[list[Goal], list[Goal]]:
        """The goals that it made and nobody ended since: those that are as they came, and those that were changed."""
        as_it_came = models.Q(goal__closing=None) | models.Q(goal__closing__at__lte=self.brought_at or self.at)
        rows = ImportedGoal.objects.filter(as_it_came, made_by=self).select_related("goal__version")
        changed = self._changed()
        untouched: list[Goal] = []
        touched: list[Goal] = []
        for row in rows.order_by("goal__rank", "goal__number"):
            is_same = row.goal.version.number == 1 and row.goal_id not in changed
            (untouched if is_same else touched).append(row.goal)
        return untouched, touched

    def _changed(self) -> set[int]:
        """The ids of its goals on which something else was done: numbers, ties, comments, features."""
        made = Goal.objects.filter(imported__made_by=self)
        numbers = made.filter(
            models.Q(key_results__version__number__gt=1)
            | models.Q(key_results__left_at__isnull=False)
            | models.Q(key_results__set_at__gt=self.brought_at)
            | models.Q(named__isnull=False)
        )
        tied = made.filter(
            models.Q(ties__tied_at__gt=self.brought_at)
            | models.Q(ties__untied_at__isnull=False)
            | models.Q(ties_below__tied_at__gt=self.brought_at)
            | models.Q(ties_below__untied_at__isnull=False)
            | models.Q(features__placed_at__gt=self.brought_at)
            | models.Q(sprint__isnull=False)
        )
        # By ids first: two sets of joins in one query multiply their rows.
        spoken = _spoken_of(self.organisation_id)
        return {*numbers.values_list("pk", flat=True), *tied.values_list("pk", flat=True), *made.filter(pk__in=spoken).values_list("pk", flat=True)}  # fmt: skip


def _spoken_of(organisation_id: int) -> Any:
    from goldthread.talk.models import Comment

    return Comment.objects.filter(organisation_id=organisation_id, kind="goal", taken_back_at=None).values("noun_id")


class ImportedGoal(models.Model):
    """Which goal came of which file, and of which row of it."""

    organisation = models.ForeignKey(Organisation, models.PROTECT)
    made_by = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    goal = models.OneToOneField(Goal, models.CASCADE, related_name="imported")
    row = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"{self.row} of {self.made_by_id}"


class Meaning(models.Model):
    """What an organisation once said that the columns under some headings hold, or that its words for levels mean."""

    organisation = models.ForeignKey(Organisation, models.PROTECT)
    # "columns" with a digest of the headings, or "levels" with one of their words.
    kind = models.CharField(max_length=10)
    of = models.CharField(max_length=200)
    says = models.JSONField(default=list)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "kind", "of"], name="one_meaning")]

    def __str__(self) -> str:
        return f"{self.of} means {self.says}"
