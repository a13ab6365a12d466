"""Who was asked. Fixed when the question opens: nobody is added, and whoever steps back or leaves is marked."""

import base64
import hashlib
import re
import secrets
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from django.db import models
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from goldthread.kit import walls
from goldthread.people.models import Membership, Organisation, Person

if TYPE_CHECKING:
    from .decision import Decision

LONGEST_TOKEN = 100
AGAIN = re.compile(r"[0-9]{1,18}-([0-9]{1,18})-[A-Za-z0-9_-]{43}")
# Below the numbers of screens on walls and of guests by link, which are below zero too.
FIRST_LISTENER = -2 * 10**12


class Linked(Protocol):
    """Whoever has a personal link: a voter, or who is asked among many."""

    pk: int
    organisation_id: int
    link_digest: str


L = TypeVar("L", bound=Linked)


def token_again(of: Linked) -> str:
    """A token that holds as long as the first one, whose digest it is made from."""
    said = f"{type(of).__name__}:{of.pk}:{of.link_digest}"
    proof = salted_hmac("goldthread.link-again", said, algorithm="sha256").digest()
    return f"{of.organisation_id}-{of.pk}-{base64.urlsafe_b64encode(proof).rstrip(b'=').decode()}"


def sent_again(find: Callable[..., L | None], organisation: int, token: str) -> L | None:
    """Whom a link was sent to once more; None for a token that never was one."""
    parts = AGAIN.fullmatch(token)
    found = find(organisation, pk=int(parts[1])) if parts else None
    return found if found is not None and constant_time_compare(token_again(found), token) else None


class VoterQuerySet(models.QuerySet["Voter"]):
    def standing(self) -> "VoterQuerySet":
        """Those who are waited for: neither recused nor gone."""
        return self.filter(recused_at=None, left_at=None)


class Voter(models.Model):
    """One person whose word is needed on one decision, as what, and the digest of the link in their mail."""

    class Group(models.TextChoices):
        PRODUCT_PERSON = "product_person", _("product person")
        TEAM = "team_member", _("team")
        LEADERS = "leader", _("leaders")
        STAKEHOLDERS = "stakeholder", _("stakeholders")
        OTHERS = "other", _("others")

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

    @staticmethod
    def digest_of(secret: str) -> str:
        return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()

    @classmethod
    def ask(cls, decision: "Decision", person: Person, **said: Any) -> "tuple[Voter, str]":
        """Somebody who is asked, and the token of their personal link, which is told this once."""
        made, token = cls.of(decision, person, **said)
        made.save(force_insert=True)
        return made, token

    @classmethod
    def of(cls, decision: "Decision", person: Person, **said: Any) -> "tuple[Voter, str]":
        """The same, not saved yet."""
        # The organisation stands in front, because its wall in the database has to be passed before the voter is found.
        token = f"{decision.organisation_id}-{secrets.token_urlsafe(24)}"
        digest, organisation_id = cls.digest_of(token), decision.organisation_id
        row = {
            "organisation_id": organisation_id,
            "decision": decision,
            "person": person,
            "link_digest": digest,
            **said,
        }
        return cls(**row), token

    @classmethod
    def by_token(cls, token: str) -> "Voter | None":
        """Whom a link was sent to; None for a token that never was one."""
        organisation = token.partition("-")[0]
        if not (organisation.isascii() and organisation.isdigit() and len(organisation) <= 18):
            return None
        if len(token) > LONGEST_TOKEN:
            return None
        first = cls.found(int(organisation), link_digest=cls.digest_of(token))
        return first or sent_again(cls.found, int(organisation), token)

    @property
    def token_again(self) -> str:
        """The token of a link to the same, sent once more: derived, as the first was told once and is kept nowhere."""
        return token_again(self)

    @classmethod
    def found(cls, organisation_id: int, **which: Any) -> "Voter | None":
        """A voter of an organisation, seen from outside a session; what they then see is what this person sees."""
        walls.confine(organisation_id, None)
        rows = cls.objects.filter(organisation=organisation_id, **which)
        person_id = rows.values_list("person_id", flat=True).first()
        walls.confine(organisation_id, person_id)
        return rows.select_related("person", "decision__product__organisation", "decision__opened_by").first()

    @property
    def belongs(self) -> bool:
        """Whether they still belong to the organisation, and can sign in at all."""
        member = Membership.objects.filter(organisation=self.organisation_id, person=self.person_id)
        return self.person.is_active and member.exists()

    @property
    def listener(self) -> int:
        """What a browser with this voter's link is in the hub."""
        return FIRST_LISTENER - self.pk
