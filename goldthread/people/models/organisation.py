import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import IntegrityError, models, transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from goldthread.journal.record import record
from goldthread.kit import clock, walls

from .person import Person

if TYPE_CHECKING:
    from .invitation import Invitation
    from .product import Product
    from .team import Team

# Words that stand where an address of an organisation or a product could stand.
RESERVED = frozenset(
    "about accounts admin api assets calendar components docs export favicon goals guests health help home import invitations join journal"
    " learn live live-check login logout mcp me media metrics new notices offline people products robots search settings setup signup sounding static"
    " support sw teams today together unsubscribe voting wall welcome".split()
)
INVITED_FOR = timedelta(days=14)
ATTEMPTS = 5

Made = TypeVar("Made", bound=models.Model)


class Organisation(models.Model):
    """A company, or the part of one that runs its own products."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("address"), max_length=60, unique=True)
    time_zone = models.CharField(_("time zone"), max_length=60, default="UTC")
    last_goal_number = models.PositiveIntegerField(default=0)
    # Spares every page a query where nothing of the organisation was ever restricted.
    restricts_anything = models.BooleanField(default=False)
    founded_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.name

    @classmethod
    @transaction.atomic
    def found(cls, name: str, *, by: Person, time_zone: str = "UTC", slug: str = "") -> "Organisation":
        """Make an organisation and its first owner."""
        made = _addressed(
            slug,
            name,
            "organisation",
            cls.objects.all(),
            lambda free: cls.objects.create(name=name, slug=free, time_zone=time_zone),
        )
        walls.let_in(made.pk)
        made.memberships.create(person=by, role="owner")
        record(by, "organisation.founded", made)
        return made

    @transaction.atomic
    def set_up(self, *, by: Person, name: str, slug: str, time_zone: str) -> None:
        """Change name, address or time zone. Links to an address that was changed lead nowhere from then on."""
        if (self.name, self.slug, self.time_zone) == (name, slug, time_zone):
            return
        self.name, self.slug, self.time_zone = name, slug, time_zone
        self.save(update_fields=["name", "slug", "time_zone"])
        record(by, "organisation.set_up", self)

    @transaction.atomic
    def add_product(self, name: str, *, by: Person, slug: str = "") -> "Product":
        """Make a product; whoever makes it is its product person until somebody else is."""
        product = _addressed(
            slug, name, "product", self.products.all(), lambda free: self.products.create(name=name, slug=free)
        )
        product.involvements.create(organisation=self, person=by, role="product_person")
        record(by, "product.added", product)
        return product

    @transaction.atomic
    def add_team(
        self,
        name: str,
        *,
        by: Person,
        way: str = "sprints",
        products: tuple["Product", ...] = (),
        sprint_weeks: int = 2,
    ) -> "Team":
        """Make a team that works in sprints, by the week, or as a group of stakeholders."""
        team = _addressed(
            "",
            name,
            "team",
            self.teams.all(),
            lambda free: self.teams.create(name=name, slug=free, way=way, sprint_weeks=sprint_weeks),
        )
        for product in products:
            team.products.add(product, through_defaults={"organisation": self})
        record(by, "team.added", team)
        return team

    @transaction.atomic
    def invite(
        self,
        email: str,
        *,
        by: Person,
        role: str = "member",
        product: "Product | None" = None,
        involvement: str = "",
        team: "Team | None" = None,
    ) -> tuple["Invitation", str]:
        """Invite an address; gives the invitation and its token, which is not kept and shown only in the mail."""
        token = secrets.token_urlsafe(24)
        self.invitations.open().filter(email__iexact=email).update(withdrawn_at=clock.now())
        made = self.invitations.create(
            email=email.strip().lower(), by=by, role=role, product=product, involvement=involvement, team=team,
            token_digest=self.invitations.model.digest_of(token), expires_at=clock.now() + INVITED_FOR,
        )  # fmt: skip
        made.tell(by, "sent")
        return made, token


def free_slug(name: str, taken: models.QuerySet[Any], fallback: str = "new", most: int = 50) -> str:
    """An address made of a name, not reserved and not taken among these rows."""
    base = slugify(name)[:most].strip("-_") or fallback
    used = set(taken.filter(slug__startswith=base).values_list("slug", flat=True)) | RESERVED
    return next(slug for slug in (base, *(f"{base}-{n}" for n in range(2, 10_000))) if slug not in used)


def _addressed(slug: str, name: str, fallback: str, taken: models.QuerySet[Any], make: Callable[[str], Made]) -> Made:
    """Make a row under the address that was asked for, or under a free one; somebody may be faster with the same name."""
    if slug:
        return make(slug)
    for _attempt in range(ATTEMPTS):
        try:
            with transaction.atomic():
                return make(free_slug(name, taken.all(), fallback))
        except IntegrityError:
            continue
    return make(f"{fallback}-{secrets.token_hex(6)}")
