"""The index follows the record: whatever an entry is about is read anew in the same transaction."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Exists, OuterRef

from goldthread.journal.models import Entry
from goldthread.kit import clock, walls
from goldthread.people.models import Membership, Person

from ..models import Found
from ..rules import folded
from .kinds import KINDS, SAID, Kind

LONGEST_BODY = 20_000
BATCH = 500
_KEPT = ("product_id", "goal_id", "by_id", "slug", "title", "body", "title_words", "body_words")
# Entries after which a thing says what it said before. One forgotten here costs two statements, nothing else.
QUIET = {
    "goal.tied", "goal.untied", "goal.placed", "goal.closed", "goal.reopened", "goal.merged", "note.placed", "feature.placed",
    "person.involved", "person.released", "product.looked_through", "metric.read", "metric.corrected", "team.joined", "team.left", "team.works_on", "team.stopped",
    "action.overdue", "rhythm.asked", "rhythm.told",
}  # fmt: skip


def follow(entry: Entry, noun: models.Model) -> None:
    """Read anew what an entry of the record is about."""
    facts = entry.facts
    special: dict[str, Callable[[], object]] = {
        "comment.said": lambda: keep("comment", [facts["comment"]]),
        "comment.taken_back": lambda: keep("comment", [facts["comment"]]),
        "key_result.checked_in": lambda: keep("checkin", [facts["check_in"], *filter(None, [facts.get("corrects")])]),
        "decision.revealed": lambda: keep("agreement", [*filter(None, [facts.get("agreement")])]),
        "decision.decided": lambda: keep("agreement", [*filter(None, [facts.get("agreement")])]),
        "organisation.founded": lambda: keep("person", [entry.by_id], entry.organisation_id),
        "invitation.accepted": lambda: keep("person", [entry.by_id], entry.organisation_id),
        "member.left": lambda: _forget(entry.organisation_id, facts["person"]),
        "import.brought": lambda: fill({"product_id": entry.product_id}),
        "list.pasted": lambda: fill({"product_id": entry.product_id}),
    }
    if entry.verb in special:
        special[entry.verb]()
    elif entry.kind in KINDS and entry.verb not in QUIET:
        keep(entry.kind, [entry.noun_id])


def follow_person(person: Person) -> None:
    """Somebody goes by another name, in every organisation they belong to."""
    for organisation_id in Membership.objects.filter(person=person).values_list("organisation_id", flat=True):
        walls.let_in(organisation_id)
        keep("person", [person.pk], organisation_id)


@transaction.atomic
def keep(kind: str, ids: Sequence[Any], organisation_id: int | None = None) -> None:
    """Know these things as they stand now; those that do not stand any more are forgotten.

    Somebody belongs to several organisations: of people only those of the one that is named are read, the one that
    the wall of the database is open to.
    """
    one = KINDS[kind]
    named = {"organisation_id": organisation_id} if organisation_id else {}
    rows = _read(one, one.things().filter(**{f"{one.key}__in": ids}, **named))
    Found.objects.bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["organisation", "kind", "noun_id"],
        update_fields=[*_KEPT, "changed_at"],
    )
    if gone := set(ids) - {row.noun_id for row in rows}:
        Found.objects.filter(kind=kind, noun_id__in=gone).delete()


def fill(within: dict[str, Any] | None = None) -> int:
    """Learn every thing that is not known yet, within a product if one is given; how many there were."""
    return sum(_fill(one, within or {}) for one in KINDS.values() if not within or "product_id" in one.columns)


def sweep(now: datetime) -> int:
    """Learn what older versions or a restored backup left unknown, and forget what is there no more; how many."""
    return fill() + sum(_sweep_out(one) for one in KINDS.values())


def _forget(organisation_id: int, person_id: int) -> None:
    Found.objects.filter(organisation=organisation_id, kind="person", noun_id=person_id).delete()


def _fill(kind: Kind, within: dict[str, Any]) -> int:
    known = Found.objects.filter(organisation=OuterRef("organisation_id"), kind=kind.name, noun_id=OuterRef(kind.key))
    place = {kind.columns[name]: value for name, value in within.items()}
    missing = kind.things().filter(~Exists(known), **place).order_by(kind.key)
    count, last = 0, 0
    while ids := list(missing.filter(**{f"{kind.key}__gt": last}).values_list(kind.key, flat=True)[:BATCH]):
        keep(kind.name, ids)
        count, last = count + len(ids), ids[-1]
    return count


def _sweep_out(kind: Kind) -> int:
    stands = kind.things().filter(organisation=OuterRef("organisation"), **{kind.key: OuterRef("noun_id")})
    # Looked for first: deleting what is not there would hold up every writer on SQLite for the length of the search.
    gone = list(Found.objects.filter(~Exists(stands), kind=kind.name).values_list("pk", flat=True)[:BATCH])
    return Found.objects.filter(pk__in=gone).delete()[0] if gone else 0


def _read(kind: Kind, things: models.QuerySet[Any]) -> list[Found]:
    columns = {"organisation_id", kind.key, *kind.columns.values(), *SAID[kind.name]}
    return [_found(kind, row) for row in things.values(*columns)]


def _found(kind: Kind, row: dict[str, Any]) -> Found:
    title, body = kind.title(row), kind.body(row)[:LONGEST_BODY]
    return Found(
        organisation_id=row["organisation_id"],
        kind=kind.name,
        noun_id=row[kind.key],
        title=title,
        body=body,
        title_words=folded(f"{title} {kind.called(row)}"),
        body_words=folded(body),
        changed_at=clock.now(),
        **{name: row[column] for name, column in kind.columns.items()},
    )


__all__ = ["fill", "follow", "follow_person", "keep", "sweep"]
