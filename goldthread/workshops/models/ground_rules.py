"""Ground rules of a product, by version: everybody promises a version once, and again only when it changed."""

from django.db import models, transaction

from goldthread.journal.record import record
from goldthread.kit import clock
from goldthread.people.models import Organisation, Person, Product


class GroundRules(models.Model):
    """What people of a product promise each other in meetings. Never changes; other rules are another version."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    product = models.ForeignKey(Product, models.PROTECT, related_name="ground_rules")
    number = models.PositiveIntegerField()
    words = models.TextField(max_length=4000)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["product", "number"], name="one_version_of_ground_rules_a_number")
        ]

    def __str__(self) -> str:
        return f"ground rules {self.number} of {self.product_id}"

    @classmethod
    @transaction.atomic
    def say(cls, product: Product, words: str, *, by: Person) -> "GroundRules":
        """The version with these words: the newest one where it says the same, else a new one."""
        Product.objects.select_for_update().get(pk=product.pk)
        newest = cls.of(product)
        if newest is not None and newest.words == words:
            return newest
        number = newest.number + 1 if newest else 1
        made = cls.objects.create(
            organisation_id=product.organisation_id, product=product, number=number, words=words, by=by, at=clock.now()
        )
        record(by, "groundrules.said", made, number=number)
        return made

    @classmethod
    def of(cls, product: Product) -> "GroundRules | None":
        """The newest version."""
        return cls.objects.filter(product=product).order_by("-number").first()


class Promise(models.Model):
    """Somebody promised a version of the ground rules."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    rules = models.ForeignKey(GroundRules, models.PROTECT, related_name="promises")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rules", "person"], name="promised_once_a_version")]

    def __str__(self) -> str:
        return f"{self.person_id} promised {self.rules_id}"
