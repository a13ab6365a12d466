"""The browser's end, by hand: connections that can be held open, stalled and told apart."""

import http.client
import json
import socket
from urllib.parse import urlencode, urlsplit

PATIENCE_SECONDS = 10


class Visitor:
    """Somebody's requests to a served installation, with their cookie."""

    def __init__(self, served, short=None):
        self.host = urlsplit(served.address).netloc
        person = served.cookie(short) if short else None
        self.cookie = {"Cookie": f"{person['name']}={person['value']}"} if person else {}

    def ask(self, method, path, body=None, **headers):
        """(status, text) of one request on a connection of its own."""
        connection = http.client.HTTPConnection(self.host, timeout=PATIENCE_SECONDS)
        said = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, {**self.cookie, **said})
        response = connection.getresponse()
        text = response.read().decode()
        connection.close()
        return response.status, text

    def says_writing(self, topic, place, **headers):
        body = urlencode({"topic": topic, "place": place})
        return self.ask("POST", "/live/writing", body, **{"Sec_Fetch_Site": "same-origin", **headers})[0]

    def sees_here(self, topic):
        status, text = self.ask("GET", f"/live/here?topic={topic}")
        return json.loads(text) if status == 200 else status

    def listens(self, *topics, **extra):
        return Stream(self, topics, extra)


class Stream:
    """An open stream of events."""

    def __init__(self, visitor, topics, extra):
        query = urlencode([*(("topic", topic) for topic in topics), *extra.items()])
        host, port = visitor.host.split(":")
        self.socket = socket.create_connection((host, int(port)), timeout=PATIENCE_SECONDS)
        lines = [
            f"GET /live/?{query} HTTP/1.1",
            f"Host: {visitor.host}",
            *(f"{name}: {value}" for name, value in visitor.cookie.items()),
        ]
        self.socket.sendall("\r\n".join([*lines, "", ""]).encode())
        self.file = self.socket.makefile("rb")
        self.status = int(self.file.readline().split()[1])
        self.headers = http.client.parse_headers(self.file)

    @property
    def own_port(self):
        return self.socket.getsockname()[1]

    def next(self):
        """The name of the next event; None at the end of the stream."""
        while line := self.file.readline():
            if line.startswith(b"event: "):
                return line.decode().removeprefix("event: ").strip()
            if line == b"0\r\n":
                return None
        return None

    def hears(self, event):
        """Whether the event comes before the stream ends."""
        while (heard := self.next()) is not None:
            if heard == event:
                return True
        return False

    def close(self):
        self.file.close()
        self.socket.close()
