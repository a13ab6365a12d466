import signal
import threading
from argparse import Namespace

from .. import installation, tend


def run(options: Namespace) -> None:
    """Sweep until the process is asked to end."""
    installation.refuse_unready()
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    print("Tending. Stop with Ctrl-C.", flush=True)
    tend.run(stop)
