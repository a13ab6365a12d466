import hashlib
import secrets

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from goldthread.journal.record import record
from goldthread.kit import clock
from goldthread.live.tell import signal

from .. import rules
from .membership import Involvement, Membership
from .organisation import INVITED_FOR, Organisation
from .person import Person
from .product import Product
from .team import Team


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> "InvitationQuerySet":
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=clock.now())


class Invitation(models.Model):
    """Binds an address, not a person: only who has proved that address can accept."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="invitations")
    email = models.EmailField(_("e-mail"), max_length=254)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    role = models.CharField(_("role"), max_length=10, choices=Membership.Role.choices, default=Membership.Role.MEMBER)
    product = models.ForeignKey(Product, models.CASCADE, null=True, blank=True, related_name="+")
    involvement = models.CharField(
        _("involvement"), max_length=20, choices=Involvement.Role.choices, default="", blank=True
    )
    team = models.ForeignKey(Team, models.SET_NULL, null=True, blank=True, related_name="+")
    token_digest = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.email} to {self.organisation_id}"

    @staticmethod
    def digest_of(token: str) -> str:
        return hashlib.sha256(token.encode()).hexdigest()

    def tell(self, by: Person, what: str) -> None:
        """Record it, and tell the organisation's pages too: who is invited to a product is shown there."""
        record(by, f"invitation.{what}", self)
        signal(f"organisation-{self.organisation_id}")

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and self.withdrawn_at is None and self.expires_at > clock.now()

    @property
    def is_backed(self) -> bool:
        """Whether whoever invited could still do so today: an invitation dies with the rights behind it."""
        own = (
            Membership.objects.filter(organisation_id=self.organisation_id, person_id=self.by_id)
            .values_list("role", flat=True)
            .first()
        )
        roles = (
            Involvement.objects.filter(product_id=self.product_id, person_id=self.by_id).values_list("role", flat=True)
            if self.product_id
            else []
        )
        footing = rules.footing(self.by_id, own, roles, ())
        return footing.may_invite(self.role, self.involvement, in_product=self.product_id is not None)

    @transaction.atomic
    def accept(self, *, by: Person) -> Membership:
        """Join. The caller has made sure that `by` has proved the invited address. An existing role is never lowered.

        Raises Closed where the invitation was used, withdrawn, has expired or is not backed any more.
        """
        Organisation.objects.select_for_update().get(pk=self.organisation_id)
        self.refresh_from_db(fields=["accepted_at", "accepted_by", "withdrawn_at", "expires_at", "by", "role"])
        before = Membership.objects.filter(organisation_id=self.organisation_id, person=by).first()
        if before is not None and self.accepted_by_id == by.pk:
            return before
        if not (self.is_open and self.is_backed):
            raise Closed
        membership = before or Membership.objects.create(
            organisation_id=self.organisation_id, person=by, role=self.role
        )
        self._place(by)
        self.accepted_at, self.accepted_by = clock.now(), by
        self.save(update_fields=["accepted_at", "accepted_by"])
        self.tell(by, "accepted")
        return membership

    def _place(self, person: Person) -> None:
        """What was promised besides membership; what somebody already is in the product stays."""
        if self.product and self.involvement and not self.product.involvements.filter(person=person).exists():
            self.product.involve(person, self.involvement, by=self.by)
        if self.team:
            self.team.seat(person, by=self.by)

    @transaction.atomic
    def withdraw(self, *, by: Person) -> None:
        if Invitation.objects.open().filter(pk=self.pk).update(withdrawn_at=clock.now()):
            self.tell(by, "withdrawn")

    @transaction.atomic
    def send_again(self, *, by: Person) -> str:
        """Give a new token and a new fortnight; the old link ends. From now on `by` stands behind the invitation.

        Raises Closed where it was used or withdrawn.
        """
        fresh = Invitation.objects.select_for_update().get(pk=self.pk)
        if fresh.accepted_at or fresh.withdrawn_at:
            raise Closed
        token = secrets.token_urlsafe(24)
        self.token_digest, self.by = self.digest_of(token), by
        self.sent_at, self.expires_at = clock.now(), clock.now() + INVITED_FOR
        self.save(update_fields=["token_digest", "by", "sent_at", "expires_at"])
        self.tell(by, "sent")
        return token


class Closed(Exception):
    """The invitation cannot be used any more."""
