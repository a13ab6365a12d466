"""How soon the first page comes, and what the default installation takes: start to first page in seconds and in seconds of
processor time (which a busy machine does not change), memory in MB.

    python bench/startup.py

Tells the demo story into a temporary folder, serves it with the default settings, asks for the first page until it
comes, reads a few pages, and adds up the proportional set size (PSS) of all processes. Prints both beside their limits.
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

SECONDS, MEGABYTES = 2.0, 200.0
PAGES = ("/accounts/login/", "/accounts/signup/", "/accounts/login/code/")


def main() -> None:
    command = [sys.executable, "-m", "goldthread.config.cli"]
    with tempfile.TemporaryDirectory() as home, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        subprocess.run([*command, "demo", "--home", home, "--tell-only"], check=True, stdout=subprocess.DEVNULL)
        begun = time.monotonic()
        served = subprocess.Popen(
            [*command, "serve", "--port", str(port)],
            env={**os.environ, "GOLDTHREAD_HOME": home},
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            first = _first_page(port, begun)
            spent = sum(map(_processor_seconds, _group(served.pid)))
            for _round in range(10):
                for page in PAGES:
                    urllib.request.urlopen(f"http://127.0.0.1:{port}{page}").read()
            taken = sum(map(_megabytes, _group(served.pid)))
        finally:
            os.killpg(served.pid, signal.SIGTERM)
            served.wait(20)
    print(f"first page after {first:.2f} s, {first / SECONDS:.2f} of the limit of {SECONDS} s")
    print(f"processor time {spent:.2f} s until then, in all processes")
    print(f"memory {taken:.0f} MB (sum of PSS), {taken / MEGABYTES:.2f} of the limit of {MEGABYTES:.0f} MB")


def _first_page(port: int, begun: float) -> float:
    while True:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}{PAGES[0]}").read()
            return time.monotonic() - begun
        except OSError:
            time.sleep(0.02)


def _group(leader: int) -> list[int]:
    """The processes of the leader's group: the master, its workers and the tending loop."""
    numbers = (int(one.name) for one in Path("/proc").iterdir() if one.name.isdigit())
    return [number for number in numbers if _belongs(number, leader)]


def _belongs(number: int, leader: int) -> bool:
    try:
        return os.getpgid(number) == leader
    except OSError:
        return False


def _processor_seconds(number: int) -> float:
    user, system = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _megabytes(number: int) -> float:
    lines = Path(f"/proc/{number}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


if __name__ == "__main__":
    main()
