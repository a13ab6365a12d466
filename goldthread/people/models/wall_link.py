import hashlib
import secrets
from datetime import datetime

from django.core import signing
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from goldthread.journal.record import record
from goldthread.kit import clock
from goldthread.live.tell import close_streams

from .organisation import Organisation
from .person import Person
from .product import Product

SALT = "goldthread.wall"
# What a wall can show, in the order it turns.
VIEWS = ("thread", "board", "roadmap")
LONGEST_TOKEN = 80


class WallLinkQuerySet(models.QuerySet["WallLink"]):
    def open(self) -> "WallLinkQuerySet":
        return self.filter(models.Q(ends_at=None) | models.Q(ends_at__gt=clock.now()), revoked_at=None)


class WallLink(models.Model):
    """Lets whoever holds it look at the wall of one product, and at nothing else.

    The token stands in the address that was handed out, and nowhere here. `views` are the names of VIEWS to turn
    through, with blanks between; `seconds` is how long each stands.
    """

    class Theme(models.TextChoices):
        SYSTEM = "", _("as the screen's system has it")
        LIGHT = "light", _("light")
        DARK = "dark", _("dark")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    product = models.ForeignKey(Product, models.CASCADE, related_name="wall_links")
    name = models.CharField(_("where it hangs"), max_length=80, default="", blank=True)
    token_digest = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    ends_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    views = models.CharField(max_length=60, default=" ".join(VIEWS))
    theme = models.CharField(_("colours"), max_length=5, choices=Theme.choices, default=Theme.SYSTEM, blank=True)
    seconds = models.PositiveSmallIntegerField(default=30, validators=[MinValueValidator(5), MaxValueValidator(3600)])

    objects = WallLinkQuerySet.as_manager()

    def __str__(self) -> str:
        return f"wall of {self.product_id}"

    @classmethod
    @transaction.atomic
    def make(
        cls,
        product: Product,
        *,
        by: Person,
        name: str = "",
        ends_at: datetime | None = None,
        views: tuple[str, ...] = VIEWS,
        theme: str = "",
        seconds: int = 30,
    ) -> tuple["WallLink", str]:
        """A new link and its token, which is told this once. Raises ValueError for a view that no wall has."""
        if not views or set(views) - set(VIEWS):
            raise ValueError(f"not views of a wall: {views!r}")
        # The organisation stands in front, because its wall in the database has to be passed before the link is found.
        token = f"{product.organisation_id}-{secrets.token_urlsafe(24)}"
        made = cls.objects.create(
            organisation_id=product.organisation_id,
            product=product,
            name=name,
            token_digest=cls.digest_of(token),
            made_by=by,
            ends_at=ends_at,
            views=" ".join(one for one in VIEWS if one in views),
            theme=theme,
            seconds=seconds,
        )
        record(by, "wall.shared", made)
        return made, token

    @staticmethod
    def digest_of(token: str) -> str:
        return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()

    @transaction.atomic
    def revoke(self, *, by: Person) -> None:
        """End the link; the screens that show it hear of it at once."""
        if WallLink.objects.filter(pk=self.pk, revoked_at=None).update(revoked_at=clock.now()):
            self.refresh_from_db(fields=["revoked_at"])
            record(by, "wall.revoked", self)
            close_streams(self.listener)

    @property
    def is_open(self) -> bool:
        return self.revoked_at is None and (self.ends_at is None or self.ends_at > clock.now())

    @property
    def listener(self) -> int:
        """What a screen is in the hub: nobody, so not the number of a person; below zero no person is."""
        return -self.pk

    @property
    def turns(self) -> list[str]:
        return self.views.split()

    @property
    def pass_name(self) -> str:
        """The name of the cookie that a screen holds."""
        return f"goldthread-wall-{self.pk}"

    @property
    def pass_words(self) -> str:
        """What that cookie says: which link, signed. Another link made under this number by a restored backup is another."""
        return signing.dumps([self.organisation_id, self.pk, self.token_digest[:16]], salt=SALT, compress=False)
