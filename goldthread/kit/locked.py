"""What is kept locked in the database: readable only with this installation's secret."""

import base64
import binascii
import secrets
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE_BYTES = 12


class Unreadable(Exception):
    """It was locked with another secret, or is not what was locked."""


def lock(words: str, purpose: str) -> str:
    """Words that only `unlock` with the same purpose reads; the same words look different each time. When they were locked
    is not written beside them: of a ballot that would say when the last one was cast."""
    return _lock(settings.SECRET_KEY, purpose).encrypt_at_time(words.encode(), 0).decode()


def unlock(locked: str, purpose: str) -> str:
    """The words that were locked. Raises Unreadable."""
    try:
        return _lock(settings.SECRET_KEY, purpose).decrypt(locked.encode()).decode()
    except InvalidToken:
        raise Unreadable from None


def lock_bytes(what: bytes, purpose: str) -> str:
    """The same for what is large and locked anew with every change, several times as fast. The length of what comes out
    says that of what went in, and nothing else about it."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return base64.b64encode(nonce + _strongbox(settings.SECRET_KEY, purpose).encrypt(nonce, what, None)).decode()


def unlock_bytes(locked: str, purpose: str) -> bytes:
    """What `lock_bytes` locked. Raises Unreadable."""
    try:
        kept = base64.b64decode(locked)
        return _strongbox(settings.SECRET_KEY, purpose).decrypt(kept[:NONCE_BYTES], kept[NONCE_BYTES:], None)
    except (InvalidTag, binascii.Error, ValueError):
        raise Unreadable from None


@cache
def _lock(secret: str, purpose: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(_key(secret, purpose)))


@cache
def _strongbox(secret: str, purpose: str) -> AESGCM:
    return AESGCM(_key(secret, f"{purpose} in bytes"))


def _key(secret: str, purpose: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=f"goldthread {purpose}".encode()).derive(secret.encode())
