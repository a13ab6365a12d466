"""What goes out of the house goes through one door."""

import ast

import pytest

from .sources import code_files, relative

DOOR = "kit/outbound/"
# A module that asks other hosts -> the files beside the door that may use it, each for the reason behind it.
WAYS_OUT = {
    "aiohttp": set(),
    "ftplib": set(),
    "http.client": set(),
    "httpcore": set(),
    "httpx": set(),
    "imaplib": {"home/replies/mailbox.py"},  # the operator's own mailbox
    "pymysql": set(),
    "requests": set(),
    "smtplib": {"config/commands/check.py"},  # the operator's own mail server
    "telnetlib": set(),
    "urllib.request": set(),
    "urllib3": set(),
    "xmlrpc": set(),
}


def imported(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{one.name}" for one in node.names)


@pytest.mark.parametrize("way", sorted(WAYS_OUT))
def test_nothing_but_the_one_client_asks_other_hosts(way):
    users = {
        relative(path)
        for path in code_files()
        if any(name == way or name.startswith(way + ".") for name in imported(path))
        and not relative(path).startswith(DOOR)
    }
    assert users == WAYS_OUT[way]
