"""Fetch or refuse for questions and agreements. Who sees the thing sees that it was asked about, and what came of it."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from goldthread.kit import registry
from goldthread.people import access as people
from goldthread.people.access import Ground
from goldthread.people.models import Person

from .models import Agreement, Concern, Decision, Objection, Voter


def product(request: HttpRequest, organisation: str, product: str) -> Ground:
    """The product, for those who may read who said what there."""
    ground = people.product(request, organisation, product)
    ground.must("see agreements")
    return ground


def _hidden(ground: Ground) -> list[int]:
    """The goals hidden from this person. The package above says which: decisions call nothing above."""
    return [pk for of_goals in registry.slots("goals.hidden") for pk in of_goals(ground)]


def _out_of_sight(ground: Ground) -> Q:
    """What is about goals hidden from this person."""
    return Q(kind="goal", noun_id__in=_hidden(ground))


def decisions_in_sight(ground: Ground) -> QuerySet[Decision]:
    """The questions of the organisation about what this person sees."""
    seen = Decision.objects.filter(
        organisation=ground.organisation, product__in=people.visible_products(ground).order_by().values("pk")
    )
    hidden = _hidden(ground)
    # What was asked before the goal was there says the same words.
    became = Q(became_id__isnull=False, became_id__in=hidden)
    return seen.exclude(Q(kind="goal", noun_id__in=hidden) | became) if hidden else seen


def agreements_in_sight(ground: Ground) -> QuerySet[Agreement]:
    """What was decided in this product, about what this person sees."""
    seen = Agreement.objects.filter(organisation=ground.organisation, product=ground.the_product)
    return seen.exclude(_out_of_sight(ground))


def decision(request: HttpRequest, organisation: str, product_slug: str, pk: int) -> Decision:
    """A question in this product. Raises Http404 where there is none, or it is about what this person may not see."""
    ground = product(request, organisation, product_slug)
    rows = decisions_in_sight(ground).filter(product=ground.the_product, pk=pk)
    found = rows.select_related("opened_by", "decider", "deputy", "inner_of", "agreement").first()
    if found is None:
        raise Http404
    found.product, found.organisation = ground.the_product, ground.organisation
    return found


def decision_to_lead(request: HttpRequest, organisation: str, product_slug: str, pk: int) -> Decision:
    """A question that this person may withdraw, put again, and whose concerns they may answer."""
    found = decision(request, organisation, product_slug, pk)
    if not may_lead(request.ground, found):  # type: ignore[attr-defined]
        raise PermissionDenied(people.REFUSALS["lead agreements"])
    return found


def may_lead(ground: Ground, of: Decision) -> bool:
    """Whether somebody leads a question: who asked it, and who steers the product."""
    return ground.may("see agreements") and (of.opened_by_id == ground.person.pk or ground.may("lead agreements"))


def may_withdraw(ground: Ground, of: Decision) -> bool:
    """Whether somebody ends a question without a decision. Of one that another rests on that is whoever leads the whole:
    who was given something to decide gives it back instead."""
    return may_lead(ground, of.inner_of or of)


def voter_of(of: Decision, person: Person) -> Voter | None:
    """As whom this person is asked; None for who is not, or stepped back."""
    return of.voters.standing().filter(person=person).select_related("person").first()


def own_voter(request: HttpRequest, of: Decision) -> Voter:
    """The same for a deed of their own. Raises PermissionDenied for who is not asked."""
    found = voter_of(of, request.person)  # type: ignore[attr-defined]
    if found is None:
        raise PermissionDenied(_("Only those who were asked when it opened vote here."))
    found.decision = of
    return found


def concern(of: Decision, pk: int) -> Concern:
    found = of.concerns.filter(pk=pk).first()
    if found is None:
        raise Http404
    found.decision = of
    return found


def objection(of: Decision, pk: int) -> Objection:
    found = of.objections.filter(pk=pk).select_related("ballot__voter").first()
    if found is None:
        raise Http404
    found.decision = of
    return found


def agreement(request: HttpRequest, organisation: str, product_slug: str, pk: int) -> Agreement:
    """The record of what was decided."""
    ground = product(request, organisation, product_slug)
    found = agreements_in_sight(ground).filter(pk=pk).select_related("decision__decider", "by", "reverses").first()
    if found is None:
        raise Http404
    found.product = found.decision.product = ground.the_product
    request.speaks_about = ("agreement", pk)  # type: ignore[attr-defined]
    return found


def agreement_to_review(request: HttpRequest, organisation: str, product_slug: str, pk: int) -> Agreement:
    """An agreement of which this person may say that it still holds: whoever leads its question."""
    found = agreement(request, organisation, product_slug, pk)
    if not may_lead(request.ground, found.decision):  # type: ignore[attr-defined]
        raise PermissionDenied(people.REFUSALS["lead agreements"])
    return found


def decision_by_id(request: HttpRequest, pk: int) -> Decision:
    """A question by its id, wherever this person sees it."""
    found = Decision.objects.filter(pk=pk).select_related("product__organisation").first()
    if found is None or not hears(request.person, pk):  # type: ignore[attr-defined]
        raise Http404
    return found


def hears(person: Person, pk: int) -> bool:
    """Whether somebody may be told that a question was decided: who sees its product and the thing it is about."""
    found = Decision.objects.filter(pk=pk).only("kind", "noun_id", "product_id", "became_id").first()
    if found is None or not people.sees_product(person, found.product_id):
        return False
    if found.became_id is not None and not registry.may_listen(person, f"goal-{found.became_id}"):
        return False
    return registry.may_listen(person, f"{found.kind}-{found.noun_id}")


def still_asked(voter: Voter) -> bool:
    """Whether the link in somebody's mail still leads anywhere: they belong here, and see what it is about."""
    return voter.left_at is None and voter.belongs and hears(voter.person, voter.decision_id)


def waiting_for(ground: Ground) -> QuerySet[Voter]:
    """As whom this person is asked in open questions of the organisation, the most urgent first."""
    mine = Voter.objects.standing().filter(organisation=ground.organisation, person=ground.person)
    return mine.filter(decision__in=decisions_in_sight(ground).filter(ended_at=None)).order_by(
        "decision__closes_at", "pk"
    )


__all__ = [
    "agreement",
    "agreement_to_review",
    "agreements_in_sight",
    "concern",
    "decision",
    "decision_by_id",
    "decision_to_lead",
    "decisions_in_sight",
    "hears",
    "may_lead",
    "may_withdraw",
    "objection",
    "own_voter",
    "product",
    "still_asked",
    "voter_of",
    "waiting_for",
]
