"""Who is asked in a canvass, and, once it is revealed, the sheet of each."""

import secrets
from typing import TYPE_CHECKING, Any

from django.db import models

from goldthread.kit import walls
from goldthread.people.models import Membership, Organisation, Person

from .sheets import Said
from .voter import LONGEST_TOKEN, Voter, sent_again, token_again

if TYPE_CHECKING:
    from .canvass import Canvass

# Below the numbers of voters by link, which are below zero too.
FIRST_LISTENER = -4 * 10**12


class ElectorQuerySet(models.QuerySet["Elector"]):
    def standing(self) -> "ElectorQuerySet":
        """Those who are waited for: neither recused nor gone."""
        return self.filter(recused_at=None, left_at=None)


class Elector(models.Model):
    """One person who is asked, as what, and the digest of the link in their mail."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    canvass = models.ForeignKey("decisions.Canvass", models.PROTECT, related_name="electors")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    role = models.CharField(max_length=20, choices=Voter.Group.choices, default=Voter.Group.OTHERS)
    link_digest = models.CharField(max_length=64, unique=True)
    recused_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    # Asked after it had opened, in the open; None for who was asked from the beginning.
    joined_at = models.DateTimeField(null=True)

    objects = ElectorQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["canvass", "person"], name="canvassed_once"),
            models.UniqueConstraint(fields=["canvass", "number"], name="one_elector_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} asked in {self.canvass_id}"

    @classmethod
    def ask(cls, canvass: "Canvass", person: Person, **said: Any) -> "tuple[Elector, str]":
        """Somebody who is asked, and the token of their personal link, which is told this once."""
        # The organisation stands in front, because its wall in the database has to be passed before they are found.
        token = f"{canvass.organisation_id}-{secrets.token_urlsafe(24)}"
        row = {"organisation_id": canvass.organisation_id, "canvass": canvass, "person": person, **said}
        return cls.objects.create(link_digest=Voter.digest_of(token), **row), token

    @classmethod
    def by_token(cls, token: str) -> "Elector | None":
        """Whom a link was sent to; None for a token that never was one."""
        organisation = token.partition("-")[0]
        if not (organisation.isascii() and organisation.isdigit() and len(organisation) <= 18):
            return None
        if len(token) > LONGEST_TOKEN:
            return None
        first = cls.found(int(organisation), link_digest=Voter.digest_of(token))
        return first or sent_again(cls.found, int(organisation), token)

    @property
    def token_again(self) -> str:
        """The token of a link to the same, sent once more."""
        return token_again(self)

    @classmethod
    def found(cls, organisation_id: int, **which: Any) -> "Elector | None":
        """Somebody who is asked, seen from outside a session; what they then see is what this person sees."""
        walls.confine(organisation_id, None)
        rows = cls.objects.filter(organisation=organisation_id, **which)
        person_id = rows.values_list("person_id", flat=True).first()
        walls.confine(organisation_id, person_id)
        return rows.select_related("person", "canvass__product__organisation", "canvass__opened_by").first()

    @property
    def belongs(self) -> bool:
        """Whether they still belong to the organisation, and can sign in at all."""
        member = Membership.objects.filter(organisation=self.organisation_id, person=self.person_id)
        return self.person.is_active and member.exists()

    @property
    def listener(self) -> int:
        """What a browser with this link is in the hub."""
        return FIRST_LISTENER - self.pk


class CanvassSheet(models.Model):
    """A revealed sheet with the name on it. Never changes. While a canvass is open no such row exists."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    canvass = models.ForeignKey("decisions.Canvass", models.PROTECT, related_name="sheets")
    elector = models.OneToOneField(Elector, models.PROTECT, related_name="sheet")
    kept = models.JSONField()

    def __str__(self) -> str:
        return f"sheet of {self.elector_id}"

    @property
    def said(self) -> Said:
        return Said.read(self.kept)
