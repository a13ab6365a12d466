"""The link in every mail about notices that ends mails of exactly that kind, without signing in."""

from dataclasses import dataclass

from django.core import signing
from django.urls import reverse

from goldthread.people.mail import absolute

from . import kinds

_SALT = "goldthread.notices.unsubscribe"
# What is gathered from several kinds: to end it means no mails about notices at all.
GATHERED = "gathered"


@dataclass(frozen=True)
class Wish:
    """Whose mails of which kind end."""

    person_id: int
    kind: str


def link(person_id: int, kind: str) -> str:
    """The address for one person and one kind; it holds as long as the installation's secret does."""
    return absolute(reverse("home:unsubscribe", args=[signing.dumps([person_id, kind], salt=_SALT, compress=False)]))


def wish(token: str) -> Wish | None:
    """What a token asks for; None for one that we did not sign."""
    try:
        person_id, kind = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    known = kind == GATHERED or kind in kinds.BY_NAME
    return Wish(int(person_id), str(kind)) if known else None
