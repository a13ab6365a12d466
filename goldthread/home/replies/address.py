"""The address that an answer goes to: who answers and below which goal, signed, good for thirty days.

It stands between the + and the @ of GOLDTHREAD_MAIL_REPLY_TO. Mail servers may change capitals, so it has none: base 32
of person, goal, last day, and the first 96 bits of their HMAC-SHA-256; 42 characters, of the 64 that a name may have.
"""

import base64
import binascii
import hmac
import struct
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.utils.crypto import salted_hmac

from goldthread.kit import clock

GOOD_FOR = timedelta(days=30)
_BEGINNING = date(2024, 1, 1)
_SALT = "goldthread.replies.address"
_SHAPE = ">QIH"
_PROOF_BYTES = 12
_LENGTH = struct.calcsize(_SHAPE) + _PROOF_BYTES


@dataclass(frozen=True)
class Token:
    """Whose answer it is and below which goal (ids)."""

    person_id: int
    goal_id: int


def of(person_id: int, goal_id: int) -> str:
    """The address for one person and goal; "" where no incoming mail is set up."""
    if not settings.MAIL_REPLY_TO or not settings.MAIL_INCOMING:
        return ""
    name, _at, host = settings.MAIL_REPLY_TO.rpartition("@")
    return f"{name}+{token(person_id, goal_id)}@{host}"


def token(person_id: int, goal_id: int) -> str:
    days = (clock.today("UTC") + GOOD_FOR - _BEGINNING).days
    said = struct.pack(_SHAPE, goal_id, person_id, days)
    return base64.b32encode(said + _proof(said)).decode().rstrip("=").lower()


def read(written: str) -> Token | None:
    """What a token says; None for one that we did not sign or that is too old."""
    padded = written.upper() + "=" * (-len(written) % 8)
    try:
        whole = base64.b32decode(padded)
    except (binascii.Error, ValueError):
        return None
    if len(whole) != _LENGTH or not hmac.compare_digest(_proof(whole[:-_PROOF_BYTES]), whole[-_PROOF_BYTES:]):
        return None
    goal_id, person_id, days = struct.unpack(_SHAPE, whole[:-_PROOF_BYTES])
    return Token(person_id, goal_id) if _BEGINNING + timedelta(days=days) >= clock.today("UTC") else None


def _proof(said: bytes) -> bytes:
    return salted_hmac(_SALT, said, algorithm="sha256").digest()[:_PROOF_BYTES]
