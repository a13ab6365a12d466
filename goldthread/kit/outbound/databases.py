"""Asks a database one question that only reads: at a checked record, in a process of its own.

A driver waits and takes in as its server likes; a process can be ended, and given a bound of memory.
"""

import importlib.util
import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote

from . import addresses
from .addresses import Refused
from .client import Client, Failed
from .limits import Deadline, Late
from .resolving import in_time

KINDS = {"postgresql": "postgresql", "postgres": "postgresql", "mysql": "mysql", "mariadb": "mysql", "sqlite": "sqlite"}
PORTS = {"postgresql": 5432, "mysql": 3306}
DRIVERS = {"mysql": "pymysql"}
LONGEST_STATEMENT = 4000
_ASKING = Path(__file__).with_name("asking.py")
_READING = re.compile(r"\s*(select|with|values|table)\b", re.IGNORECASE)
_TLS = ("require", "verify-ca", "verify-full")


@dataclass(frozen=True)
class Databases:
    """Asks as the client does: under the same list, the same bounds and the same resolver. `closed` are folders never read."""

    client: Client
    closed: tuple[Path, ...] = ()

    def ask(self, address: str, statement: str) -> str:
        """The one value that a statement gives, as text. Raises Refused for the address, Failed for the rest."""
        if len(statement) > LONGEST_STATEMENT or not _READING.match(statement):
            raise Failed("statement")
        question = self.question(address, statement)
        deadline = Deadline.after(self.client.limits.total_seconds)
        least = deadline.sooner(self.client.limits.connect_seconds)
        try:
            if question["kind"] != "sqlite":
                question["record"] = self._record(question["host"], question["port"], deadline)
            told = _told(question, deadline.left())
        except (Refused, Late, OSError, subprocess.TimeoutExpired):
            told = {"says": "unreachable"}
        if told.get("says") == "unreachable":
            least.wait()
        if "value" not in told:
            raise Failed(str(told.get("says", "database")))
        return str(told["value"])

    def question(self, address: str, statement: str = "") -> dict[str, Any]:
        """What is handed to the process. Raises Refused, Failed("driver"), Failed("file")."""
        if address.lower().startswith("sqlite:"):
            return {"kind": "sqlite", "path": str(self._file(address)), "statement": statement}
        parts = addresses.split(address)
        kind = KINDS.get(parts.scheme, "")
        if not kind:
            raise Refused(addresses._("The address begins with postgresql://, mysql:// or sqlite:///."))
        if importlib.util.find_spec(DRIVERS.get(kind, "json")) is None:
            raise Failed("driver")
        host, port = addresses.host_of(parts, userinfo=True), addresses.port_of(parts, PORTS[kind])
        is_listed = addresses.is_listed(host, port, self.client.allow)
        # What listens below 1024 and is no database has nothing to do with numbers.
        if not is_listed and port < 1024:
            raise Refused(addresses._("Only ports of databases are asked, unless the operator has listed the host."))
        return {
            "kind": kind,
            "host": host,
            "port": port,
            "user": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "database": unquote(parts.path.strip("/")),
            "tls": _tls(parts, is_listed=is_listed),
            "statement": statement,
        }

    def _file(self, address: str) -> Path:
        """The file behind "sqlite:////srv/numbers/sales.sqlite3", where the operator opened its folder."""
        path = Path("/" + unquote(address.partition(":")[2].partition("?")[0]).lstrip("/"))
        if "\0" in str(path):
            raise Refused(addresses._("This is not an address."))
        path = path.resolve()
        opened = any(path.is_relative_to(folder.resolve()) for folder in self.client.allow.folders)
        if not opened or any(path.is_relative_to(folder.resolve()) for folder in self.closed) or not path.is_file():
            raise Failed("file")
        return path

    def _record(self, host: str, port: int, deadline: Deadline) -> str:
        opening = deadline.sooner(self.client.limits.connect_seconds)
        return addresses.chosen(host, port, in_time(self.client.resolve, host, port, opening), self.client.allow)


def _tls(parts: SplitResult, *, is_listed: bool) -> str:
    """How the line is encrypted: as `sslmode` says; without a word always outside the house, inside where it can be."""
    try:
        said = parse_qs(parts.query, max_num_fields=10, strict_parsing=bool(parts.query))
    except ValueError:
        raise Refused(addresses._("This is not an address.")) from None
    if said.keys() - {"sslmode"}:
        raise Refused(addresses._("Of the words behind the question mark only sslmode is known."))
    mode = said.get("sslmode", ["prefer" if is_listed else "require"])[-1]
    if mode not in (*_TLS, *(("disable", "prefer") if is_listed else ())):
        raise Refused(addresses._("The sslmode is require, verify-ca or verify-full."))
    return mode


def _told(question: dict[str, Any], seconds: float) -> dict[str, Any]:
    """What the process says. It knows nothing of our environment, and dies with the time."""
    kept = {name: os.environ[name] for name in ("SSL_CERT_FILE", "SSL_CERT_DIR") if name in os.environ}
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-I", str(_ASKING)],
        input=json.dumps({**question, "seconds": seconds}).encode(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"PATH": os.defpath, "LANG": "C.UTF-8", **kept},
        timeout=seconds,
        check=False,
    )
    try:
        told = json.loads(done.stdout)
    except ValueError:
        return {"says": "database"}
    return told if isinstance(told, dict) else {"says": "database"}
