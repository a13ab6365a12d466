"""Serve a small company's story to look around in."""

import shutil
from argparse import Namespace
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from goldthread.demo import story

from .. import installation

MARK = "told"


def run(options: Namespace) -> None:
    """Tell the story where it is not told yet, say as whom to sign in, and serve."""
    installation.refuse_taken_port(options.host, options.port)
    folder = Path(settings.HOME)
    if options.fresh or not (folder / MARK).exists():
        _forget(folder)
        print("Telling the demo story …", flush=True)
        call_command("migrate", interactive=False, verbosity=0)
        story.tell()
        (folder / MARK).touch()
    elif installation.unapplied():
        call_command("migrate", interactive=False, verbosity=0)
    if options.tell_only:
        return
    _introduce(options)
    from ..serve import serve

    serve(options.host, options.port, options.workers or settings.WORKERS)


def _forget(folder: Path) -> None:
    """Remove an earlier or half-told demo; the secret stays, so that nobody's cookie goes to another's session."""
    connection.close()
    for path in folder.glob("*.sqlite3*"):
        path.unlink()
    shutil.rmtree(folder / "uploads", ignore_errors=True)
    (folder / MARK).unlink(missing_ok=True)
