"""Where somebody stands: found from who asks, the organisation and the product. `access` is the road that others take."""

from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest
from django.utils import timezone

from goldthread.kit import walls
from goldthread.kit.prepared import Prepared, PreparedOfPeople, columns, instance
from goldthread.kit.together import once_for_all

from . import rules
from .ground import Ground
from .models import (
    GuestLink,
    Involvement,
    LinkGuest,
    Membership,
    NamedPerson,
    Organisation,
    Person,
    Product,
    Seat,
)

# Asked on every page of a product.
_MEMBERSHIP = PreparedOfPeople(
    lambda people, slug: Membership.objects.filter(organisation__slug=slug, person__in=people),
    *columns(Membership),
    *columns(Organisation, "organisation__"),
)
_PRODUCT = Prepared(
    lambda organisation, slug: Product.objects.filter(organisation=organisation, slug=slug), *columns(Product)
)
_PRODUCT_SEEN = Prepared(
    lambda organisation, slug, person: Product.objects.filter(
        open_to(Person(pk=person)), organisation=organisation, slug=slug
    ),
    *columns(Product),
)
_ROLES = PreparedOfPeople(
    lambda people, product: Involvement.objects.filter(product=product, person__in=people), "person_id", "role"
)
_TEAMS = PreparedOfPeople(
    lambda people, organisation: Seat.objects.filter(organisation=organisation, person__in=people),
    *("person_id", "team_id"),
)


def somebody(request: HttpRequest) -> Person:
    """Whoever is signed in, on pages that belong to no organisation."""
    person: Person | None = getattr(request, "person", None)
    if person is None:
        raise Http404
    return person


T = TypeVar("T", bound=Model)


def first(rows: QuerySet[T]) -> T:
    """The first of the rows. Raises Http404 where there is none."""
    found = rows.first()
    if found is None:
        raise Http404
    return found


def visible(organisation: Organisation, person: Person, role: str) -> QuerySet[Product]:
    """The products of the organisation that somebody with this role sees, by name."""
    everything = Product.objects.filter(organisation=organisation).order_by("name", "pk")
    if organisation.restricts_anything:
        everything = everything.filter(open_to(person))
    if role != Membership.Role.GUEST:
        return everything
    return everything.filter(
        pk__in=Involvement.objects.filter(person=person, organisation=organisation).values("product")
    )


def open_to(person: Person) -> Q:
    """Products that are not restricted, and those to which this person is named. The one place that says so."""
    named = NamedPerson.objects.filter(product=OuterRef("pk"))
    return ~Exists(named) | Exists(named.filter(person=person.pk))


def restricted_to_others(organisation: Organisation, person: Person | None) -> QuerySet[Any]:
    """The products of the organisation that are restricted and to which this person is not named, for `product__in`."""
    everything = Product.objects.filter(organisation=organisation)
    if person is None:
        return everything.exclude(named=None).values("pk")
    return everything.exclude(open_to(person)).values("pk")


def asked_at(request: HttpRequest, organisation_slug: str, product_slug: str | None) -> Ground:
    """Where a request stands; read once a request. Raises Http404 for who does not belong, or does not see the product."""
    known = getattr(request, "ground", None)
    if (
        known is not None
        and known.organisation.slug == organisation_slug
        and (known.product.slug if known.product else None) == product_slug
    ):
        return known
    person = somebody(request)
    made = stood(person, organisation_slug, product_slug)
    if product_slug is not None and request.method in ("GET", "HEAD"):
        made = made.looking_back(request.GET.get("on", ""))
    if not person.time_zone:
        timezone.activate(ZoneInfo(made.organisation.time_zone))
    request.ground = made  # type: ignore[attr-defined]
    return made


def stood(person: Person, organisation_slug: str, product_slug: str | None) -> Ground:
    """Where somebody stands in an organisation or a product of it. Raises Http404 as `asked_at` does."""
    belongs = _MEMBERSHIP.rows(person.pk, organisation_slug)
    if not belongs:
        return _by_link(person, organisation_slug, product_slug)
    membership = instance(Membership, belongs[0])
    membership.organisation = organisation = instance(Organisation, belongs[0], "organisation__")
    membership.person = person
    walls.confine(organisation.pk, person.pk)
    found = None if product_slug is None else _product(organisation, person, product_slug)
    involvements = [row["role"] for row in _ROLES.rows(person.pk, found.pk)] if found else []
    # A guest is a guest of products: one they are not involved in does not exist for them.
    if found is not None and membership.role == Membership.Role.GUEST and not involvements:
        raise Http404
    teams = [row["team_id"] for row in _TEAMS.rows(person.pk, organisation.pk)]
    return Ground(
        organisation, person, membership, found, rules.footing(person.pk, membership.role, involvements, teams)
    )


def _product(organisation: Organisation, person: Person, slug: str) -> Product:
    if organisation.restricts_anything:
        rows = _PRODUCT_SEEN.rows(organisation.pk, slug, person.pk)
    else:
        rows = once_for_all(("product", organisation.pk, slug), lambda: _PRODUCT.rows(organisation.pk, slug))
    if not rows:
        raise Http404
    found = instance(Product, rows[0])
    found.organisation = organisation
    return found


def _by_link(person: Person, organisation_slug: str, product_slug: str | None) -> Ground:
    """Where a guest by link stands: in the one product of their link, and nowhere else."""
    guest: LinkGuest | None = getattr(person, "came_by", None)
    product = guest.link.product if guest else None
    if (
        guest is None
        or product is None
        or (product.organisation.slug, product.slug) != (organisation_slug, product_slug)
    ):
        raise Http404
    organisation = product.organisation
    walls.confine(organisation.pk, person.pk)
    seat = Membership(organisation=organisation, person=person, role=Membership.Role.GUEST)
    speaks = guest.link.scope == GuestLink.Scope.COMMENT
    standing = rules.Standing.GUEST_BY_LINK if speaks else rules.Standing.WATCHING_BY_LINK
    return Ground(organisation, person, seat, product, rules.Footing(person.pk, frozenset({standing})))
