"""What concerns can be about. Packages above add kinds of theirs with `bring`, as meetings are."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from goldthread.chain import access as chain
from goldthread.decisions import access as decisions
from goldthread.people.access import Ground
from goldthread.people.models import Involvement, Membership, Person, Product

from .models.concern import Subject

_ANSWERING = (Involvement.Role.PRODUCT_PERSON, Involvement.Role.LEADER, Involvement.Role.FACILITATOR)


@dataclass(frozen=True)
class About:
    """One kind: `fetch(ground, id)` gives the subject or raises Http404; `link(ground, id)` leads to its page, "" where the
    person does not see it. What the goal of a concern does not say of who sees it: `hidden(ground)` gives the ids that a
    person does not see, by now, and `hears(person, id)` whether they may be told of one."""

    kind: str
    label: str | Promise
    fetch: Callable[[Ground, int], Subject]
    link: Callable[[Ground, int], str]
    hidden: Callable[[Ground], QuerySet[Any, Any] | None] = lambda ground: None
    hears: Callable[[Person, int], bool] = lambda person, pk: True


_kinds: dict[str, About] = {}


def bring(one: About) -> None:
    _kinds[one.kind] = one


def kinds() -> dict[str, About]:
    return _kinds


def subject(ground: Ground, kind: str, noun_id: int) -> Subject:
    """What somebody wants to speak up about. Raises Http404 for an unknown kind and for what they may not see."""
    if kind not in _kinds:
        raise Http404
    return _kinds[kind].fetch(ground, noun_id)


def link(ground: Ground, kind: str, noun_id: int) -> str:
    return _kinds[kind].link(ground, noun_id) if kind in _kinds else ""


def hears(person: Person, kind: str, noun_id: int) -> bool:
    return kind not in _kinds or _kinds[kind].hears(person, noun_id)


def answers_for(product: Product, *, but: int = 0) -> Person:
    """Who answers for a product: its product person, else a leader or facilitator, else an owner of the organisation.

    `but` is somebody who leaves. Two queries at most.
    """
    belong = Membership.objects.filter(organisation=product.organisation_id, person__is_active=True).exclude(person=but)
    rows = Involvement.objects.filter(product=product, role__in=_ANSWERING, person__in=belong.values("person"))
    found = sorted(rows.select_related("person"), key=lambda one: (_ANSWERING.index(one.role), one.pk))
    if found:
        return found[0].person
    return belong.filter(role=Membership.Role.OWNER).select_related("person").order_by("pk")[0].person


def still_here(person: Person | None, product: Product) -> bool:
    """Whether somebody can answer: they belong to the organisation and can sign in."""
    if person is None or not person.is_active or not person.email:
        return False
    return Membership.objects.filter(organisation=product.organisation_id, person=person).exists()


def answering(person: Person | None, product: Product) -> Person:
    """This person where they can answer, else who answers for the product."""
    # Whoever raised it may be the one who answers: to ask somebody else then would tell who raised it.
    return person if person is not None and still_here(person, product) else answers_for(product)


def _goal(ground: Ground, pk: int) -> Subject:
    rows = chain.goals_of(ground).filter(pk=pk).select_related("version__owner")
    found = rows.first()
    if found is None:
        raise Http404
    answerer = answering(found.version.owner, ground.the_product)
    version = found.version
    return Subject("goal", pk, ground.the_product, version.statement, pk, version.number, answerer)


def _goal_link(ground: Ground, pk: int) -> str:
    return chain.told(ground, [pk]).get(pk, ("", ""))[1]


def _agreement(ground: Ground, pk: int) -> Subject:
    ground.must("see agreements")
    found = decisions.agreements_in_sight(ground).filter(pk=pk).select_related("decision__opened_by").first()
    if found is None:
        raise Http404
    answerer = answering(found.decision.opened_by, ground.the_product)
    goal_id = found.noun_id if found.kind == "goal" else 0
    return Subject("agreement", pk, ground.the_product, found.words, goal_id, found.version, answerer)


def _agreement_link(ground: Ground, pk: int) -> str:
    if not ground.may("see agreements") or not decisions.agreements_in_sight(ground).filter(pk=pk).exists():
        return ""
    return reverse("decisions:agreement", args=[ground.organisation.slug, ground.the_product.slug, pk])


def _product(ground: Ground, pk: int) -> Subject:
    product = ground.the_product
    if product.pk != pk:
        raise Http404
    return Subject("product", pk, product, product.name, 0, 0, answers_for(product))


def _product_link(ground: Ground, pk: int) -> str:
    return reverse("chain:map", args=[ground.organisation.slug, ground.the_product.slug])


def register() -> None:
    bring(About("goal", _("goal"), _goal, _goal_link))
    bring(About("agreement", _("agreement"), _agreement, _agreement_link))
    bring(About("product", _("the product as a whole"), _product, _product_link))


def choices() -> dict[str, Any]:
    """What each kind is called."""
    return {one.kind: one.label for one in _kinds.values()}
