"""The master process: holds the socket, starts anew what dies, and ends the others when it is told to stop.

`serve` loads everything, forks the first of each process and then becomes this program, which has nothing of ours loaded:
a master that kept what it loaded would hold forty megabytes that nobody uses, since whatever another process touches is
copied. Run by its path, with the standard library alone; what it imports is counted in every installation.

What dies later is begun by `goldthread serve --alone NAME …`, which loads for itself: that is rare, and slower by a second.
"""

import os
import select
import signal
import sys
import time

# A process that died before this long is started again only after a pause, which doubles each time.
SETTLED_SECONDS = 5.0
LONGEST_PAUSE_SECONDS = 15.0
GRACE_SECONDS = 10.0
# Not delivered while one program becomes the other: what comes in between is heard as soon as somebody listens.
SIGNALS = frozenset({signal.SIGTERM, signal.SIGINT, signal.SIGCHLD})


class Role:
    """One of the processes, and how it has been doing."""

    def __init__(self, name: str, pid: int) -> None:
        self.name = name
        self.pid = pid
        self.started_at = time.monotonic()
        self.due_at = 0.0
        self.pause = 0.0


class Master:
    """Keeps one process for each role, until it is told to stop. `begin` is the program that does a role, without its name."""

    def __init__(self, roles: list[Role], begin: list[str]) -> None:
        self._roles = roles
        self._begin = begin
        self._stopping = False
        self._bell, self._rings = os.pipe()
        os.set_blocking(self._bell, False)
        os.set_blocking(self._rings, False)

    def run(self) -> None:
        signal.set_wakeup_fd(self._rings, warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
        self._bury()
        while not self._stopping:
            self._start_due()
            self._wait(min((role.due_at for role in self._roles if not role.pid), default=time.monotonic() + 60))
            self._bury()
        self._end()

    def _stop(self, *_: object) -> None:
        self._stopping = True

    def _start_due(self) -> None:
        for role in self._roles:
            if not role.pid and role.due_at <= time.monotonic():
                role.started_at = time.monotonic()
                role.pid = os.posix_spawn(sys.executable, [*self._begin, role.name], os.environ)

    def _wait(self, until: float) -> None:
        if not self._stopping:
            select.select([self._bell], [], [], max(0.0, until - time.monotonic()))
        self._hear()

    def _hear(self) -> None:
        try:  # noqa: SIM105 - contextlib would weigh more than all of this
            os.read(self._bell, 4096)
        except BlockingIOError:
            pass

    def _bury(self) -> None:
        for role in self._roles:
            if role.pid and _has_ended(role.pid):
                self._died(role)

    def _died(self, role: Role) -> None:
        now = time.monotonic()
        was_settled = now - role.started_at > SETTLED_SECONDS
        role.pid = 0
        role.pause = 0.0 if was_settled else min(LONGEST_PAUSE_SECONDS, max(0.25, role.pause * 2))
        role.due_at = now + role.pause
        if not self._stopping:
            print(f"The process of {role.name} ended and is started again.", file=sys.stderr, flush=True)

    def _end(self) -> None:
        self._send(signal.SIGTERM)
        deadline = time.monotonic() + GRACE_SECONDS
        while any(role.pid for role in self._roles) and time.monotonic() < deadline:
            select.select([self._bell], [], [], 0.1)
            self._hear()
            self._bury()
        self._send(signal.SIGKILL)

    def _send(self, number: int) -> None:
        for role in self._roles:
            if role.pid:
                os.kill(role.pid, number)


def _has_ended(pid: int) -> bool:
    try:
        return os.waitpid(pid, os.WNOHANG)[0] == pid
    except ChildProcessError:
        return True


def main(words: list[str]) -> None:
    """The master of processes that run: `--port PORT --held FILE NAME=PID … -- PROGRAM …`. The port is for whoever reads `ps`."""
    family, begin = words[4 : words.index("--")], words[words.index("--") + 1 :]
    # The other end of this is what all processes follow: it shall be open in this one alone.
    os.set_inheritable(int(words[3]), False)
    roles = [Role(name, int(pid)) for name, _is, pid in (one.partition("=") for one in family)]
    Master(roles, begin).run()


if __name__ == "__main__":
    main(sys.argv[1:])
