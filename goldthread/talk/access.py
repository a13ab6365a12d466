"""Fetch or refuse for comments and attachments: who sees the thing sees what is said about it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from goldthread.kit import registry
from goldthread.people import access as people
from goldthread.people.models import Person

from . import rules
from .models import Attachment, Comment

NAMES_OFFERED = 8


def noun(request: HttpRequest, kind: str, noun_id: int) -> Any:
    """The thing somebody wants to talk about. Raises Http404 for an unknown kind and for what they may not see."""
    known = registry.nouns().get(kind)
    if known is None:
        raise Http404
    return known.fetch(request, noun_id)


def about(request: HttpRequest, ground: people.Ground, kind: str, noun_id: int) -> Any:
    """The thing to talk about, where it belongs to this product."""
    thing = noun(request, kind, noun_id)
    if thing.product_id != ground.the_product.pk:
        raise Http404
    return thing


def comment(request: HttpRequest, ground: people.Ground, pk: int) -> tuple[Comment, Any]:
    """A comment in this product, with the thing it is about."""
    found = (
        Comment.objects.filter(organisation=ground.organisation, product=ground.product, pk=pk)
        .select_related("by")
        .first()
    )
    if found is None:
        raise Http404
    return found, noun(request, found.kind, found.noun_id)


def own_comment(request: HttpRequest, ground: people.Ground, pk: int) -> tuple[Comment, Any]:
    """A comment of one's own."""
    found, about = comment(request, ground, pk)
    if found.by_id != ground.person.pk:
        raise PermissionDenied(_("Only who wrote a comment can take it back."))
    return found, about


def attachment(request: HttpRequest, ground: people.Ground, pk: int) -> Attachment:
    """A file beside a comment that stands."""
    found = (
        Attachment.objects.filter(
            organisation=ground.organisation, pk=pk, comment__product=ground.product, comment__taken_back_at=None
        )
        .select_related("comment")
        .first()
    )
    if found is None:
        raise Http404
    noun(request, found.comment.kind, found.comment.noun_id)
    return found


def mentioned(ground: people.Ground, text: str) -> list[Person]:
    """The people whom a text mentions, in its order, of those who see the product."""
    if "@" not in text:
        return []
    known = {person.pk: person for person in people.people_who_see(ground)}
    return [known[pk] for pk in rules.mentioned(text, [(pk, person.name) for pk, person in known.items()])]


def people_named(ground: people.Ground, start: str) -> list[Person]:
    """People who see the product with a name, or a word of it, that begins so; no more than fit under a field."""
    fitting = people.people_who_see(ground).filter(Q(name__istartswith=start) | Q(name__icontains=f" {start}"))
    return list(fitting[:NAMES_OFFERED])
