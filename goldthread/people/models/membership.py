from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from goldthread.journal.record import record
from goldthread.kit import clock, registry
from goldthread.live.tell import close_streams

from .named_person import NamedPerson
from .organisation import Organisation
from .person import Person
from .product import Product
from .team import Seat

# Power and interest of a stakeholder.
Spot = tuple[int | None, int | None]


class Membership(models.Model):
    class Role(models.TextChoices):
        OWNER = "owner", pgettext_lazy("role in the organisation", "owner")
        MEMBER = "member", _("member")
        GUEST = "guest", _("guest")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=10, choices=Role.choices, default=Role.MEMBER)
    since = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "person"], name="one_membership_in_an_organisation")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role} of {self.organisation_id}"

    @property
    def is_last_owner(self) -> bool:
        return (
            self.role == self.Role.OWNER
            and not self.organisation.memberships.filter(role=self.Role.OWNER).exclude(pk=self.pk).exists()
        )

    @transaction.atomic
    def become(self, role: str, *, by: Person) -> None:
        """Change the role. Raises LastOwner where nobody would own the organisation any more."""
        self._hold()
        if self.pk is None or self.role == role:
            return
        if self.is_last_owner:
            raise LastOwner
        self.role = role
        self.save(update_fields=["role"])
        record(by, "member.became", self.organisation, person=self.person_id, role=role)
        close_streams(self.person_id)

    @transaction.atomic
    def end(self, *, by: Person) -> None:
        """Leave or be removed: seats, involvements, open invitations by this person and what they were named in end
        with it. What nobody else sees is handed on (NamedPerson.hand_on).

        Raises LastOwner where nobody would own the organisation any more.
        """
        organisation = self._hold()
        if self.pk is None:
            return
        if self.is_last_owner:
            raise LastOwner
        Seat.objects.filter(organisation=organisation, person_id=self.person_id).delete()
        Involvement.objects.filter(organisation=organisation, person_id=self.person_id).delete()
        organisation.invitations.open().filter(by_id=self.person_id).update(withdrawn_at=clock.now())
        registry.happened("leaving", self, by)
        NamedPerson.hand_on(self, by=by)
        record(by, "member.left", organisation, person=self.person_id)
        close_streams(self.person_id)
        self.delete()

    def _hold(self) -> Organisation:
        """Lock the organisation, so that two owners cannot make each other the last one, and look at the role anew."""
        organisation = Organisation.objects.select_for_update().get(pk=self.organisation_id)
        fresh = Membership.objects.filter(pk=self.pk).first()
        self.pk, self.role = (fresh.pk, fresh.role) if fresh else (None, self.role)
        return organisation


class Involvement(models.Model):
    class Role(models.TextChoices):
        PRODUCT_PERSON = "product_person", _("product person")
        LEADER = "leader", _("leader")
        TEAM_MEMBER = "team_member", _("team member")
        STAKEHOLDER = "stakeholder", _("stakeholder")
        FACILITATOR = "facilitator", _("facilitator")
        OBSERVER = "observer", _("observer")

    organisation = models.ForeignKey(Organisation, models.PROTECT)
    product = models.ForeignKey(Product, models.CASCADE, related_name="involvements")
    person = models.ForeignKey(Person, models.CASCADE, related_name="involvements")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    power = models.PositiveSmallIntegerField(_("power"), null=True, blank=True)
    interest = models.PositiveSmallIntegerField(_("interest"), null=True, blank=True)
    since = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["product", "person"], name="one_involvement_in_a_product")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role} in {self.product_id}"

    @property
    def spot(self) -> Spot:
        return (self.power, self.interest)

    @transaction.atomic
    def place(self, spot: Spot, *, by: Person, base: Spot | None = None) -> None:
        """Say where a stakeholder stands between power and interest, each 0 to 10; (None, None) is nowhere yet.

        `base` is the spot that whoever places saw. Raises Moved where somebody else placed the same person since
        then, and NoStakeholder for somebody who is something else in the product.
        """
        fresh = Involvement.objects.select_for_update().filter(pk=self.pk, role=self.Role.STAKEHOLDER).first()
        if fresh is None:
            raise NoStakeholder
        self.power, self.interest = fresh.spot
        if fresh.spot == spot:
            return
        if base is not None and fresh.spot != base:
            raise Moved(fresh.spot)
        self.power, self.interest = spot
        self.save(update_fields=["power", "interest"])
        # Where somebody stands is not for everybody who reads the journal.
        record(by, "stakeholder.placed", self.product, person=self.person_id)


class NoStakeholder(Exception):
    """Only stakeholders stand on the grid."""


class Moved(Exception):
    """Somebody else placed the stakeholder first. `spot` is where they stand now."""

    def __init__(self, spot: Spot) -> None:
        super().__init__("placed meanwhile")
        self.spot = spot


class LastOwner(Exception):
    """An organisation keeps at least one owner."""
