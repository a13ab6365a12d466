"""Fetch or refuse for comments and attachments: who sees the thing sees what is said about it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from goldthread.kit import registry
from goldthread.people import access as people

from .models import Attachment, Comment


def noun(request: HttpRequest, kind: str, noun_id: int) -> Any:
    """The thing somebody wants to talk about. Raises Http404 for an unknown kind and for what they may not see."""
    known = registry.nouns().get(kind)
    if known is None:
        raise Http404
    return known.fetch(request, noun_id)


def comment(request: HttpRequest, ground: people.Ground, pk: int) -> tuple[Comment, Any]:
    """A comment in this product, with the thing it is about."""
    found = Comment.objects.filter(organisation=ground.organisation, product=ground.product, pk=pk).select_related("by").first()
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
    found = Attachment.objects.filter(organisation=ground.organisation, pk=pk, comment__product=ground.product, comment__taken_back_at=None).select_related("comment").first()
    if found is None:
        raise Http404
    noun(request, found.comment.kind, found.comment.noun_id)
    return found
