"""A product that is restricted to named people: whoever is not named sees that nothing is there."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goldthread.journal.record import record
from goldthread.kit import clock, registry
from goldthread.live.tell import close_streams

from .organisation import Organisation
from .person import Person
from .product import Product

if TYPE_CHECKING:
    from .membership import Membership


class LastNamed(Exception):
    """Something restricted keeps at least one person who sees it."""


class NamedPerson(models.Model):
    """Somebody who sees a restricted product. A product is restricted while anybody is named."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    product = models.ForeignKey(Product, models.CASCADE, related_name="named")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    because = models.TextField(_("why it is restricted"), default="", blank=True, max_length=2000)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["product", "person"], name="named_once_for_a_product")]

    def __str__(self) -> str:
        return f"{self.person_id} sees product {self.product_id}"

    @classmethod
    @transaction.atomic
    def restrict(cls, product: Product, people: Iterable[Person], *, by: Person, because: str) -> None:
        """From now on only these people and whoever restricts it see the product; said again, it names these too."""
        if not product.named.exists():
            Organisation.objects.filter(pk=product.organisation_id).update(restricts_anything=True)
            record(by, "product.restricted", product)
        for person in dict.fromkeys([by, *people]):
            cls._name(product, person, by, because)
        _end_streams(product)
        registry.happened("sight", product.pk, None)

    @classmethod
    @transaction.atomic
    def name(cls, product: Product, person: Person, *, by: Person, because: str = "") -> None:
        """Let somebody else see it too."""
        if cls._name(product, person, by, because):
            registry.happened("sight", product.pk, None)

    @classmethod
    def _name(cls, product: Product, person: Person, by: Person, because: str) -> bool:
        said = {"organisation_id": product.organisation_id, "by": by, "because": because, "at": clock.now()}
        named_now = cls.objects.get_or_create(product=product, person=person, defaults=said)[1]
        if named_now:
            record(by, "product.named", product, person=person.pk)
        return named_now

    @classmethod
    @transaction.atomic
    def unname(cls, product: Product, person: Person, *, by: Person) -> None:
        """Somebody no longer sees it. Raises LastNamed for the only one who does."""
        Product.objects.select_for_update().get(pk=product.pk)
        if not product.named.filter(person=person).exists():
            return
        if (
            not product.named.exclude(person=person)
            .filter(person__is_active=True, person__memberships__organisation=product.organisation_id)
            .exists()
        ):
            raise LastNamed
        product.named.filter(person=person).delete()
        record(by, "product.unnamed", product, person=person.pk)
        close_streams(person.pk)
        registry.happened("sight", product.pk, None)

    @classmethod
    @transaction.atomic
    def open_again(cls, product: Product, *, by: Person) -> None:
        """Let everybody see it who would see any other product."""
        if product.named.all().delete()[0]:
            record(by, "product.opened_again", product)
            registry.happened("sight", product.pk, None)

    @classmethod
    @transaction.atomic
    def hand_on(cls, leaving: "Membership", *, by: Person) -> None:
        """Somebody leaves the organisation: of each product that only they see, the owners become those who do."""
        hand_on(cls.objects.all(), "product", leaving, heirs=lambda pk: owners(leaving), by=by)


def hand_on(
    named: models.QuerySet[Any],
    kind: str,
    leaving: "Membership",
    *,
    heirs: Callable[[int], Iterable[Person]],
    by: Person,
) -> None:
    """End what somebody is named in, with their membership; what nobody else of the organisation sees goes to heirs.

    `named` are the rows of a NamedPerson, `kind` is the column that says of what; `heirs` gives who follows from its
    id. Deleting the last row would open it to everybody, and keeping it would leave it where nobody could reach it.
    """
    here = named.filter(organisation=leaving.organisation_id)
    others = here.exclude(person=leaving.person_id).filter(
        person__is_active=True, person__memberships__organisation=leaving.organisation_id
    )
    mine = here.filter(person=leaving.person_id)
    because = gettext("%(name)s left, whom alone it was shown to.") % {"name": leaving.person.name}
    for pk in list(mine.exclude(**{f"{kind}__in": others.values(kind)}).values_list(f"{kind}_id", flat=True)):
        for person in heirs(pk):
            said = {"organisation_id": leaving.organisation_id, "by": by, "because": because, "at": clock.now()}
            named.get_or_create(**{f"{kind}_id": pk}, person=person, defaults=said)
    mine.delete()


def owners(leaving: "Membership") -> models.QuerySet[Person]:
    """The owners of the organisation, without whoever leaves it."""
    theirs = leaving.organisation.memberships.filter(role="owner").exclude(person=leaving.person_id)
    return Person.objects.filter(pk__in=theirs.values("person"), is_active=True)


def _end_streams(product: Product) -> None:
    """End the streams of everybody in the organisation who is not named; each page is asked anew what it may hear."""
    named = product.named.values("person")
    for pk in Person.objects.filter(memberships__organisation=product.organisation_id).exclude(pk__in=named):
        close_streams(pk.pk)
