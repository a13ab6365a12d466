"""Looking through what was decided: by words, rule, somebody who was asked, outcome, what it is about, and when."""

from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.utils.http import urlencode

from goldthread.people.access import Ground

from . import access
from .forms.looking import LookForm
from .models import Agreement, Decision, Voter
from .models.review import due

MOST_WORDS = 8
# Somebody to choose from the list of those who were ever asked here.
MOST_PEOPLE = 500


def form_of(ground: Ground, asked: Any) -> LookForm:
    """The form above the log, as it was asked. One query."""
    seen = access.decisions_in_sight(ground).filter(product=ground.the_product).values("pk")
    voters = Voter.objects.filter(organisation=ground.organisation, decision__in=seen)
    people = voters.order_by("person__name", "person").values_list("person", "person__name").distinct()[:MOST_PEOPLE]
    return LookForm(asked, people=people)


def looked_for(ground: Ground, rows: QuerySet[Agreement], form: LookForm) -> QuerySet[Agreement]:
    """The agreements that meet everything that was asked; what was asked wrongly is left out."""
    asked = form.asked
    for word in asked["q"].split()[:MOST_WORDS]:
        rows = rows.filter(_says(word))
    if asked["rule"]:
        rows = rows.filter(decision__rule__name=asked["rule"])
    if asked["person"]:
        voted = Voter.objects.filter(person=asked["person"])
        rows = rows.filter(decision__in=voted.values("decision"))
    if asked["about"]:
        kind, _dash, noun = asked["about"].rpartition("-")
        rows = rows.filter(kind=kind, noun_id=int(noun))
    rows = rows.filter(**_between(ground, asked["since"], asked["until"]))
    return _come_to(ground, rows, asked["outcome"])


def _says(word: str) -> Q:
    asked = Decision.objects.filter(voters__person__name__icontains=word)
    return (
        Q(words__icontains=word)
        | Q(sentence__icontains=word)
        | Q(who_acts__icontains=word)
        | Q(decision__in=asked.values("pk"))
    )


def _between(ground: Ground, since: Any, until: Any) -> dict[str, datetime]:
    """Local days, the last one whole."""
    zone = ZoneInfo(ground.organisation.time_zone)
    found = {}
    if since:
        found["at__gte"] = datetime.combine(since, time.min, zone).astimezone(UTC)
    if until:
        found["at__lt"] = datetime.combine(until + timedelta(days=1), time.min, zone).astimezone(UTC)
    return found


def _come_to(ground: Ground, rows: Any, outcome: str) -> QuerySet[Agreement]:
    if outcome == "due":
        return due(rows, ground.today)  # type: ignore[no-any-return]
    if outcome:
        adopted = ("adopted", "adopted_with_concerns")
        rows = rows.filter(verdict__in=adopted) if outcome == "agreed" else rows.exclude(verdict__in=adopted)
    return rows.order_by("-at", "-pk")  # type: ignore[no-any-return]


def query_of(form: LookForm) -> str:
    """What was asked, as it stands in an address; "" where nothing was."""
    return urlencode({name: str(value) for name, value in form.asked.items() if value})


__all__ = ["form_of", "looked_for", "query_of"]
