"""Who follows what: the verbs stand on Follow; here is what the pages and the packages above ask."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from goldthread.people.access import Ground
from goldthread.people.models import Person

from .models import Follow


def button(ground: Ground, thing: Any) -> dict[str, Any]:
    """What the button on the page of a thing shows: whether it is followed, and where the form leads. One query."""
    kind = str(thing._meta.model_name)
    standing = Follow.objects.standing().filter(person=ground.person, kind=kind, noun_id=thing.pk)
    return button_of(ground, kind, thing.pk, is_followed=standing.exists())


def button_of(ground: Ground, kind: str, noun_id: int, *, is_followed: bool) -> dict[str, Any]:
    """The same where it is known already whether the thing is followed."""
    slugs = (ground.organisation.slug, ground.the_product.slug)
    return {
        "id": f"follow-{kind}-{noun_id}",
        "is_followed": is_followed,
        "address": reverse("talk:following", args=[*slugs, kind, noun_id]),
    }


def followers(organisation_id: int, kind: str, noun_id: int) -> list[int]:
    """The ids of the people who follow a thing. One query."""
    rows = Follow.objects.standing().filter(organisation_id=organisation_id, kind=kind, noun_id=noun_id)
    return list(rows.values_list("person_id", flat=True))


def followed(person: Person, organisation_id: int, kind: str) -> set[int]:
    """The ids of the things of a kind that somebody follows in an organisation. One query."""
    rows = Follow.objects.standing().filter(organisation_id=organisation_id, person=person, kind=kind)
    return set(rows.values_list("noun_id", flat=True))


def begin(thing: Any, people: Iterable[int], because: str) -> None:
    """These people (ids) follow a thing from now on because of what they did; not those who ended it once. One query.

    Part of another deed, whose entry in the journal says all: it writes none of its own.
    """
    rows = [
        Follow(
            organisation_id=thing.organisation_id, person_id=person, kind=thing._meta.model_name, noun_id=thing.pk, because=because
        )
        for person in sorted(set(people))
    ]  # fmt: skip
    if rows:
        Follow.objects.bulk_create(rows, ignore_conflicts=True)


def begin_each(organisation_id: int, kind: str, pairs: Iterable[tuple[int, int]], because: str) -> None:
    """The same for many things at once, given as (person, thing) pairs of ids."""
    rows = [
        Follow(organisation_id=organisation_id, person_id=person, kind=kind, noun_id=thing, because=because)
        for person, thing in sorted(set(pairs))
    ]
    Follow.objects.bulk_create(rows, batch_size=400, ignore_conflicts=True)
