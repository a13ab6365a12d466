"""The days on which agreements are looked at again. An agreement never changes: what was found then stands beside it."""

from datetime import date
from typing import Any

from django.db import models, transaction
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce

from goldthread.journal.record import record
from goldthread.kit import clock, registry
from goldthread.people.models import Organisation, Person

from .agreement import Agreement, AgreementQuerySet

_ADOPTED = ("adopted", "adopted_with_concerns")


class Review(models.Model):
    """One day on which an agreement is looked at again: that people were asked to, and that it still holds, if somebody
    said so; then until when. What does not hold any more is agreed anew, which is no row here."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="reviews")
    due_on = models.DateField()
    asked_at = models.DateTimeField(default=clock.now)
    held_at = models.DateTimeField(null=True)
    held_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    note = models.TextField(default="", max_length=2000)
    next_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agreement", "due_on"], name="looked_at_once_a_day")]

    def __str__(self) -> str:
        return f"{self.agreement_id} on {self.due_on}"

    @classmethod
    @transaction.atomic
    def ask(cls, of: Agreement, day: date) -> bool:
        """Say that the day has come. Says whether that is new."""
        _made, is_new = cls.objects.get_or_create(
            agreement=of, due_on=day, defaults={"organisation_id": of.organisation_id, "asked_at": clock.now()}
        )
        if is_new:
            record(None, "decision.review_due", of.decision, agreement=of.pk)
        return is_new

    @classmethod
    @transaction.atomic
    def hold(cls, of: Agreement, day: date, *, by: Person, note: str = "", next_on: date | None = None) -> None:
        """Say that what was agreed still holds, on the day that was set for looking at it, and when to look again.
        Said already for that day, it stays as it was said."""
        Review.objects.get_or_create(
            agreement=of, due_on=day, defaults={"organisation_id": of.organisation_id, "asked_at": clock.now()}
        )
        waiting = Review.objects.filter(agreement=of, due_on=day, held_at=None)
        if waiting.update(held_at=clock.now(), held_by=by, note=note, next_on=next_on):
            record(by, "decision.still_holds", of.decision, agreement=of.pk)


def with_day(rows: AgreementQuerySet) -> Any:
    """The agreements, each with `review_day`: when it is to be looked at next, None where no day is set."""
    held = Review.objects.filter(agreement=OuterRef("pk"), held_at__isnull=False).order_by("-due_on")
    last = Subquery(held.values("next_on")[:1])
    return rows.annotate(review_day=Case(When(Exists(held), then=last), default=F("review_on")))


def in_force(rows: AgreementQuerySet) -> AgreementQuerySet:
    """Those that were adopted and whose place no other agreement took: a later one about the same, or one that names it."""
    adopted = Agreement.objects.adopted()
    naming = adopted.filter(reverses=OuterRef("pk"))
    same = adopted.filter(organisation=OuterRef("organisation"), kind=OuterRef("kind"), noun_id=OuterRef("noun_id"))
    # What closes a goal or changes its numbers puts no other words in force.
    same = same.filter(decision__effect__isnull=True)
    later = same.filter(Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gt=OuterRef("pk")))
    # Two questions rather than one with "or", which no index answers.
    return rows.adopted().filter(~Exists(naming), ~Exists(later))


def with_replacing(rows: Any, others: Any) -> Any:
    """The agreements, each with `replaced_by` and `replaced_at`: which of `others` took its place first, and when; None
    where it holds, or was never adopted."""
    adopted = others.filter(verdict__in=_ADOPTED).order_by("at", "pk")
    later = Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gt=OuterRef("pk"))
    same = adopted.filter(later, kind=OuterRef("kind"), noun_id=OuterRef("noun_id"), decision__effect__isnull=True)
    naming = adopted.filter(reverses=OuterRef("pk"))

    def first(name: str) -> Case:
        of_words = Coalesce(Subquery(naming.values(name)[:1]), Subquery(same.values(name)[:1]))
        holds_words = When(verdict__in=_ADOPTED, decision__effect__isnull=True, then=of_words)
        return Case(holds_words, When(verdict__in=_ADOPTED, then=Subquery(naming.values(name)[:1])), default=None)

    return rows.annotate(replaced_by=first("pk"), replaced_at=first("at"))


def taking_the_place_of(of: Agreement) -> Q:
    """Which agreements take the place of this one."""
    later = Q(at__gt=of.at) | Q(at=of.at, pk__gt=of.pk)
    adopted = Q(verdict__in=_ADOPTED)
    if of.decision.effect:
        # What closed a goal or changed its numbers put no words in force that others could replace.
        return adopted & Q(reverses=of)
    return adopted & (Q(reverses=of) | (later & Q(kind=of.kind, noun_id=of.noun_id, decision__effect__isnull=True)))


def due(rows: Any, today: date) -> Any:
    """Those in force whose day has come, the one that waits longest first; not of things that have ended."""
    found = with_day(in_force(rows)).filter(review_day__lte=today)
    for over in registry.slots("agreements.over"):
        found = found.exclude(over())
    return found.order_by("review_day", "pk")


__all__ = ["Review", "due", "in_force", "taking_the_place_of", "with_day", "with_replacing"]
