"""What everybody who is asked by mail has: a personal link, of which only the digest is kept."""

import base64
import hashlib
import re
import secrets
from typing import Any, ClassVar, Self

from django.db import models
from django.utils.crypto import constant_time_compare, salted_hmac

from goldthread.kit import walls
from goldthread.people.models import Membership

LONGEST_TOKEN = 100
AGAIN = re.compile(r"[0-9]{1,18}-([0-9]{1,18})-[A-Za-z0-9_-]{43}")


class Linked(models.Model):
    """Whoever has a personal link: a voter, or who is asked among many."""

    # Listeners have numbers below this one; and what is read along with whoever is found.
    first_listener: ClassVar[int]
    found_with: ClassVar[tuple[str, ...]]

    pk: int
    organisation_id: int
    person_id: int
    person: Any
    link_digest: Any

    class Meta:
        abstract = True

    @staticmethod
    def new_token(organisation_id: int) -> str:
        # The organisation stands in front, because its wall in the database has to be passed before they are found.
        return f"{organisation_id}-{secrets.token_urlsafe(24)}"

    @staticmethod
    def digest_of(secret: str) -> str:
        return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()

    @classmethod
    def by_token(cls, token: str) -> Self | None:
        """Whom a link was sent to; None for a token that never was one."""
        organisation = token.partition("-")[0]
        if not (organisation.isascii() and organisation.isdigit() and len(organisation) <= 18):
            return None
        if len(token) > LONGEST_TOKEN:
            return None
        first = cls.found(int(organisation), link_digest=cls.digest_of(token))
        return first or cls._sent_again(int(organisation), token)

    @classmethod
    def _sent_again(cls, organisation_id: int, token: str) -> Self | None:
        parts = AGAIN.fullmatch(token)
        found = cls.found(organisation_id, pk=int(parts[1])) if parts else None
        return found if found is not None and constant_time_compare(found.token_again, token) else None

    @property
    def token_again(self) -> str:
        """The token of a link to the same, sent once more: derived from the digest of the first, which was told once and
        is kept nowhere."""
        said = f"{type(self).__name__}:{self.pk}:{self.link_digest}"
        proof = salted_hmac("goldthread.link-again", said, algorithm="sha256").digest()
        return f"{self.organisation_id}-{self.pk}-{base64.urlsafe_b64encode(proof).rstrip(b'=').decode()}"

    @classmethod
    def found(cls, organisation_id: int, **which: Any) -> Self | None:
        """Somebody who is asked, seen from outside a session; what they then see is what this person sees."""
        walls.confine(organisation_id, None)
        rows = cls._default_manager.filter(organisation=organisation_id, **which)
        person_id = rows.values_list("person_id", flat=True).first()
        walls.confine(organisation_id, person_id)
        return rows.select_related(*cls.found_with).first()

    @property
    def belongs(self) -> bool:
        """Whether they still belong to the organisation, and can sign in at all."""
        member = Membership.objects.filter(organisation=self.organisation_id, person=self.person_id)
        return bool(self.person.is_active) and member.exists()

    @property
    def listener(self) -> int:
        """What a browser with this link is in the hub."""
        return self.first_listener - self.pk
