"""Guests by link: people without an account who see one product, and comment where the link says so."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.core import signing
from django.db import models, transaction
from django.db.models import Q
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

from goldthread.journal.record import record
from goldthread.kit import clock, walls
from goldthread.live.tell import close_streams

from .organisation import Organisation
from .person import Person
from .product import Product

SALT = "goldthread.guest"
HOLDS_FOR = timedelta(days=30)
LONGEST_TOKEN = 80
# Below the numbers of screens on walls, which are below zero too.
FIRST_LISTENER = -(10**12)


class GuestLink(models.Model):
    """A personal link into one product. The token stands in what was handed out, and nowhere here."""

    class Scope(models.TextChoices):
        COMMENT = "comment", _("sees and comments")
        SEE = "see", _("sees")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    product = models.ForeignKey(Product, models.CASCADE, related_name="guest_links")
    name = models.CharField(_("for whom"), max_length=120)
    token_digest = models.CharField(max_length=64, unique=True)
    scope = models.CharField(_("may"), max_length=10, choices=Scope.choices, default=Scope.COMMENT)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    ends_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"guest link of {self.product_id}"

    @classmethod
    @transaction.atomic
    def make(
        cls, product: Product, name: str, *, by: Person, scope: str = Scope.COMMENT, ends_at: datetime | None = None
    ) -> tuple["GuestLink", str]:
        """A new link for somebody and its token, which is told this once. It holds 30 days where nothing else is said."""
        # The organisation stands in front, because its wall in the database has to be passed before the link is found.
        token = f"{product.organisation_id}-{secrets.token_urlsafe(24)}"
        made = cls.objects.create(
            organisation_id=product.organisation_id,
            product=product,
            name=name,
            token_digest=cls.digest_of(token),
            scope=scope,
            made_by=by,
            made_at=clock.now(),
            ends_at=ends_at or clock.now() + HOLDS_FOR,
        )
        record(by, "guest.linked", made)
        return made, token

    @staticmethod
    def digest_of(secret: str) -> str:
        return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()

    @classmethod
    def by_token(cls, token: str) -> "GuestLink | None":
        """The link that was handed out, open or not; None for a token that never was one."""
        organisation = token.partition("-")[0]
        if (
            not (organisation.isascii() and organisation.isdigit() and len(organisation) <= 18)
            or len(token) > LONGEST_TOKEN
        ):
            return None
        walls.let_in(int(organisation))
        rows = cls.objects.filter(organisation=int(organisation), token_digest=cls.digest_of(token))
        return rows.select_related("organisation", "product__organisation", "made_by").first()

    @property
    def is_open(self) -> bool:
        """Whether it lets anybody in: not over, not taken back, and its product not kept to named people since."""
        return self.revoked_at is None and self.ends_at > clock.now() and not self.product.named.exists()

    @transaction.atomic
    def come_in(self, name: str = "") -> "tuple[LinkGuest, str]":
        """Somebody opens it in a browser that it does not know. The first one is whom it was made for, every other has a name.

        Gives the guest and what the browser keeps. Whoever made the link is told of every further one by the list.
        """
        fresh = GuestLink.objects.select_for_update(of=("self",)).get(pk=self.pk)
        is_first = fresh.opened_at is None
        if is_first:
            GuestLink.objects.filter(pk=self.pk).update(opened_at=clock.now())
        elif not name:
            raise ValueError("a forwarded link asks who somebody is")
        secret = secrets.token_urlsafe(24)
        # The name itself tells who it is, wherever it is read.
        called = _("%(name)s, guest") if is_first else _("%(name)s, by the link of %(owner)s")
        words = {"name": (self.name if is_first else name)[:50], "owner": self.name[:50]}
        person = Person.objects.create_user(None, name=called % words)
        guest = LinkGuest.objects.create(
            organisation_id=self.organisation_id,
            link=self,
            person=person,
            is_first=is_first,
            key_digest=self.digest_of(secret),
            came_at=clock.now(),
        )
        record(person, "guest.came", self, person=person.pk)
        return guest, secret

    @transaction.atomic
    def revoke(self, *, by: Person) -> None:
        """Take it back from everybody who came by it; their pages end at once."""
        if GuestLink.objects.filter(pk=self.pk, revoked_at=None).update(revoked_at=clock.now()):
            self.refresh_from_db(fields=["revoked_at"])
            record(by, "guest.link_revoked", self)
            for guest in self.guests.all():
                close_streams(guest.listener)


class LinkGuestQuerySet(models.QuerySet["LinkGuest"]):
    def holding(self) -> "LinkGuestQuerySet":
        """Those whose browser is still let in."""
        return self.filter(
            Q(link__product__named=None), revoked_at=None, link__revoked_at=None, link__ends_at__gt=clock.now()
        )


class LinkGuest(models.Model):
    """Somebody who came by a link, in one browser. A person without an address, so that every deed has somebody who did it."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    link = models.ForeignKey(GuestLink, models.CASCADE, related_name="guests")
    person = models.OneToOneField(Person, models.PROTECT, related_name="by_link")
    is_first = models.BooleanField(default=True)
    key_digest = models.CharField(max_length=64)
    came_at = models.DateTimeField(default=clock.now)
    revoked_at = models.DateTimeField(null=True)

    objects = LinkGuestQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.person_id} by link {self.link_id}"

    @property
    def listener(self) -> int:
        """What this browser is in the hub; below zero no person is, so it learns nothing of who is here."""
        return FIRST_LISTENER - self.pk

    @transaction.atomic
    def revoke(self, *, by: Person) -> None:
        """Turn this one browser out; the link holds for the others."""
        if LinkGuest.objects.filter(pk=self.pk, revoked_at=None).update(revoked_at=clock.now()):
            record(by, "guest.turned_out", self.link, person=self.person_id)
            close_streams(self.listener)

    @staticmethod
    def pass_name(product_id: int) -> str:
        return f"goldthread-guest-{product_id}"

    def pass_words(self, secret: str) -> str:
        """What the browser keeps: which guest of which organisation, and its secret, signed."""
        return signing.dumps([self.organisation_id, self.pk, secret], salt=SALT, compress=False)

    @classmethod
    def behind(cls, words: str) -> "LinkGuest | None":
        """The guest whose browser says so, while they are let in."""
        try:
            organisation, pk, secret = signing.loads(words, salt=SALT)
        except (signing.BadSignature, ValueError, TypeError):
            return None
        walls.let_in(organisation)
        rows = cls.objects.holding().filter(organisation=organisation, pk=pk)
        found = rows.select_related("person", "link__product__organisation", "organisation").first()
        if found is None or not constant_time_compare(found.key_digest, GuestLink.digest_of(str(secret))):
            return None
        return found
