"""What is kept locked in the database: readable only with this installation's secret."""

import base64
from functools import cache

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class Unreadable(Exception):
    """It was locked with another secret, or is not what was locked."""


def lock(words: str, purpose: str) -> str:
    """Words that only `unlock` with the same purpose reads; the same words look different each time."""
    return _lock(settings.SECRET_KEY, purpose).encrypt(words.encode()).decode()


def unlock(locked: str, purpose: str) -> str:
    """The words that were locked. Raises Unreadable."""
    try:
        return _lock(settings.SECRET_KEY, purpose).decrypt(locked.encode()).decode()
    except InvalidToken:
        raise Unreadable from None


@cache
def _lock(secret: str, purpose: str) -> Fernet:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"goldthread {purpose}".encode()).derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(key))
