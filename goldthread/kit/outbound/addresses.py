"""Which addresses may be asked, and which never. Pure: names and numbers in, a refusal or nothing out."""

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

import idna

IP = ipaddress.IPv4Address | ipaddress.IPv6Address
Net = ipaddress.IPv4Network | ipaddress.IPv6Network
PORTS = {"https": 443, "http": 80}
LONGEST_ADDRESS = 2000

# Never, whatever an operator lists: what a cloud tells a machine about itself, its passwords with it.
METADATA = tuple(
    ipaddress.ip_network(one)
    for one in "169.254.0.0/16 fe80::/10 fd00:ec2::/32 100.100.100.200/32 192.0.0.192/32 168.63.129.16/32".split()
)
# What Python's own lists take for public, or take so only in later versions.
_DENIED = tuple(
    ipaddress.ip_network(one)
    for one in (
        "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 "
        "192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4 "
        "::/96 ::ffff:0:0/96 64:ff9b::/96 64:ff9b:1::/48 100::/64 2001::/23 2001:db8::/32 2002::/16 3fff::/20 "
        "5f00::/16 fc00::/7 fec0::/10 ff00::/8"
    ).split()
)
# Bits of an IPv6 address that hold an IPv4 one: the network, and how far from the right.
_EMBEDDED = tuple(
    (ipaddress.ip_network(net), shift)
    for net, shift in (
        ("::/96", 0),
        ("::ffff:0:0/96", 0),
        ("64:ff9b::/96", 0),
        ("64:ff9b:1::/48", 0),
        ("2002::/16", 80),
    )
)
_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBERED = re.compile(r"(0x[0-9a-f]*|\d+)")


def _(words: str) -> str:
    """Marks words for translation; the page that shows them translates them."""
    return words


class Refused(Exception):
    """The address is not one that is asked; its words may be shown to whoever wrote the address."""


@dataclass(frozen=True)
class Target:
    """Where to knock: scheme, host as it is asked for (no closing dot), port, and path with query."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> tuple[str, str, int]:
        return self.scheme, self.host, self.port

    @property
    def authority(self) -> str:
        """What stands in the header Host."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS.get(self.scheme) else f"{host}:{self.port}"


@dataclass(frozen=True)
class Allowed:
    """What the operator opens beyond the public network: names, networks, each with a port or any; folders of files.

    `only` closes everything that is not listed.
    """

    names: frozenset[tuple[str, int | None]] = frozenset()
    nets: tuple[tuple[Net, int | None], ...] = ()
    folders: tuple[Path, ...] = field(default=())
    only: bool = False

    def lists_name(self, host: str, port: int) -> bool:
        """Whether this host is listed by its name, or by the name behind "*."."""
        above = {"*." + host.split(".", cut)[-1] for cut in range(1, host.count(".") + 1)}
        return any((one, which) in self.names for one in {host, *above} for which in (port, None))

    def lists(self, address: IP, port: int) -> bool:
        """Whether this very address stands in a network that is listed."""
        return any(address in net and which in (port, None) for net, which in self.nets)


def allowed(written: str, *, only: bool = False) -> Allowed:
    """What "metrics.internal:9090, *.intra.example.org, 10.2.0.0/16, /srv/numbers" opens.

    Raises ValueError with the entry that makes no sense.
    """
    names: set[tuple[str, int | None]] = set()
    nets: list[tuple[Net, int | None]] = []
    folders: list[Path] = []
    for entry in re.split(r"[\s,]+", written.strip()):
        if entry.startswith("/"):
            folders.append(Path(entry))
        elif entry:
            host, port = _entry(entry)
            try:
                nets.append((ipaddress.ip_network(host), port))
            except ValueError:
                if not all(_LABEL.fullmatch(label) for label in host.removeprefix("*.").split(".")):
                    raise ValueError(entry) from None
                names.add((host, port))
    return Allowed(frozenset(names), tuple(nets), tuple(folders), only)


def _entry(entry: str) -> tuple[str, int | None]:
    """The host and the port of one entry: "host:80", "[fd00::]/8:80", "fd00::/8"."""
    found = re.fullmatch(r"(?P<host>\[[^\]]+\](/\d+)?|[^:]+)(:(?P<port>\d{1,5}))?", entry.lower())
    if found is None:
        return entry.lower(), None
    return found["host"].replace("[", "").replace("]", "").rstrip("."), int(found["port"]) if found["port"] else None


def parsed(written: str, base: str = "") -> Target:
    """Take an http or https address apart; raises Refused for anything that two readers could read in two ways."""
    parts = split(written)
    if parts.scheme not in PORTS:
        raise Refused(_("The address begins with https://."))
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, host_of(parts), port_of(parts, PORTS[parts.scheme]), path)


def split(written: str) -> SplitResult:
    """The parts of any address, refused where it holds blanks, control signs or a backslash, or is no address."""
    # Before it is split: Python takes tabs and line ends out without a word.
    if len(written) > LONGEST_ADDRESS or (not written.isascii() and not _is_plain_name(written)):
        raise Refused(_("The address is too long, or holds letters that an address cannot have."))
    if re.search(r"[\x00-\x20\x7f\\]", written):
        raise Refused(_("The address holds a blank or a sign that an address cannot have."))
    try:
        parts = urlsplit(written)
        parts.port  # noqa: B018  (reading it is the check)
    except ValueError:
        raise Refused(_("This is not an address.")) from None
    if not parts.hostname:
        raise Refused(_("This is not an address."))
    return parts


def _is_plain_name(written: str) -> bool:
    """Whether only the host has letters beyond ASCII; a path must have them encoded."""
    scheme, _sep, rest = written.partition("://")
    host = re.split(r"[/?#]", rest, maxsplit=1)[0]
    return scheme.isascii() and rest[len(host) :].isascii()


def host_of(parts: SplitResult, *, userinfo: bool = False) -> str:
    """The host as it is asked for: lower, in ASCII, without a closing dot. Raises Refused for odd ways to write one."""
    if "@" in parts.netloc and not userinfo:
        raise Refused(_("A name and a password do not belong into the address: enter the token beside it."))
    host = parts.hostname or ""
    if ":" in host:
        return str(_literal(host))
    host = host.removesuffix(".")
    if not host.isascii():
        try:
            host = idna.encode(host, uts46=True).decode()
        except idna.IDNAError:
            raise Refused(_("This is not the name of a host.")) from None
    labels = host.split(".")
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise Refused(_("This is not the name of a host."))
    # 2130706433, 0x7f.1, 127.1, 0177.0.0.1: what the system reads as numbers is written as numbers, or not at all.
    if _NUMBERED.fullmatch(labels[-1]):
        return str(_literal(host))
    return host


def _literal(host: str) -> IP:
    try:
        found = ipaddress.ip_address(host)
    except ValueError:
        raise Refused(_("This is not the name of a host.")) from None
    if found.version == 6 and found.scope_id is not None:
        raise Refused(_("This is not the name of a host."))
    return found


def port_of(parts: SplitResult, usual: int) -> int:
    """The port that is asked for, or the usual one. Raises Refused for port 0."""
    if parts.port == 0:
        raise Refused(_("This is not an address."))
    return parts.port or usual


def refuse_door(target: Target, allow: Allowed) -> None:
    """Raises Refused where scheme or port are closed for this host: https and 443 are open, the rest by the operator."""
    if is_listed(target.host, target.port, allow):
        return
    if target.scheme != "https":
        raise Refused(_("The address begins with https://. Plain http is for hosts that the operator has listed."))
    if target.port != PORTS["https"]:
        raise Refused(_("Only port 443 is asked, unless the operator has listed the host with its port."))


def is_listed(host: str, port: int, allow: Allowed) -> bool:
    if allow.lists_name(host, port):
        return True
    try:
        return allow.lists(ipaddress.ip_address(host), port)
    except ValueError:
        return False


def chosen(host: str, port: int, records: Iterable[str], allow: Allowed) -> str:
    """The one of a host's records to connect to. Raises Refused when any of them may not be asked: one spoils all."""
    found = []
    for record in records:
        address = ipaddress.ip_address(record.partition("%")[0])
        if is_denied(address, port, allow, listed=allow.lists_name(host, port)):
            raise Refused(_("The address cannot be reached."))
        found.append(address)
    if not found:
        raise Refused(_("The address cannot be reached."))
    # Version 4 first: many a house has no way out over version 6 and finds out only after waiting.
    return str(min(found, key=lambda one: one.version))


def is_denied(address: IP, port: int, allow: Allowed, *, listed: bool = False) -> bool:
    """Whether this address is inside, or nobody's; what the operator listed is open, metadata never."""
    inner = _embedded(address)
    if any(one in net for net in METADATA for one in (address, inner) if one is not None):
        return True
    if listed or allow.lists(address, port) or (inner is not None and allow.lists(inner, port)):
        return False
    return allow.only or not address.is_global or address.is_multicast or any(address in net for net in _DENIED)


def _embedded(address: IP) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 one carries (mapped, compatible, NAT64, 6to4), or None."""
    for net, shift in _EMBEDDED:
        if address in net:
            return ipaddress.IPv4Address((int(address) >> shift) & 0xFFFFFFFF)
    return None
