"""Fetch or refuse: the only road to organisations, products, teams and people for a request.

What somebody may not see is not there: 404. What they see but may not do: 403, with the reason. Nobody sees nothing;
for whoever is signed out every 404 becomes the way to sign in, whether something stands at the address or not.
"""

from typing import Any

from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, Q, QuerySet
from django.http import Http404, HttpRequest

from goldthread.kit import walls

from . import rules
from .ground import REFUSALS as REFUSALS
from .ground import TOO_MANY as TOO_MANY
from .ground import Ground as Ground
from .ground import TeamGround as TeamGround
from .models import (
    GuestLink,
    Invitation,
    Involvement,
    LinkGuest,
    Membership,
    NamedPerson,
    Organisation,
    Person,
    Product,
    Seat,
    StandIn,
    Team,
    WallLink,
)
from .standing import asked_at, first, open_to, stood, visible
from .standing import restricted_to_others as restricted_to_others
from .standing import somebody as somebody
from .switching import organisations
from .switching import organisations_to_switch_to as organisations_to_switch_to
from .switching import products_to_switch_to as products_to_switch_to


def own_sessions(request: HttpRequest) -> QuerySet[UserSession]:
    """The sessions of whoever asks."""
    return UserSession.objects.filter(user=somebody(request)).order_by("pk")  # type: ignore[no-any-return]


def own_session(request: HttpRequest, pk: int) -> UserSession:
    """One of the sessions of whoever asks."""
    return first(own_sessions(request).filter(pk=pk))


def organisation(request: HttpRequest, slug: str) -> Ground:
    """The organisation at this address, for its members. Raises Http404 for everybody else."""
    return asked_at(request, slug, None)


def organisation_to_set_up(request: HttpRequest, slug: str) -> Ground:
    """The organisation, for its owners."""
    return _for_the_deed(organisation(request, slug), "set up organisation")


def product(request: HttpRequest, organisation: str, product: str) -> Ground:
    """The product at this address, for members of its organisation. Raises Http404 for everybody else."""
    return asked_at(request, organisation, product)


def product_to_set_up(request: HttpRequest, organisation: str, product: str) -> Ground:
    """The product, for its product person and the owners of the organisation."""
    return _for_the_deed(asked_at(request, organisation, product), "set up product")


def product_for(request: HttpRequest, organisation: str, product: str, deed: str) -> Ground:
    """The product, for those who may do a deed in it. Raises PermissionDenied for others who see it."""
    return _for_the_deed(asked_at(request, organisation, product), deed)


def wall_link(ground: Ground, pk: int) -> WallLink:
    """A link to the wall of this product."""
    return first(WallLink.objects.filter(organisation=ground.organisation, product=ground.product, pk=pk))


def guest_link(ground: Ground, pk: int) -> GuestLink:
    """A link by which guests come into this product."""
    return first(GuestLink.objects.filter(organisation=ground.organisation, product=ground.product, pk=pk))


def guest_link_asked(organisation_id: int, pk: int) -> GuestLink:
    """A link that a browser proved to hold; lets the request see this organisation's rows."""
    walls.let_in(organisation_id)
    rows = GuestLink.objects.filter(organisation=organisation_id, pk=pk)
    return first(rows.select_related("organisation", "product__organisation", "made_by"))


def team(ground: Ground, slug: str) -> Team:
    """A team of this organisation."""
    return first(Team.objects.filter(organisation=ground.organisation, slug=slug))


def from_team(request: HttpRequest, organisation: str, slug: str) -> TeamGround:
    """A team, with what somebody may do seen from the products that it works on."""
    ground = asked_at(request, organisation, None)
    found = team(ground, slug)
    seen = visible_products(ground).order_by().values("pk")
    involved = Involvement.objects.filter(person=ground.person, product__teams=found, product__in=seen)
    roles = {
        *ground.footing.standings,
        *(rules.Standing(one) for one in involved.values_list("role", flat=True) if one != Involvement.Role.OBSERVER),
    }
    if (
        ground.membership.role == Membership.Role.GUEST
        and not involved.exists()
        and found.pk not in ground.footing.teams
    ):
        raise Http404
    footing = rules.Footing(ground.person.pk, frozenset(roles), ground.footing.teams)
    return TeamGround(ground.organisation, ground.person, ground.membership, None, footing, found)


def team_to_set_up(request: HttpRequest, organisation: str, slug: str) -> TeamGround:
    """A team, for those with a seat in it, the product persons it works for, and owners."""
    ground = from_team(request, organisation, slug)
    if not ground.may_set_up:
        raise PermissionDenied(REFUSALS["set up team"])
    return ground


def person_of(ground: Ground, person_id: int) -> Person:
    """Somebody of this organisation."""
    return membership_of(ground, person_id).person


def membership_of(ground: Ground, person_id: int) -> Membership:
    """Somebody's membership, where the asker may see that person."""
    return first(visible_memberships(ground).filter(person_id=person_id).select_related("person", "organisation"))


def invitation(ground: Ground, pk: int) -> Invitation:
    """An invitation that this person could have sent: theirs to withdraw and to send again."""
    found = first(
        Invitation.objects.filter(organisation=ground.organisation, pk=pk).select_related(
            "product", "team", "organisation"
        )
    )
    if not may_send(ground, found):
        raise PermissionDenied(REFUSALS["invite to product"])
    return found


def may_send(ground: Ground, invitation: Invitation) -> bool:
    """Whether this person could have sent an invitation."""
    footing = footing_in(ground, invitation.product_id)
    return footing.may_invite(invitation.role, invitation.involvement, in_product=invitation.product_id is not None)


def invitation_by_token(organisation: str, token: str) -> Invitation:
    """An invitation, for whoever holds the link: open or not. Raises Http404 for a token that is not one of this organisation.

    Lets the request see this organisation's rows: whoever holds the link was invited into it.
    """
    found = first(Organisation.objects.filter(slug=organisation))
    walls.let_in(found.pk)
    return first(
        found.invitations.filter(token_digest=Invitation.digest_of(token)).select_related(
            "organisation", "by", "product", "team"
        )
    )


def footing_in(ground: Ground, product_id: int | None) -> rules.Footing:
    """What somebody is, seen from one product of the organisation, or from the organisation alone (None)."""
    if product_id is None or (ground.product is not None and ground.product.pk == product_id):
        return ground.footing
    if not visible_products(ground).filter(pk=product_id).exists():
        return rules.footing(ground.person.pk, None, (), ())
    roles = Involvement.objects.filter(
        product_id=product_id, organisation=ground.organisation, person=ground.person
    ).values_list("role", flat=True)
    return rules.footing(ground.person.pk, ground.membership.role, roles, ground.footing.teams)


def visible_products(ground: Ground) -> QuerySet[Product]:
    """The products of the organisation that this person may see, by name."""
    return visible(ground.organisation, ground.person, ground.membership.role)


def products_to_invite_to(ground: Ground) -> QuerySet[Product]:
    """The products that this person may invite people to: for owners all of them."""
    if ground.membership.role == Membership.Role.OWNER:
        return visible_products(ground)
    return visible_products(ground).filter(pk__in=_involved(ground, "invite to product"))


def products_to_set_up(ground: Ground) -> QuerySet[Product]:
    """The products that this person may set up: for owners all of them."""
    if ground.membership.role == Membership.Role.OWNER:
        return visible_products(ground)
    return visible_products(ground).filter(pk__in=_involved(ground, "set up product"))


def teams_to_set_up(ground: Ground) -> QuerySet[Team]:
    """The teams in which this person may give seats."""
    everything = teams_of(ground)
    if ground.membership.role == Membership.Role.OWNER:
        return everything
    own = ground.footing.teams if ground.may("add team") else ()
    return everything.filter(Q(pk__in=own) | Q(products__in=_involved(ground, "set up product"))).distinct()


def person_to_stand_in_for(ground: Ground, person_id: int) -> Person:
    """Somebody for whom the asker may say who stands in: themselves, or for owners anybody."""
    found = person_of(ground, person_id)
    if found.pk != ground.person.pk:
        ground.must("set up organisation")
    return found


def stand_in(ground: Ground, person_id: int, pk: int) -> StandIn:
    """An arrangement that the asker may end."""
    who = person_to_stand_in_for(ground, person_id)
    return first(StandIn.objects.filter(organisation=ground.organisation, person=who, pk=pk))


def standing_in_for(ground: Ground) -> list[int]:
    """The ids of those for whom this person stands in today. Gives no rights but to check in: what waits for them is shown as far as
    this person sees it anyway. One query."""
    today = StandIn.objects.on(ground.today).filter(organisation=ground.organisation, stand_in=ground.person)
    return list(today.order_by("person_id").values_list("person_id", flat=True))


def may_invite_somebody(ground: Ground) -> bool:
    """Whether this person may invite anybody to anything here."""
    return ground.may("set up organisation") or products_to_invite_to(ground).exists()


def teams_of(ground: Ground) -> QuerySet[Team]:
    """All teams of the organisation, by name."""
    return Team.objects.filter(organisation=ground.organisation).order_by("name", "pk")


def working_on(ground: Ground) -> list[Team]:
    """The teams that work on this product."""
    return list(teams_of(ground).filter(products=ground.product))


def uninvolved(ground: Ground) -> list[Person]:
    """Members and guests who are nothing in this product so far, by name."""
    return _others(ground, Involvement.objects.filter(product=ground.product))


def without_seat(ground: TeamGround) -> list[Person]:
    """Members and guests without a seat in this team, by name."""
    return _others(ground, Seat.objects.filter(team=ground.team))


def visible_memberships(ground: Ground) -> QuerySet[Membership]:
    """Everybody in the organisation; for guests themselves and those who are involved in their products."""
    everybody = Membership.objects.filter(organisation=ground.organisation).order_by("person__name", "pk")
    if not ground.may("see people"):
        return everybody.none()
    if ground.may("see everybody"):
        return everybody
    beside = Involvement.objects.filter(product__in=visible_products(ground).order_by()).values("person")
    return everybody.filter(Q(person=ground.person) | Q(person__in=beside))


def people_who_see(ground: Ground) -> QuerySet[Person]:
    """Everybody who sees the product and whom the asker sees, by name: guests only where they are involved."""
    named = NamedPerson.objects.filter(product=ground.the_product)
    return people_to_name(ground).filter(~Exists(named) | Q(pk__in=named.values("person")))


def people_to_name(ground: Ground) -> QuerySet[Person]:
    """Everybody who would see the product if nothing restricted it, of those whom the asker sees."""
    involved = Involvement.objects.filter(product=ground.the_product).values("person")
    belong = visible_memberships(ground).filter(~Q(role=Membership.Role.GUEST) | Q(person__in=involved))
    return Person.objects.filter(pk__in=belong.order_by().values("person"), is_active=True).order_by("name", "pk")


def organisations_of(person: Person) -> list[Organisation]:
    """The organisations somebody belongs to, by name."""
    return list(organisations(person.pk))


def first_product_of(person: Person, organisation: Organisation, slug: str = "") -> Product | None:
    """Where somebody would begin in an organisation: at this address if they may see it, else a product they are involved in, else any."""
    walls.let_in(organisation.pk)
    role = Membership.objects.filter(organisation=organisation, person=person).values_list("role", flat=True).first()
    if role is None:
        return None
    seen = visible(organisation, person, role)
    asked = seen.filter(slug=slug).first() if slug else None
    return asked or seen.filter(involvements__person=person).first() or seen.first()


def belongs_by_id(person: Person, organisation_id: int) -> bool:
    """Whether somebody may be told that something in this organisation changed."""
    return bool(person.is_active) and Membership.objects.filter(person=person, organisation_id=organisation_id).exists()


def sees_product(person: Person, product_id: int) -> bool:
    """Whether somebody may be told that something in this product changed."""
    if not person.is_active:
        return False
    role = (
        Membership.objects.filter(
            person=person,
            organisation__products__in=Product.objects.filter(open_to(person), pk=product_id).values("pk"),
        )
        .values_list("role", flat=True)
        .first()
    )
    if role is None:
        return LinkGuest.objects.holding().filter(person=person, link__product=product_id).exists()
    if role != Membership.Role.GUEST:
        return True
    return Involvement.objects.filter(person=person, product_id=product_id).exists()


def ground_of(person: Person, organisation: str, product: str | None = None) -> Ground:
    """Where somebody would stand in an organisation, or a product of it (slugs), without a request: for mails.

    Raises Http404 for who does not belong, or does not see the product.

    On PostgreSQL the rest of the transaction sees this organisation only.
    """
    if not person.is_active:
        raise Http404
    return stood(person, organisation, product)


def product_ids_for(ground: Ground, deed: str) -> list[int]:
    """The ids of the products of the organisation in which this person is something that allows a deed. One query."""
    return list(_involved(ground, deed).values_list("product_id", flat=True))


def product_slugs_for(ground: Ground, deed: str) -> set[str]:
    """The slugs of the products of the organisation in which this person is something that allows a deed. One query."""
    return set(_involved(ground, deed).values_list("product__slug", flat=True))


def watched_product_ids(ground: Ground) -> list[int]:
    """The ids of the products of the organisation that this person only watches. One query."""
    watched = Involvement.objects.filter(
        organisation=ground.organisation, person=ground.person, role=Involvement.Role.OBSERVER
    )
    return list(watched.values_list("product_id", flat=True))


def _for_the_deed(ground: Ground, deed: str) -> Ground:
    ground.must(deed)
    return ground


def _involved(ground: Ground, deed: str) -> QuerySet[Involvement]:
    """The products in which this person is something that allows a deed."""
    roles = [role.value for role in rules.TABLE[deed]]
    mine = Involvement.objects.filter(organisation=ground.organisation, person=ground.person, role__in=roles)
    return mine.filter(product__in=visible_products(ground).order_by().values("pk")).values("product")  # type: ignore[return-value]


def _others(ground: Ground, rows: QuerySet[Any]) -> list[Person]:
    return list(
        Person.objects.filter(memberships__in=visible_memberships(ground).order_by())
        .exclude(pk__in=rows.values("person"))
        .order_by("name", "pk")
    )
