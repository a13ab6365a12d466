"""Fetch or refuse: the only road to organisations, products, teams and people for a request.

What somebody may not see is not there: 404. What they see but may not do: 403, with the reason.
"""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _

from goldthread.kit import walls

from . import rules
from .models import Invitation, Involvement, Membership, Organisation, Person, Product, Seat, Team

# What each deed is called in a refusal, and who could do it instead.
REFUSALS = {
    "comment": _("Observers read along without commenting. Ask an owner of the organisation to change your role."),
    "propose": _("Guests do not propose goals. Tell a member your idea in a comment."),
    "steer goals": _("Only the product person, a leader or a facilitator can change this. Propose a goal, or say it in a comment."),
    "answer candidates": _("Only the product person answers proposals."),
    "set own sprint goal": _("Only the team sets its sprint goal. Comment on it instead."),
    "set own contribution": _("Only this group sets its own contribution. Comment on it instead."),
    "invite to product": _("Only an owner, the product person or a facilitator can invite people."),
    "set up product": _("Only an owner or the product person can set up this product."),
    "set up organisation": _("Only an owner can set up the organisation."),
}


@dataclass
class Ground:
    """Where a request stands: the organisation, the product if the address names one, and who asks."""

    organisation: Organisation
    person: Person
    membership: Membership
    product: Product | None
    footing: rules.Footing

    def may(self, deed: str, team_id: int | None = None) -> bool:
        return self.footing.may(deed, team_id=team_id)

    def must(self, deed: str, team_id: int | None = None) -> None:
        """Raises PermissionDenied with the sentence that says who may."""
        if not self.may(deed, team_id):
            raise PermissionDenied(REFUSALS[deed])


def organisation(request: HttpRequest, slug: str) -> Ground:
    """The organisation at this address, for its members. Raises Http404 for everybody else."""
    return _ground(request, slug, None)


def product(request: HttpRequest, organisation: str, product: str) -> Ground:
    """The product at this address, for members of its organisation. Raises Http404 for everybody else."""
    return _ground(request, organisation, product)


def person_of(ground: Ground, person_id: int) -> Person:
    """Somebody of this organisation."""
    found = Person.objects.filter(pk=person_id, memberships__organisation=ground.organisation).first()
    if found is None:
        raise Http404
    return found


def membership_of(ground: Ground, person_id: int) -> Membership:
    found = Membership.objects.filter(organisation=ground.organisation, person_id=person_id).select_related("person", "organisation").first()
    if found is None:
        raise Http404
    return found


def team(ground: Ground, slug: str) -> Team:
    """A team of this organisation."""
    found = Team.objects.filter(organisation=ground.organisation, slug=slug).first()
    if found is None:
        raise Http404
    return found


def invitation(ground: Ground, pk: int) -> Invitation:
    found = Invitation.objects.filter(organisation=ground.organisation, pk=pk).first()
    if found is None:
        raise Http404
    return found


def people_of(organisation_id: int) -> list[Person]:
    """Everybody in the organisation, by name."""
    return list(Person.objects.filter(memberships__organisation_id=organisation_id, is_active=True).order_by("name", "pk"))


def organisations_of(person: Person) -> list[Organisation]:
    """The organisations somebody belongs to, by name."""
    return list(Organisation.objects.filter(memberships__person=person).order_by("name", "pk"))


def belongs_by_id(person: Person, organisation_id: int) -> bool:
    """Whether somebody may be told that something in this organisation changed."""
    return bool(person.is_active) and Membership.objects.filter(person=person, organisation_id=organisation_id).exists()


def sees_product(person: Person, product_id: int) -> bool:
    """Whether somebody may be told that something in this product changed."""
    return bool(person.is_active) and Membership.objects.filter(person=person, organisation__products=product_id).exists()


def _ground(request: HttpRequest, organisation_slug: str, product_slug: str | None) -> Ground:
    known = getattr(request, "ground", None)
    if known is not None and known.organisation.slug == organisation_slug and (known.product.slug if known.product else None) == product_slug:
        return known  # type: ignore[no-any-return]
    person = getattr(request, "person", None)
    if person is None:
        raise Http404
    made = _stood(person, organisation_slug, product_slug)
    request.ground = made  # type: ignore[attr-defined]
    return made


def _stood(person: Person, organisation_slug: str, product_slug: str | None) -> Ground:
    membership = Membership.objects.select_related("organisation").filter(organisation__slug=organisation_slug, person=person).first()
    if membership is None:
        raise Http404
    organisation = membership.organisation
    walls.confine(organisation.pk, person.pk)
    found = None
    if product_slug is not None:
        found = Product.objects.filter(organisation=organisation, slug=product_slug).first()
        if found is None:
            raise Http404
        found.organisation = organisation
    involvements = Involvement.objects.filter(product=found, person=person).values_list("role", flat=True) if found else []
    teams = Seat.objects.filter(organisation=organisation, person=person).values_list("team_id", flat=True)
    return Ground(organisation, person, membership, found, rules.footing(person.pk, membership.role, involvements, teams))
