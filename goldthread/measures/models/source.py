from collections.abc import Mapping
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from goldthread.journal.record import record
from goldthread.kit import clock, locked
from goldthread.measures.pulling import rules
from goldthread.measures.pulling.asking import Question
from goldthread.measures.pulling.says import sentence
from goldthread.people.models import Organisation, Person

from .metric import Metric

if TYPE_CHECKING:
    from .reading import Reading

# Longer than any asking lasts: after it another process may take up what a dead one left.
CLAIM = timedelta(minutes=2)
_PURPOSE = "sources"


class Connected(Exception):
    """The metric has a source already."""


class CrossedSource(Exception):
    """Somebody else changed the source first."""


class SourceQuerySet(models.QuerySet["Source"]):
    def connected(self) -> "SourceQuerySet":
        return self.filter(removed_at=None)

    def due(self, now: datetime) -> "SourceQuerySet":
        return self.connected().filter(paused_at=None, due_at__lte=now)


class Source(models.Model):
    """Where the values of a metric are pulled from, and when. What it was asked is kept in words; its address is locked."""

    class Kind(models.TextChoices):
        JSON = "json", _("JSON at an address")
        CSV = "csv", _("CSV at an address, such as a published sheet")
        PROMETHEUS = "prometheus", _("Prometheus")
        DATABASE = "database", _("SQL database")
        GITHUB = "github", _("GitHub search")
        JIRA = "jira", _("Jira search")

    class Rhythm(models.TextChoices):
        HOURLY = rules.HOURLY, _("every hour")
        DAILY = rules.DAILY, _("every day")
        WEEKLY = rules.WEEKLY, _("every week")

    organisation = models.ForeignKey(Organisation, models.PROTECT)
    metric = models.ForeignKey(Metric, models.PROTECT, related_name="sources")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    settings = models.JSONField(default=dict)
    # The name of the host, for those who keep the source; the whole address may hold a key.
    host = models.CharField(max_length=260, default="", blank=True)
    secret = models.TextField(default="", blank=True)
    rhythm = models.CharField(max_length=6, choices=Rhythm.choices, default=Rhythm.DAILY)
    at = models.TimeField(default=time(7))
    weekday = models.PositiveSmallIntegerField(default=0)
    edition = models.PositiveIntegerField(default=1)
    connected_at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    # When it is asked next. Whoever asks moves it on first, so this very moment is the claim.
    due_at = models.DateTimeField(default=clock.now)
    succeeded_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    failure = models.CharField(max_length=20, default="", blank=True)
    failure_status = models.PositiveSmallIntegerField(default=0)
    paused_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    objects = SourceQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["due_at"], name="source_due", condition=Q(removed_at=None))]
        constraints = [
            models.UniqueConstraint(fields=["metric"], condition=Q(removed_at=None), name="one_source_a_metric")
        ]

    def __str__(self) -> str:
        return f"{self.kind} for metric {self.metric_id}"

    @classmethod
    @transaction.atomic
    def connect(cls, metric: Metric, *, by: Person, address: str = "", token: str = "", **traits: Any) -> "Source":
        """Pull the metric from somewhere from now on. `traits`: kind, settings, host, rhythm, at, weekday.

        Raises Connected where it has a source.
        """
        Metric.objects.select_for_update().get(pk=metric.pk)
        if metric.sources.filter(removed_at=None).exists():
            raise Connected
        made = cls.objects.create(
            organisation_id=metric.organisation_id, metric=metric, by=by, secret=_locked(address, token), **traits
        )
        record(by, "source.connected", made, metric=metric.pk)
        return made

    @transaction.atomic
    def change(self, *, by: Person, base: int, address: str = "", token: str = "", **traits: Any) -> None:
        """Ask otherwise, or at other times. Without an address the locked one stays; with a new one only the new token goes there.

        Raises CrossedSource where another edition came since `base`.
        """
        fresh = Source.objects.select_for_update().connected().filter(pk=self.pk).first()
        if fresh is None or fresh.edition != base:
            raise CrossedSource
        secret = _locked(address, token) if address else fresh.secret if not token else fresh._with_token(token)
        differing = {name: value for name, value in traits.items() if getattr(fresh, name) != value}
        if not differing and secret == fresh.secret:
            return
        said = {**differing, "secret": secret, "edition": base + 1, **_unfailed(), "due_at": clock.now()}
        self._said(**said)
        record(by, "source.changed", self, metric=self.metric_id)

    def _with_token(self, token: str) -> str:
        return _locked(self.question().address, token)

    @transaction.atomic
    def pause(self, *, by: Person) -> None:
        """Ask no more, until it is taken up again."""
        if Source.objects.connected().filter(pk=self.pk, paused_at=None).update(paused_at=clock.now()):
            self.refresh_from_db()
            record(by, "source.paused", self, metric=self.metric_id)

    @transaction.atomic
    def resume(self, *, by: Person) -> None:
        """Ask again, at once and then in the rhythm."""
        paused = Source.objects.connected().filter(pk=self.pk, paused_at__isnull=False)
        if paused.update(paused_at=None, due_at=clock.now(), **_unfailed()):
            self.refresh_from_db()
            record(by, "source.resumed", self, metric=self.metric_id)

    @transaction.atomic
    def remove(self, *, by: Person) -> None:
        """Let go of it: its address and token are forgotten, its readings stay."""
        if Source.objects.connected().filter(pk=self.pk).update(removed_at=clock.now(), secret="", host=""):
            self.refresh_from_db()
            record(by, "source.removed", self, metric=self.metric_id)

    def question(self) -> Question:
        """All that is needed to ask. Raises kit.locked.Unreadable where the secret of the installation is another."""
        address, _sep, token = locked.unlock(self.secret, _PURPOSE).partition("\n")
        return Question(self.kind, self.settings, address, token)

    @classmethod
    def claim(cls, pk: int, now: datetime) -> "Source | None":
        """Take a source that is due for two minutes: of several processes only one gets it."""
        found = cls.objects.due(now).filter(pk=pk).select_related("metric", "organisation").first()
        if found is None:
            return None
        until = now + CLAIM
        if not cls.objects.filter(pk=pk, due_at=found.due_at).update(due_at=until):
            return None
        found.due_at = until
        return found

    @transaction.atomic
    def keep(self, value: Decimal) -> "Reading | None":
        """The value that a claimed source gave; None where the claim is another's by now, or the source was paused or removed.

        Raises ValueError for a number that cannot be kept.
        """
        now, failed = clock.now(), self.failures
        if not self._mine().update(due_at=self.next_after(now), succeeded_at=now, **_unfailed()):
            return None
        reading = self.metric.read(value, by=None, at=now, origin="source", source_id=self.pk)
        self.refresh_from_db()
        if failed:
            record(None, "source.recovered", self, metric=self.metric_id)
        return reading

    @transaction.atomic
    def fail(self, word: str, status: int = 0) -> None:
        """Nothing came: say so, and try again later and later. `word` is one of pulling/says.py."""
        now, failures = clock.now(), self.failures + 1
        said = {"failures": failures, "failure": word, "failure_status": status, "failed_at": now}
        if not self._mine().update(due_at=now + rules.wait_after(failures), **said):
            return
        self.refresh_from_db()
        if failures == 1:
            record(None, "source.failed", self, metric=self.metric_id)

    def _mine(self) -> models.QuerySet["Source"]:
        return Source.objects.connected().filter(pk=self.pk, due_at=self.due_at, paused_at=None)

    def _said(self, **what: Any) -> None:
        Source.objects.filter(pk=self.pk).update(**what)
        self.refresh_from_db()

    def next_after(self, now: datetime) -> datetime:
        zone = ZoneInfo(self.organisation.time_zone)
        return rules.next_time(self.rhythm, self.at, self.weekday, zone, now)

    @property
    def says(self) -> str:
        """The sentence of the failure that stands, "" where the last asking went well."""
        return sentence(self.failure, self.failure_status) if self.failure else ""


def _locked(address: str, token: str) -> str:
    return locked.lock(f"{address}\n{token}", _PURPOSE)


def _unfailed() -> Mapping[str, Any]:
    return {"failures": 0, "failure": "", "failure_status": 0, "failed_at": None}
