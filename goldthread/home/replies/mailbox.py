"""The mailbox that answers arrive in, over IMAP: what is unseen and not too large."""

import contextlib
import hashlib
import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage

SECONDS = 20
MOST_BYTES = 2 * 1024 * 1024
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
_SAFE = re.compile(r'[\\"\r\n\0]')


@dataclass(frozen=True)
class Box:
    """Where a mailbox is. `is_secure`: TLS from the first byte, as imaps:// says."""

    host: str
    port: int
    user: str
    password: str
    folder: str = "INBOX"
    is_secure: bool = True


@dataclass(frozen=True)
class Arrived:
    """A mail that nobody has seen; `mail` is None where it is too large to be taken."""

    number: str
    mail: EmailMessage | None


class Trouble(Exception):
    """Why the mailbox cannot be read, as a sentence without what was secret."""


class Mailbox:
    """An open mailbox; made by `opened`."""

    def __init__(self, server: imaplib.IMAP4, box: Box) -> None:
        self._server = server
        _answer, said = server.response("UIDVALIDITY")
        life = (said[0] or b"").decode("ascii", "ignore") if said else ""
        # Numbers of mails mean something only within one life of one folder.
        self.name = hashlib.sha256(f"{box.user}@{box.host}:{box.port}/{box.folder}/{life}".encode()).hexdigest()[:16]

    def numbers(self) -> list[str]:
        """The numbers of the unseen mails, the oldest first; they stay theirs as long as the folder lives."""
        _answer, found = self._server.uid("SEARCH", "UNSEEN")
        return [one for one in (found[0] or b"").decode("ascii", "ignore").split() if one.isdigit()]

    def mail(self, number: str) -> Arrived:
        """One mail, without marking it as seen."""
        _answer, sized = self._server.uid("FETCH", number, "(RFC822.SIZE)")
        size = _SIZE.search(b" ".join(one if isinstance(one, bytes) else one[0] for one in sized if one))
        if size is None or int(size[1]) > MOST_BYTES:
            return Arrived(number, None)
        _answer, parts = self._server.uid("FETCH", number, "(BODY.PEEK[])")
        raw = next((one[1] for one in parts if isinstance(one, tuple)), b"")
        mail = message_from_bytes(raw[:MOST_BYTES], policy=policy.default)
        return Arrived(number, mail if isinstance(mail, EmailMessage) else None)

    def mark_seen(self, number: str) -> None:
        self._server.uid("STORE", number, "+FLAGS.SILENT", "(\\Seen)")


@contextmanager
def opened(box: Box) -> Iterator[Mailbox]:
    """Sign in and open the folder. Raises Trouble where that, or anything after it, fails."""
    try:
        server = _connected(box)
        try:
            server.login(box.user, box.password)
            answer, _said = server.select('"' + _SAFE.sub("", box.folder) + '"')
            if answer != "OK":
                raise Trouble(f"There is no folder {box.folder!r} in the mailbox.")
            yield Mailbox(server, box)
        finally:
            with contextlib.suppress(imaplib.IMAP4.error, OSError):
                server.logout()
    except (imaplib.IMAP4.error, OSError) as problem:
        raise Trouble(f"{box.host}:{box.port} does not let us in: {type(problem).__name__}.") from None


def _connected(box: Box) -> imaplib.IMAP4:
    if box.is_secure:
        return imaplib.IMAP4_SSL(box.host, box.port, timeout=SECONDS, ssl_context=ssl.create_default_context())
    return imaplib.IMAP4(box.host, box.port, timeout=SECONDS)
