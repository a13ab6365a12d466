import hashlib
import secrets
from datetime import timedelta
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from goldthread.journal.record import record
from goldthread.kit import clock, walls
from goldthread.live.tell import close_streams

from . import rules

RESERVED = {"accounts", "static", "live", "components", "health", "people", "teams", "invitations", "products", "settings", "join", "new", "welcome", "offline", "robots", "favicon", "media", "today", "together", "learn", "search", "wall", "api", "mcp", "goals", "import", "export", "journal"}


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str | None, password: str | None = None, **fields: Any) -> "Person":
        person = self.model(email=self.normalize_email(email) or None, **fields)
        person.set_password(password) if password else person.set_unusable_password()
        person.save()
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Somebody. Has one account for all organisations; a guest by link has no e-mail address."""

    email = models.EmailField(_("e-mail"), null=True, unique=True, max_length=254)
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(_("language"), max_length=12, default="", blank=True)
    time_zone = models.CharField(_("time zone"), max_length=60, default="", blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=clock.now)

    objects = PersonManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    is_staff = False

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_person_an_address")]

    def __str__(self) -> str:
        return self.name

    @property
    def first_name(self) -> str:
        return self.name.split()[0] if self.name.split() else ""

    @property
    def face(self) -> dict[str, Any]:
        """What an avatar shows: id, name, initials, tone."""
        return {"id": self.pk, "name": self.name, "initials": rules.initials(self.name), "tone": rules.tone(self.pk)}


class Organisation(models.Model):
    """A company, or the part of one that runs its own products."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("address"), max_length=60, unique=True)
    time_zone = models.CharField(_("time zone"), max_length=60, default="UTC")
    last_goal_number = models.PositiveIntegerField(default=0)
    founded_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.name

    @classmethod
    @transaction.atomic
    def found(cls, name: str, *, by: Person, time_zone: str = "UTC", slug: str = "") -> "Organisation":
        """Make an organisation and its first owner."""
        made = cls.objects.create(name=name, slug=slug or free_slug(name, cls.objects.all()), time_zone=time_zone)
        walls.let_in(made.pk)
        Membership.objects.create(organisation=made, person=by, role=Membership.Role.OWNER)
        record(by, "organisation.founded", made)
        return made

    @transaction.atomic
    def add_product(self, name: str, *, by: Person, slug: str = "") -> "Product":
        """Make a product; whoever makes it is its product person until somebody else is."""
        product = Product.objects.create(organisation=self, name=name, slug=slug or free_slug(name, self.products.all()))
        Involvement.objects.create(organisation=self, product=product, person=by, role=Involvement.Role.PRODUCT_PERSON)
        record(by, "product.added", product)
        return product

    @transaction.atomic
    def add_team(self, name: str, *, by: Person, way: str = "sprints", products: tuple["Product", ...] = ()) -> "Team":
        """Make a team that works in sprints, by the week, or as a group of stakeholders."""
        team = Team.objects.create(organisation=self, name=name, slug=free_slug(name, self.teams.all()), way=way)
        for product in products:
            TeamProduct.objects.create(organisation=self, team=team, product=product)
        record(by, "team.added", team)
        return team

    @transaction.atomic
    def invite(self, email: str, *, by: Person, role: str = "member", product: "Product | None" = None, involvement: str = "", team: "Team | None" = None) -> tuple["Invitation", str]:
        """Invite an address; gives the invitation and its token, which is not kept and shown only in the mail."""
        token = secrets.token_urlsafe(24)
        self.invitations.open().filter(email__iexact=email).update(withdrawn_at=clock.now())
        made = Invitation.objects.create(
            organisation=self, email=email.strip().lower(), by=by, role=role, product=product, involvement=involvement, team=team,
            token_digest=Invitation.digest_of(token), expires_at=clock.now() + timedelta(days=14),
        )  # fmt: skip
        record(by, "invitation.sent", made)
        return made, token


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
    def involve(self, person: Person, role: str, *, by: Person, power: int | None = None, interest: int | None = None) -> "Involvement":
        """Say what somebody is in this product; said again, it replaces what was."""
        one, _made = Involvement.objects.update_or_create(
            organisation_id=self.organisation_id, product=self, person=person, defaults={"role": role, "power": power, "interest": interest}
        )
        record(by, "person.involved", self, person=person.pk, role=role)
        return one

    @transaction.atomic
    def release(self, person: Person, *, by: Person) -> None:
        """End somebody's involvement; they stay a member of the organisation."""
        if self.involvements.filter(person=person).delete()[0]:
            record(by, "person.released", self, person=person.pk)
            close_streams(person.pk)


class Team(models.Model):
    """People who set goals together: a Scrum team, a Kanban team, or a group of stakeholders such as marketing."""

    class Way(models.TextChoices):
        SPRINTS = "sprints", _("in sprints")
        WEEKLY = "weekly", _("by the week (Kanban)")
        CONTRIBUTIONS = "contributions", _("as a group of stakeholders, with contributions")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="teams")
    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(max_length=60)
    way = models.CharField(_("works"), max_length=20, choices=Way.choices, default=Way.SPRINTS)
    sprint_weeks = models.PositiveSmallIntegerField(_("weeks in a sprint"), default=2)
    products = models.ManyToManyField(Product, through="TeamProduct", related_name="teams")
    people = models.ManyToManyField(Person, through="Seat", related_name="teams")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "slug"], name="one_team_an_address")]

    def __str__(self) -> str:
        return self.name

    @transaction.atomic
    def seat(self, person: Person, *, by: Person) -> None:
        """Give somebody a seat in the team."""
        if Seat.objects.get_or_create(organisation_id=self.organisation_id, team=self, person=person)[1]:
            record(by, "team.joined", self, person=person.pk)

    @transaction.atomic
    def unseat(self, person: Person, *, by: Person) -> None:
        if self.seats.filter(person=person).delete()[0]:
            record(by, "team.left", self, person=person.pk)
            close_streams(person.pk)

    @transaction.atomic
    def work_on(self, product: Product, *, by: Person) -> None:
        if TeamProduct.objects.get_or_create(organisation_id=self.organisation_id, team=self, product=product)[1]:
            record(by, "team.works_on", self, product_id=product.pk)


class TeamProduct(models.Model):
    organisation = models.ForeignKey(Organisation, models.PROTECT)
    team = models.ForeignKey(Team, models.CASCADE)
    product = models.ForeignKey(Product, models.CASCADE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "product"], name="a_team_works_on_a_product_once")]

    def __str__(self) -> str:
        return f"{self.team_id} on {self.product_id}"


class Seat(models.Model):
    organisation = models.ForeignKey(Organisation, models.PROTECT)
    team = models.ForeignKey(Team, models.CASCADE, related_name="seats")
    person = models.ForeignKey(Person, models.CASCADE, related_name="seats")
    since = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "person"], name="one_seat_in_a_team")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.team_id}"


class Membership(models.Model):
    class Role(models.TextChoices):
        OWNER = "owner", _("owner")
        MEMBER = "member", _("member")
        GUEST = "guest", _("guest")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=10, choices=Role.choices, default=Role.MEMBER)
    since = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "person"], name="one_membership_in_an_organisation")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role} of {self.organisation_id}"

    @property
    def is_last_owner(self) -> bool:
        return self.role == self.Role.OWNER and not self.organisation.memberships.filter(role=self.Role.OWNER).exclude(pk=self.pk).exists()

    @transaction.atomic
    def become(self, role: str, *, by: Person) -> None:
        """Change the role. Raises LastOwner where nobody would own the organisation any more."""
        Organisation.objects.select_for_update().get(pk=self.organisation_id)
        if self.role == role:
            return
        if self.is_last_owner:
            raise LastOwner
        self.role = role
        self.save(update_fields=["role"])
        record(by, "member.became", self.organisation, person=self.person_id, role=role)
        close_streams(self.person_id)

    @transaction.atomic
    def end(self, *, by: Person) -> None:
        """Leave or be removed: seats, involvements and open invitations by this person end with it."""
        organisation = Organisation.objects.select_for_update().get(pk=self.organisation_id)
        if self.is_last_owner:
            raise LastOwner
        Seat.objects.filter(organisation=organisation, person_id=self.person_id).delete()
        Involvement.objects.filter(organisation=organisation, person_id=self.person_id).delete()
        organisation.invitations.open().filter(by_id=self.person_id).update(withdrawn_at=clock.now())
        record(by, "member.left", organisation, person=self.person_id)
        close_streams(self.person_id)
        self.delete()


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
    involvement = models.CharField(_("involvement"), max_length=20, choices=Involvement.Role.choices, default="", blank=True)
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

    @transaction.atomic
    def accept(self, *, by: Person) -> Membership:
        """Join. The caller has made sure that `by` has proved the invited address. An existing role is never lowered."""
        fresh = Invitation.objects.select_for_update().get(pk=self.pk)
        membership, _made = Membership.objects.get_or_create(organisation_id=self.organisation_id, person=by, defaults={"role": self.role})
        if fresh.accepted_at is None:
            Invitation.objects.filter(pk=self.pk).update(accepted_at=clock.now(), accepted_by=by)
            if self.product and self.involvement:
                self.product.involve(by, self.involvement, by=self.by)
            if self.team:
                self.team.seat(by, by=self.by)
            record(by, "invitation.accepted", self)
        return membership

    @transaction.atomic
    def withdraw(self, *, by: Person) -> None:
        if Invitation.objects.open().filter(pk=self.pk).update(withdrawn_at=clock.now()):
            record(by, "invitation.withdrawn", self)


class LastOwner(Exception):
    """An organisation keeps at least one owner."""


def free_slug(name: str, taken: models.QuerySet[Any], most: int = 50) -> str:
    """An address made of a name, not reserved and not taken among these rows."""
    base = slugify(name)[:most].strip("-") or "new"
    used = set(taken.filter(slug__startswith=base).values_list("slug", flat=True)) | RESERVED
    return next(slug for slug in (base, *(f"{base}-{n}" for n in range(2, 10_000))) if slug not in used)
