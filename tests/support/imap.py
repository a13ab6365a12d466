"""A small IMAP server of the tests' own, on loopback: sign in, select, search unseen, fetch, mark as seen, go."""

import asyncio
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Post:
    """A mailbox that a server keeps: mails by number, and those that were seen."""

    port: int = 0
    password: str = "a password"
    mails: dict[int, bytes] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)

    def arrive(self, mail: bytes) -> int:
        number = len(self.mails) + 1
        self.mails[number] = mail
        return number

    def answer(self, tag: bytes, words: str) -> bytes:
        """What the server says to one command."""
        upper = words.upper()
        if upper.startswith("LOGIN"):
            return self._done(tag, b"in") if self.password in words else tag + b" NO no\r\n"
        if upper.startswith("CAPABILITY"):
            return b"* CAPABILITY IMAP4rev1\r\n" + self._done(tag, b"said")
        if upper.startswith("SELECT"):
            return b"* %d EXISTS\r\n* OK [UIDVALIDITY 7] same\r\n" % len(self.mails) + self._done(tag, b"selected")
        if upper.startswith("UID SEARCH UNSEEN"):
            unseen = " ".join(str(one) for one in self.mails if one not in self.seen)
            return f"* SEARCH {unseen}\r\n".encode() + self._done(tag, b"found")
        if found := re.match(r"UID (FETCH|STORE) (\d+) (.+)", words, re.IGNORECASE):
            return self._on_mail(found[1].upper(), int(found[2]), found[3].upper()) + self._done(tag, b"so")
        if upper.startswith("LOGOUT"):
            return b"* BYE\r\n" + self._done(tag, b"gone")
        return tag + b" BAD what\r\n"

    def _on_mail(self, verb: str, number: int, what: str) -> bytes:
        mail = self.mails[number]
        if verb == "STORE":
            self.seen.add(number)
            return b""
        if "RFC822.SIZE" in what:
            return b"* %d FETCH (UID %d RFC822.SIZE %d)\r\n" % (number, number, len(mail))
        return b"* %d FETCH (UID %d BODY[] {%d}\r\n%b)\r\n" % (number, number, len(mail), mail)

    def _done(self, tag: bytes, words: bytes) -> bytes:
        return tag + b" OK " + words + b"\r\n"


@contextmanager
def served() -> Iterator[Post]:
    """A mailbox, served on a free port of loopback until the block ends."""
    post, loop, ready = Post(), asyncio.new_event_loop(), threading.Event()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"* OK here\r\n")
        while line := await reader.readline():
            tag, _space, words = line.strip().partition(b" ")
            writer.write(post.answer(tag, words.decode()))
            await writer.drain()
            if words.upper().startswith(b"LOGOUT"):
                break
        writer.close()

    async def begin() -> None:
        server = await asyncio.start_server(talk, "127.0.0.1", 0)
        post.port = server.sockets[0].getsockname()[1]

    def run() -> None:
        loop.run_until_complete(begin())
        # Said by the loop that goes on: one that is told to stop before it goes on never stops.
        loop.call_soon(ready.set)
        loop.run_forever()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert ready.wait(10)
    try:
        yield post
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
