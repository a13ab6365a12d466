"""Who was asked. Fixed when the question opens: nobody is added, and whoever steps back or leaves is marked."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from goldthread.people.models import Organisation, Person

from .linked import Linked

if TYPE_CHECKING:
    from .decision import Decision


class VoterQuerySet(models.QuerySet["Voter"]):
    def standing(self) -> "VoterQuerySet":
        """Those who are waited for: neither recused nor gone."""
        return self.filter(recused_at=None, left_at=None)


class Voter(Linked):
    """One person whose word is needed on one decision, as what, and the digest of the link in their mail."""

    class Group(models.TextChoices):
        PRODUCT_PERSON = "product_person", _("product person")
        TEAM = "team_member", _("team")
        LEADERS = "leader", _("leaders")
        STAKEHOLDERS = "stakeholder", _("stakeholders")
        OTHERS = "other", _("others")

    # Below the numbers of screens on walls and of guests by link, which are below zero too.
    first_listener = -2 * 10**12
    found_with = ("person", "decision__product__organisation", "decision__opened_by")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    decision = models.ForeignKey("decisions.Decision", models.PROTECT, related_name="voters")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    role = models.CharField(max_length=20, choices=Group.choices, default=Group.OTHERS)
    decides = models.BooleanField(default=False)
    link_digest = models.CharField(max_length=64, unique=True)
    recused_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    # Asked after it had opened, in the open; None for who was asked from the beginning.
    joined_at = models.DateTimeField(null=True)

    objects = VoterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "person"], name="asked_once_a_decision"),
            models.UniqueConstraint(fields=["decision", "number"], name="one_voter_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} asked for {self.decision_id}"

    @classmethod
    def ask(cls, decision: "Decision", person: Person, **said: Any) -> "tuple[Voter, str]":
        """Somebody who is asked, and the token of their personal link, which is told this once."""
        made, token = cls.of(decision, person, **said)
        made.save(force_insert=True)
        return made, token

    @classmethod
    def of(cls, decision: "Decision", person: Person, **said: Any) -> "tuple[Voter, str]":
        """The same, not saved yet."""
        token = cls.new_token(decision.organisation_id)
        row = {"organisation_id": decision.organisation_id, "decision": decision, "person": person, **said}
        return cls(link_digest=cls.digest_of(token), **row), token
