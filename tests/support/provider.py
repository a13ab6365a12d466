"""An identity provider for tests: OpenID Connect on a local port, in a thread. Whoever comes is who the test says."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt

CLIENT = "goldthread-tests"
SECRET = "a secret of tests only, as long as it has to be"


@dataclass
class Provider:
    """`claims` is who comes; `asked` the parameters of the last authorisation, `codes` what was given out for it."""

    address: str
    claims: dict[str, Any]
    asked: dict[str, str] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    issuer: str = ""

    def authorise(self, asked: dict[str, str]) -> str:
        """Where the browser goes back to, with a code."""
        self.asked = asked
        code = f"code-{len(self.codes) + 1}"
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, said: dict[str, str]) -> dict[str, Any] | None:
        """The answer to a code, which is good once and only with what it was asked with."""
        asked = self.codes.pop(said.get("code", ""), None)
        if asked is None or not said.get("code_verifier") or asked["redirect_uri"] != said.get("redirect_uri"):
            return None
        now = int(time.time())
        claims = {**self.claims, "iss": self.issuer or self.address, "aud": CLIENT, "iat": now, "exp": now + 300}
        signed = jwt.encode(claims, SECRET, algorithm="HS256", headers={"kid": "1"})
        return {"access_token": "token", "token_type": "Bearer", "id_token": signed}


@contextmanager
def provider() -> Iterator[Provider]:
    """A running provider."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answers)
    made = Provider(f"http://127.0.0.1:{server.server_port}", {})
    server.provider = made  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        made: Provider = self.server.provider  # type: ignore[attr-defined]
        parts = urlsplit(self.path)
        if parts.path == "/authorize":
            asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
            self.send_response(302)
            self.send_header("Location", made.authorise(asked))
            self.end_headers()
        elif parts.path == "/userinfo":
            self._say(200, made.claims)
        else:
            named = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
            ends = {f"{name}_endpoint": f"{made.address}/{path}" for name, path in named.items()}
            methods = ["client_secret_post"]
            self._say(
                200,
                {
                    "issuer": made.address,
                    "jwks_uri": f"{made.address}/keys",
                    "token_endpoint_auth_methods_supported": methods,
                    **ends,
                },
            )

    def do_POST(self) -> None:
        made: Provider = self.server.provider  # type: ignore[attr-defined]
        said = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        answer = made.token({name: values[0] for name, values in said.items()})
        self._say(200 if answer else 400, answer or {"error": "invalid_grant"})

    def _say(self, status: int, what: dict[str, Any]) -> None:
        body = json.dumps(what).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass
