"""Speaking up about a meeting: whoever facilitates it answers."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from goldthread.kit import registry
from goldthread.people.access import Ground
from goldthread.voice import about
from goldthread.voice.models import Subject

from . import access
from .models import Item, Workshop

KIND = "workshop"


def subject(ground: Ground, pk: int) -> Subject:
    """Two queries beside those for who answers. Raises Http404 for a meeting that this person does not see."""
    found = _seen(ground, pk)
    if found is None:
        raise Http404
    # A meeting about one goal is seen by whoever sees the goal.
    goals = list(found.items.exclude(goal=None).values_list("goal_id", flat=True).distinct()[:2])
    answerer = about.answering(found.facilitator, ground.the_product)
    return Subject(KIND, pk, ground.the_product, found.title, goals[0] if len(goals) == 1 else 0, 0, answerer)


def link(ground: Ground, pk: int) -> str:
    if _seen(ground, pk) is None:
        return ""
    return reverse("workshops:room", args=[ground.organisation.slug, ground.the_product.slug, pk])


def _seen(ground: Ground, pk: int) -> Workshop | None:
    """The meeting, for who may sit in meetings, and else for who was invited to this one."""
    found = access.in_sight(ground).filter(pk=pk).select_related("facilitator").first()
    if found is None or ground.may("sit in workshops") or found.seats.filter(person=ground.person).exists():
        return found
    return None


def hidden(ground: Ground) -> QuerySet[Any, Any] | None:
    """The meetings about a goal that this person does not see: one may have been restricted after somebody spoke up."""
    goals = [pk for of_goals in registry.slots("goals.hidden") for pk in of_goals(ground)]
    return Item.objects.filter(organisation=ground.organisation, goal__in=goals).values("workshop") if goals else None


def register() -> None:
    about.bring(about.About(KIND, _("meeting"), subject, link, hidden, access.hears_at_the_door))
