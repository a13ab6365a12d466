from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from goldthread.journal.record import record
from goldthread.kit import clock
from goldthread.live.tell import close_streams

from .organisation import Organisation
from .person import Person

if TYPE_CHECKING:
    from .membership import Involvement


class Product(models.Model):
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="products")
    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("address"), max_length=60)
    added_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "slug"], name="one_product_an_address")]

    def __str__(self) -> str:
        return self.name

    @transaction.atomic
    def rename(self, name: str, *, by: Person) -> None:
        """Give the product another name; its address stays, so that links hold."""
        if self.name == name:
            return
        self.name = name
        self.save(update_fields=["name"])
        record(by, "product.renamed", self)

    @transaction.atomic
    def involve(
        self, person: Person, role: str, *, by: Person, power: int | None = None, interest: int | None = None
    ) -> "Involvement":
        """Say what somebody is in this product; said again, it replaces what was."""
        said = {"role": role, "power": power, "interest": interest}
        before = self.involvements.filter(person=person).first()
        if before is not None and said == {name: getattr(before, name) for name in said}:
            return before
        one, _made = self.involvements.update_or_create(
            organisation_id=self.organisation_id, person=person, defaults=said
        )
        record(by, "person.involved", self, person=person.pk, role=role)
        if before is not None:
            close_streams(person.pk)
        return one

    @transaction.atomic
    def release(self, person: Person, *, by: Person) -> None:
        """End somebody's involvement; they stay a member of the organisation."""
        if self.involvements.filter(person=person).delete()[0]:
            record(by, "person.released", self, person=person.pk)
            close_streams(person.pk)
