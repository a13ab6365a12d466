"""Few settings, all from the environment. `docs/operate.md` lists them; each refusal is one sentence."""

import contextlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from goldthread.kit.outbound import addresses


@dataclass(frozen=True)
class Address:
    """Where the installation is reached: scheme, host with port, and the path it lives under ("" or "/goals")."""

    scheme: str
    host: str
    path: str

    @property
    def name(self) -> str:
        """The host without its port; an IPv6 address keeps its brackets."""
        name, _colon, port = self.host.rpartition(":")
        return name if name and "]" not in port else self.host

    @property
    def is_secure(self) -> bool:
        return self.scheme == "https"


def home() -> Path:
    """The data folder: database, uploads, secret. Made on first use, for its owner alone."""
    folder = Path(os.environ.get("GOLDTHREAD_HOME") or "var").expanduser().resolve()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise ImproperlyConfigured(
            f"The data folder {folder} cannot be made: {problem.strerror}. Set GOLDTHREAD_HOME to a folder this user may write."
        ) from None
    if not os.access(folder, os.W_OK):
        raise ImproperlyConfigured(
            f"The data folder {folder} cannot be written. Set GOLDTHREAD_HOME to a folder this user may write."
        )
    return folder


def secret_key(folder: Path) -> str:
    """The key from GOLDTHREAD_SECRET_KEY, or one made at the first start and kept beside the data."""
    given = os.environ.get("GOLDTHREAD_SECRET_KEY")
    if given is None:
        return _kept_secret(folder / "secret")
    if len(given) < 32 or len(set(given)) < 8:
        raise ImproperlyConfigured(
            "GOLDTHREAD_SECRET_KEY is too short or too plain: use at least 32 random characters, or leave it out and one is made."
        )
    return given


def _kept_secret(path: Path) -> str:
    if not path.exists():
        handle = os.open(path.with_suffix(f".{os.getpid()}"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(64))
        # A link fails where another process was first; then its secret holds.
        with contextlib.suppress(FileExistsError):
            os.link(path.with_suffix(f".{os.getpid()}"), path)
        path.with_suffix(f".{os.getpid()}").unlink()
    return path.read_text().strip()


def address() -> Address:
    """The public address from GOLDTHREAD_URL; without it, this machine on port 8000."""
    given = os.environ.get("GOLDTHREAD_URL") or "http://localhost:8000"
    try:
        parts = urlsplit(given)
    except ValueError:
        # A bracket of an IPv6 address that is never closed.
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ImproperlyConfigured(
            f"GOLDTHREAD_URL is not an address: {given!r}. Write it like https://goals.example.org or https://example.org/goals."
        )
    return Address(parts.scheme, parts.netloc.rpartition("@")[2], parts.path.rstrip("/"))


def whole(name: str, default: int, least: int = 0, most: int = 1_000_000) -> int:
    """A whole number from the environment."""
    given = os.environ.get(name)
    if not given:
        return default
    if not given.isascii() or not given.isdigit() or not least <= int(given) <= most:
        raise ImproperlyConfigured(f"{name} must be a whole number from {least} to {most}, not {given!r}.")
    return int(given)


def yes(name: str) -> bool:
    return os.environ.get(name, "").lower() in ("1", "yes", "true", "on")


def database(folder: Path) -> dict:
    """One SQLite file beside the data, or what DATABASE_URL names (PostgreSQL)."""
    given = os.environ.get("DATABASE_URL")
    if not given or given.startswith("sqlite:"):
        path = unquote(given.removeprefix("sqlite:").removeprefix("//").removeprefix("/")) if given else ""
        return _sqlite(Path("/" + path) if path else folder / "goldthread.sqlite3")
    if urlsplit(given).scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured(
            f"DATABASE_URL must begin with postgresql:// or sqlite://, not {given.split(':')[0]!r}."
        )
    return _postgresql(given)


def _sqlite(path: Path) -> dict:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            # Longer than the largest import holds the file.
            "timeout": 15,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-8000; PRAGMA mmap_size=0",
        },
    }


def _postgresql(given: str) -> dict[str, Any]:
    import dj_database_url

    settings: dict[str, Any] = {**dj_database_url.parse(given, conn_max_age=None)}
    # Commands and tending see every organisation; a request is confined to one (see kit.walls).
    settings.setdefault("OPTIONS", {})["options"] = "-c goldthread.organisation=*"
    settings["CONN_HEALTH_CHECKS"] = True
    return settings


def mail() -> dict:
    """Where mail leaves: smtp://user:password@host:587/?tls=1, or the console."""
    given = os.environ.get("GOLDTHREAD_MAIL_URL")
    sender = os.environ.get("GOLDTHREAD_MAIL_FROM") or f"Goldthread <goldthread@{address().name}>"
    if not given:
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend", "DEFAULT_FROM_EMAIL": sender}
    parts = urlsplit(given)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ImproperlyConfigured(
            "GOLDTHREAD_MAIL_URL is not a mail server: write it like smtp://user:password@mail.example.org:587/?tls=1."
        )
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": "tls=1" in parts.query,
        "EMAIL_TIMEOUT": 15,
        "DEFAULT_FROM_EMAIL": sender,
    }


def incoming() -> dict[str, Any]:
    """Where answers by mail arrive: imaps://user:password@host/INBOX, and the address that they are sent to; or nothing."""
    given, reply_to = os.environ.get("GOLDTHREAD_IMAP_URL"), os.environ.get("GOLDTHREAD_MAIL_REPLY_TO") or ""
    if not given and not reply_to:
        return {"MAIL_INCOMING": None, "MAIL_REPLY_TO": ""}
    if not (given and reply_to):
        raise ImproperlyConfigured("Answers by mail need GOLDTHREAD_IMAP_URL and GOLDTHREAD_MAIL_REPLY_TO, both.")
    parts = urlsplit(given)
    if parts.scheme not in ("imap", "imaps") or not parts.hostname or not parts.username:
        raise ImproperlyConfigured(
            "GOLDTHREAD_IMAP_URL is not a mailbox: write it like imaps://user:password@mail.example.org/INBOX."
        )
    name, at, host = reply_to.rpartition("@")
    if not (name and at and host) or "+" in name or len(name) > 20 or any(one.isspace() for one in reply_to):
        raise ImproperlyConfigured(
            f"GOLDTHREAD_MAIL_REPLY_TO is not an address that can carry a token: {reply_to!r}. Write it like reply@example.org, with at most 20 characters before the @ and no +."
        )
    box = {
        "host": parts.hostname,
        "port": parts.port or (993 if parts.scheme == "imaps" else 143),
        "user": unquote(parts.username),
        "password": unquote(parts.password or ""),
        "folder": unquote(parts.path.strip("/")) or "INBOX",
        "is_secure": parts.scheme == "imaps",
    }
    return {"MAIL_INCOMING": box, "MAIL_REPLY_TO": reply_to}


def outbound() -> addresses.Allowed:
    """Which hosts inside may be asked for readings, where GOLDTHREAD_OUTBOUND_ALLOW lists them; with ONLY, none but those."""
    try:
        return addresses.allowed(os.environ.get("GOLDTHREAD_OUTBOUND_ALLOW", ""), only=yes("GOLDTHREAD_OUTBOUND_ONLY"))
    except ValueError as problem:
        raise ImproperlyConfigured(
            f"GOLDTHREAD_OUTBOUND_ALLOW has an entry that is no host, network or folder: {str(problem)!r}. Write it like metrics.internal:9090, 10.2.0.0/16, /srv/numbers."
        ) from None


def oidc() -> list[dict]:
    """The company's identity provider, where GOLDTHREAD_OIDC_ISSUER names one."""
    issuer, client = os.environ.get("GOLDTHREAD_OIDC_ISSUER"), os.environ.get("GOLDTHREAD_OIDC_CLIENT_ID")
    if not issuer and not client:
        return []
    secret = os.environ.get("GOLDTHREAD_OIDC_CLIENT_SECRET")
    if not (issuer and client and secret):
        raise ImproperlyConfigured(
            "Sign-in by OIDC needs GOLDTHREAD_OIDC_ISSUER, GOLDTHREAD_OIDC_CLIENT_ID and GOLDTHREAD_OIDC_CLIENT_SECRET, all three."
        )
    if urlsplit(issuer).scheme not in ("https", "http"):
        raise ImproperlyConfigured(f"GOLDTHREAD_OIDC_ISSUER is not an address: {issuer!r}.")
    name = os.environ.get("GOLDTHREAD_OIDC_NAME") or "Company sign-in"
    return [
        {
            "provider_id": "company",
            "name": name,
            "client_id": client,
            "secret": secret,
            "settings": {"server_url": issuer, "oauth_pkce_enabled": True},
        }
    ]
