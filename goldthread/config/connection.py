"""Uvicorn's HTTP connection, with one more deed: it can be ended at once, whatever its reader has not taken yet."""

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol


class Connection(HttpToolsProtocol):
    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.scope["extensions"] = {"goldthread.abort": self.transport.abort}  # type: ignore[dict-item]
