import hashlib
import secrets

from django.db import models, transaction

from goldthread.chain.models import Goal
from goldthread.journal.record import record
from goldthread.kit import clock
from goldthread.people.models import Organisation, Person, Product


class Found(models.Model):
    """What search knows of one thing: its words, and where it stands. Kept by `search.index`, never by hand.

    `goal` is the goal it is, or belongs to: who may not see that goal does not find this. `title_words` and
    `body_words` are folded (rules.folded); the engine's own index stands on them (migration 0002).
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    product = models.ForeignKey(Product, models.CASCADE, null=True, related_name="+")
    goal = models.ForeignKey(Goal, models.CASCADE, null=True, related_name="+")
    # Whoever it is, or whoever said it.
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(max_length=20)
    noun_id = models.BigIntegerField()
    slug = models.CharField(max_length=60, default="")
    title = models.TextField(default="")
    body = models.TextField(default="")
    title_words = models.TextField(default="")
    body_words = models.TextField(default="")
    changed_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind", "noun_id"], name="a_thing_is_found_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.noun_id}"


class TakenMail(models.Model):
    """An answer by mail that became a comment, known by a digest of its Message-ID: brought twice, it is taken once."""

    digest = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.digest[:12]


class CalendarLinkQuerySet(models.QuerySet["CalendarLink"]):
    def standing(self) -> "CalendarLinkQuerySet":
        return self.filter(revoked_at=None)


class CalendarLink(models.Model):
    """A secret address at which a calendar program reads what one person may see: of a product, or (without one) what is
    theirs in the organisation.

    The token stands in the address that was shown once, and nowhere here.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    product = models.ForeignKey(Product, models.CASCADE, null=True, related_name="+")
    token_digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=clock.now)
    revoked_at = models.DateTimeField(null=True)

    objects = CalendarLinkQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "organisation"], name="calendar_by_person")]

    def __str__(self) -> str:
        return f"calendar of {self.person_id}"

    @classmethod
    @transaction.atomic
    def make(cls, organisation: Organisation, product: Product | None, *, by: Person) -> tuple["CalendarLink", str]:
        """A new address and its token, which is told this once; the one before ends."""
        Person.objects.select_for_update().get(pk=by.pk)
        cls.end(organisation, product, by=by)
        # The organisation stands in front, because its wall in the database has to be passed before the link is found.
        token = f"{organisation.pk}-{secrets.token_urlsafe(24)}"
        made = cls.objects.create(
            organisation=organisation,
            person=by,
            product=product,
            token_digest=cls.digest_of(token),
            made_at=clock.now(),
        )
        record(by, "calendar.opened", made)
        return made, token

    @classmethod
    @transaction.atomic
    def end(cls, organisation: Organisation, product: Product | None, *, by: Person) -> None:
        """Nobody reads at the address any more. Without one, nothing changes."""
        for one in cls.objects.standing().filter(organisation=organisation, product=product, person=by):
            one.revoked_at = clock.now()
            one.save(update_fields=["revoked_at"])
            record(by, "calendar.closed", one)

    @staticmethod
    def digest_of(token: str) -> str:
        return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
