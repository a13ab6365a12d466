from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from goldthread.chain.models import Forecast, Goal, KeyResult, KeyResultVersion
from goldthread.journal.record import record
from goldthread.kit import clock
from goldthread.measures.models import Reading
from goldthread.people.models import Organisation, Person

from ..rules import MOST_SURE


class Corrected(Exception):
    """Somebody corrected this check-in first. `theirs` is the correction."""

    def __init__(self, theirs: "CheckIn") -> None:
        super().__init__("corrected meanwhile")
        self.theirs = theirs


@dataclass(frozen=True)
class Words:
    """What somebody says beside the value. confidence: 0 to 10, None where it is left out. state: one set by hand, with
    `because`; "" leaves it to the numbers."""

    confidence: int | None = None
    learned: str = ""
    blocker: str = ""
    next_step: str = ""
    state: str = ""
    because: str = ""


SAID = ("confidence", "learned", "blocker", "next_step", "state", "because")


class CheckInQuerySet(models.QuerySet["CheckIn"]):
    def standing(self) -> "CheckInQuerySet":
        """Those that no later one corrects."""
        return self.filter(corrected_by=None)

    def newest_first(self) -> "CheckInQuerySet":
        return self.order_by("-at", "-pk")


class CheckIn(models.Model):
    """What somebody said of a key result at one time. It never changes: a later one that names it corrects it."""

    class Kind(models.TextChoices):
        SAID = "said", _("check-in")
        UNCHANGED = "unchanged", _("nothing changed")

    organisation = models.ForeignKey(Organisation, models.PROTECT)
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="check_ins")
    key_result = models.ForeignKey(KeyResult, models.PROTECT, related_name="check_ins")
    # Which numbers were looked at, and what the forecast said of them at that moment, this confidence not counted.
    version = models.ForeignKey(KeyResultVersion, models.PROTECT, related_name="+")
    forecast = models.ForeignKey(Forecast, models.PROTECT, null=True, related_name="+")
    # The reading that it gave or confirmed; none where nothing was measured.
    reading = models.ForeignKey(Reading, models.PROTECT, null=True, related_name="check_ins")
    kind = models.CharField(max_length=9, choices=Kind.choices, default=Kind.SAID)
    confidence = models.PositiveSmallIntegerField(_("how sure"), null=True)
    learned = models.TextField(_("what changed, and what we learned"), max_length=4000, default="")
    blocker = models.CharField(_("what is in the way"), max_length=400, default="")
    next_step = models.CharField(_("next step"), max_length=400, default="")
    # A state set by hand, never without the reason.
    state = models.CharField(max_length=10, choices=Forecast.Colour.choices, default="")
    because = models.CharField(max_length=400, default="")
    by = models.ForeignKey(Person, models.PROTECT, related_name="check_ins")
    # Said by the owner, or by whoever stood in that day: only theirs counts in the chance.
    by_owner = models.BooleanField()
    at = models.DateTimeField(default=clock.now)
    day = models.DateField()
    # The due day that it is for, where the product has a rhythm.
    due_for = models.DateField(null=True)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")

    objects = CheckInQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["key_result", "-at"], name="check_in_newest_first")]
        constraints = [
            models.CheckConstraint(condition=Q(confidence__lte=MOST_SURE), name="sure_from_0_to_10"),
            models.CheckConstraint(condition=Q(state="") | ~Q(because=""), name="set_by_hand_with_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.key_result_id} on {self.day}"

    @property
    def product_id(self) -> int:
        return self.goal.product_id

    @classmethod
    @transaction.atomic
    def check_in(
        cls,
        of: KeyResult,
        *,
        by: Person,
        value: Decimal | None = None,
        reading: Reading | None = None,
        words: Words = Words(),
        **more: Any,
    ) -> "CheckIn":
        """Say how a key result stands. `value` is measured today; else `reading` is one that is confirmed.

        `more` is `by_owner`, `due_for` (a local day), `kind`. What was said already on the same day, word for word, is
        not said again. Raises ValueError for a state without a reason.
        """
        of, today = _held(of), clock.today(of.organisation.time_zone)
        if value is not None:
            reading = of.metric.read(value, by=by, day=today, note=words.learned[:400], origin=Reading.Origin.CHECK_IN)
        last = cls.objects.filter(key_result=of, by=by).standing().newest_first().first()
        if last is not None and last._says(reading, words, today, more.get("kind", cls.Kind.SAID)):
            return last
        return cls._keep(of, reading, words, by=by, day=today, **more)

    @classmethod
    @transaction.atomic
    def nothing_changed(cls, of: KeyResult, *, by: Person, confidence: int | None = None, **more: Any) -> "CheckIn":
        """Say that it stands as it stood: the value, the blocker, the next step and a state set by hand stay.

        What a source read last is confirmed; a value given by hand holds for today as well.
        """
        last = cls.objects.filter(key_result=of).standing().newest_first().first()
        words = Words(confidence)
        if last is not None and last.version_id == of.version_id:
            words = Words(confidence, "", last.blocker, last.next_step, last.state, last.because)
        stands = read_last(of)
        is_pulled = stands is not None and stands.origin == Reading.Origin.SOURCE
        value = None if stands is None or is_pulled else stands.value
        return cls.check_in(
            of,
            by=by,
            value=value,
            reading=stands if is_pulled else None,
            words=words,
            kind=cls.Kind.UNCHANGED,
            **more,
        )

    @transaction.atomic
    def correct(self, *, by: Person, value: Decimal | None = None, words: Words, by_owner: bool = False) -> "CheckIn":
        """Say what it should have been. Both stay in the record, and the later one is shown.

        A value corrects the reading that was given; None leaves it. Raises Corrected where somebody was first and said
        something else.
        """
        of = _held(self.key_result)
        theirs = CheckIn.objects.filter(corrects=self).first()
        reading = self.reading
        if value is not None and theirs is None:
            reading = self._corrected_reading(of, value, by)
        said = theirs or self
        if said._says(reading if theirs is None else theirs.reading, words, self.day, self.kind):
            return said
        if theirs is not None:
            raise Corrected(theirs)
        return CheckIn._keep(
            of, reading, words, by=by, day=self.day, by_owner=by_owner, due_for=self.due_for, corrects=self
        )

    def _corrected_reading(self, of: KeyResult, value: Decimal, by: Person) -> Reading:
        stands = self.reading
        while stands is not None and (later := Reading.objects.filter(corrects=stands).first()):
            stands = later
        if stands is None:
            return of.metric.read(value, by=by, day=self.day, origin=Reading.Origin.CHECK_IN)
        return stands.correct(value, by=by, origin=Reading.Origin.CHECK_IN)

    @classmethod
    def _keep(
        cls, of: KeyResult, reading: Reading | None, words: Words, *, by: Person, day: date, **more: Any
    ) -> "CheckIn":
        # Read again: the value that was just measured may have said another.
        forecast_id = KeyResult.objects.values_list("forecast_id", flat=True).get(pk=of.pk)
        said = {name: getattr(words, name) for name in SAID}
        assert of.version is not None
        made = cls(
            organisation_id=of.organisation_id,
            goal_id=of.goal_id,
            key_result=of,
            version=of.version,
            forecast_id=forecast_id,
            reading=reading,
            by=by,
            at=clock.now(),
            day=day,
            **{"by_owner": False, **more},
            **said,
        )
        if made.state and not made.because:
            raise ValueError("a state set by hand without the reason")
        made.save(force_insert=True)
        told = {"goal": of.goal_id, "check_in": made.pk, "kind": made.kind}
        if made.corrects_id:
            told["corrects"] = made.corrects_id
        record(by, "key_result.checked_in", of, **told)
        return made

    def _says(self, reading: Reading | None, words: Words, day: date, kind: str) -> bool:
        same = all(getattr(self, name) == getattr(words, name) for name in SAID)
        return same and (self.day, self.kind) == (day, kind) and self.reading_id == (reading.pk if reading else None)


def read_last(of: KeyResult) -> Reading | None:
    """The reading of its metric that stands last, not before the key result counts."""
    since = of.version.starts if of.version and of.version.starts else of.set_at.date()
    return Reading.objects.in_force().filter(metric=of.metric_id, day__gte=since).order_by("day", "at", "pk").last()


def _held(of: KeyResult) -> KeyResult:
    """The key result with what belongs to it, its row locked: two who say the same at once say it one after the other."""
    rows = KeyResult.objects.select_for_update(of=("self",))
    return rows.select_related("metric__organisation", "organisation", "goal", "version").get(pk=of.pk)
