"""Servers on loopback that answer as strangers do: well, wrongly, slowly, without end."""

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator

Way = Callable[[socket.socket, bytes], None]


def answering(body: bytes, *, status: str = "200 OK", kind: str = "application/json", more: str = "") -> Way:
    """Answers once with this body."""
    head = (
        f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n{more}Connection: close\r\n\r\n"
    )
    return lambda line, asked: line.sendall(head.encode() + body)


def sending_on(to: str, status: str = "302 Found") -> Way:
    return answering(b"", status=status, more=f"Location: {to}\r\n")


def endless(head: bytes, piece: bytes, pause: threading.Event, seconds: float = 0.0) -> Way:
    """Sends a head, then one piece after another, until nobody reads any more or the test is over."""

    def way(line: socket.socket, asked: bytes) -> None:
        line.sendall(head)
        while not pause.wait(seconds):
            line.sendall(piece)

    return way


class Stranger:
    """A listener on a loopback address; `ways` by path, and what it was asked."""

    def __init__(self, address: str = "127.0.0.1", port: int = 0) -> None:
        self.ways: dict[str, Way] = {}
        # Speaks first, as databases do; else it listens to a whole request and goes by its path.
        self.begin: Way | None = None
        self.asked: list[bytes] = []
        self.over = threading.Event()
        self.line = socket.create_server((address, port))
        self.address, self.port = self.line.getsockname()[:2]
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://{self.address}:{self.port}"

    def _listen(self) -> None:
        while not self.over.is_set():
            try:
                line, _from = self.line.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=[line], daemon=True).start()

    def _answer(self, line: socket.socket) -> None:
        with line, contextlib.suppress(OSError):
            line.settimeout(20)
            asked = b"" if self.begin else _request(line)
            self.asked.append(asked)
            path = asked.split(b" ")[1].decode("latin-1").partition("?")[0] if asked.count(b" ") > 1 else ""
            (self.begin or self.ways.get(path, answering(b"", status="404 Not Found")))(line, asked)

    def close(self) -> None:
        self.over.set()
        with contextlib.suppress(OSError):
            self.line.shutdown(socket.SHUT_RDWR)
        self.line.close()


def _request(line: socket.socket) -> bytes:
    asked = b""
    while b"\r\n\r\n" not in asked and (piece := line.recv(65536)):
        asked += piece
    return asked


@contextlib.contextmanager
def stranger(address: str = "127.0.0.1", port: int = 0) -> Iterator[Stranger]:
    one = Stranger(address, port)
    try:
        yield one
    finally:
        one.close()
