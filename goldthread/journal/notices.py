"""Notices: that somebody is told of something, in the product and by mail, as far as they want to be."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from goldthread.kit import clock
from goldthread.live.tell import signal

from .models import Entry, MailHours, Notice, Silence

PRODUCT, MAIL = "product", "mail"
WAYS = (PRODUCT, MAIL)


@transaction.atomic
def notify(
    people: Iterable[int],
    kind: str,
    entry: Entry,
    *,
    goal: int | None = None,
    noun: int | None = None,
    fact: str = "",
    mailed: bool = True,
) -> int:
    """Tell these people (ids) of an entry, in its transaction; says how many. Nobody is told of their own deeds.

    `goal` is the goal it is about, on whose sight it depends; `noun` the comment or candidate. Three statements at
    most, however many people; the words of a mail and who may still see the goal are looked at when it leaves.
    `mailed` is false where a mail of its own leaves.
    """
    return notify_each(((person, goal) for person in people), kind, entry, noun=noun, fact=fact, mailed=mailed)


@transaction.atomic
def notify_each(
    pairs: Iterable[tuple[int, int | None]],
    kind: str,
    entry: Entry,
    *,
    noun: int | None = None,
    fact: str = "",
    mailed: bool = True,
) -> int:
    """The same with a goal of its own for each, as (person, goal) pairs of ids: for many goals set at once."""
    told = sorted({pair for pair in pairs if pair[0] != entry.by_id}, key=lambda pair: (pair[0], pair[1] or 0))
    if not told:
        return 0
    wanted = {person for person, _goal in told}
    silent = set(Silence.objects.filter(person_id__in=wanted, kind=kind).values_list("person_id", "way"))
    made = [
        Notice(
            organisation_id=entry.organisation_id, product_id=entry.product_id, person_id=person, kind=kind, verb=entry.verb,
            fact=fact, by_id=entry.by_id, goal_id=goal, noun_id=noun, at=entry.at,
            is_shown=(person, PRODUCT) not in silent, mail_due_at=entry.at if mailed and (person, MAIL) not in silent else None,
        )
        for person, goal in told
        if not {(person, PRODUCT), (person, MAIL)} <= silent and (mailed or (person, PRODUCT) not in silent)
    ]  # fmt: skip
    Notice.objects.bulk_create(made, batch_size=400)
    signal(*sorted({f"person-{one.person_id}" for one in made if one.is_shown}))
    return len(made)


@transaction.atomic
def read(person_id: int, organisation_id: int, ids: Iterable[int] | None = None) -> int:
    """Mark notices of this person as read, all or these; what is read needs no mail any more. Says how many were not."""
    mine = Notice.objects.unread().filter(person_id=person_id, organisation_id=organisation_id)
    if ids is not None:
        mine = mine.filter(pk__in=list(ids))
    changed = mine.update(read_at=clock.now(), mail_due_at=None)
    if changed:
        signal(f"person-{person_id}")
    return changed


@transaction.atomic
def unread(person_id: int, organisation_id: int, pk: int) -> None:
    """Have a notice stand as unread again."""
    mine = Notice.objects.filter(person_id=person_id, organisation_id=organisation_id, pk=pk)
    if mine.update(read_at=None):
        signal(f"person-{person_id}")


@transaction.atomic
def choose(
    person_id: int, silent: Iterable[tuple[str, str]], *, rhythm: str, quiet: tuple[object, object] = (None, None)
) -> None:
    """Say which kinds of notices are not wanted which way ((kind, way)), how often mails leave, and when none does.

    Mails that wait are weighed again when they are due, or after `look_anew`.
    """
    wanted = set(silent)
    before = set(Silence.objects.filter(person_id=person_id).values_list("kind", "way"))
    for kind, way in before - wanted:
        Silence.objects.filter(person_id=person_id, kind=kind, way=way).delete()
    for kind, way in wanted - before:
        silence(person_id, kind, way)
    hours = {"rhythm": rhythm, "quiet_from": quiet[0], "quiet_until": quiet[1]}
    MailHours.objects.update_or_create(person_id=person_id, defaults=hours)


@transaction.atomic
def silence(person_id: int, kind: str, way: str) -> None:
    """Want no notices of this kind this way any more; mails about them that wait do not leave either."""
    Silence.objects.get_or_create(person_id=person_id, kind=kind, way=way, defaults={"since": clock.now()})


@transaction.atomic
def stop_mails(person_id: int) -> None:
    """Want no mails about notices at all; those that wait do not leave either."""
    MailHours.objects.update_or_create(person_id=person_id, defaults={"rhythm": MailHours.Rhythm.NEVER})


def look_anew(person_id: int) -> None:
    """Have the sweep weigh again when the mails that wait may leave, in the organisations that are in sight."""
    waiting = Notice.objects.filter(person_id=person_id, mail_due_at__isnull=False)
    waiting.update(mail_due_at=clock.now())


def due(now: datetime, most: int = 500) -> list[Notice]:
    """Notices about which a mail may be due, the oldest first."""
    return list(Notice.objects.filter(mail_due_at__lte=now).order_by("mail_due_at", "pk")[:most])
