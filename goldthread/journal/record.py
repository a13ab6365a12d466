"""`record`: what every verb calls last."""

from typing import Any

from django.db import models, transaction

from goldthread.kit import clock, registry
from goldthread.kit.prepared import Prepared
from goldthread.live.tell import signal

from .models import Entry, Head

START = "0" * 64
_HEAD = Prepared(lambda organisation: Head.objects.filter(organisation_id=organisation), "number")


@transaction.atomic
def record(by: Any, verb: str, noun: models.Model, **facts: Any) -> Entry:
    """Add one entry to the chain of the noun's organisation and tell the pages that show the noun.

    `by` is the person who acts, or None for the clock. `verb` reads "kind.done". Facts are ids, numbers and
    words of a fixed list; what people write does not belong here. Packages above hear of the entry ("recorded")
    and keep in step, as search does.
    """
    organisation_id = noun.pk if noun._meta.model_name == "organisation" else noun.organisation_id  # type: ignore[attr-defined]
    product_id = facts.pop("product_id", None) or (
        noun.pk if noun._meta.model_name == "product" else getattr(noun, "product_id", None)
    )
    head, _ = Head.objects.select_for_update().get_or_create(organisation_id=organisation_id)
    entry = Entry(
        organisation_id=organisation_id,
        number=head.number + 1,
        at=clock.now(),
        by_id=by.pk if by else None,
        verb=verb,
        kind=str(noun._meta.model_name),
        noun_id=noun.pk,
        product_id=product_id,
        facts=facts,
        before=head.digest,
    )
    entry.digest = entry.computed_digest()
    entry.save(force_insert=True)
    Head.objects.filter(pk=head.pk).update(number=entry.number, digest=entry.digest)
    signal(*topics_of(noun, product_id, organisation_id))
    registry.happened("recorded", entry, noun)
    return entry


def topics_of(noun: models.Model, product_id: int | None, organisation_id: int) -> tuple[str, ...]:
    """The topics of a noun: its own where its kind has one, its product's, or else its organisation's."""
    kind = str(noun._meta.model_name)
    registered = registry.nouns().get(kind)
    own = registered.topics(noun) if registered else ()
    around = (f"product-{product_id}",) if product_id else (f"organisation-{organisation_id}",)
    return tuple(dict.fromkeys((*own, *around)))


def verify(organisation_id: int) -> int | None:
    """Walk an organisation's chain; the number of the first entry that does not hold, or None when all do."""
    before, number = START, 0
    for entry in Entry.objects.filter(organisation_id=organisation_id).order_by("number").iterator(chunk_size=2000):
        number += 1
        if entry.number != number or entry.before != before or entry.digest != entry.computed_digest():
            return number
        before = entry.digest
    head = Head.objects.filter(organisation_id=organisation_id).first()
    return None if head is None or (head.number, head.digest) == (number, before) else number + 1


def newest(organisation_id: int) -> int:
    """The number of the organisation's newest entry, 0 before the first: whatever was kept at this number still holds."""
    rows = _HEAD.rows(organisation_id)
    return int(rows[0]["number"]) if rows else 0
