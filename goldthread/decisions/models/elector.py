"""Who is asked in a canvass, and, once it is revealed, the sheet of each."""

from typing import TYPE_CHECKING, Any

from django.db import models

from goldthread.people.models import Organisation, Person

from .linked import Linked
from .sheets import Said
from .voter import Voter

if TYPE_CHECKING:
    from .canvass import Canvass


class ElectorQuerySet(models.QuerySet["Elector"]):
    def standing(self) -> "ElectorQuerySet":
        """Those who are waited for: neither recused nor gone."""
        return self.filter(recused_at=None, left_at=None)


class Elector(Linked):
    """One person who is asked, as what, and the digest of the link in their mail."""

    # Below the numbers of voters by link, which are below zero too.
    first_listener = -4 * 10**12
    found_with = ("person", "canvass__product__organisation", "canvass__opened_by")

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
        token = cls.new_token(canvass.organisation_id)
        row = {"organisation_id": canvass.organisation_id, "canvass": canvass, "person": person, **said}
        return cls.objects.create(link_digest=cls.digest_of(token), **row), token


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
