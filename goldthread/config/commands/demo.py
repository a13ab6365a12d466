"""Serve a small company's story to look around in."""

import json
import shutil
from argparse import Namespace
from dataclasses import asdict
from pathlib import Path

from django.conf import settings
from django.db import connection

from goldthread.demo import story

from .. import installation
from ..serve import bind, serve

MARK = "told"
PASSWORD = "goldthread-demo"  # noqa: S105 - said to everybody who starts the demo


def run(options: Namespace) -> None:
    """Tell the story where it is not told yet, say as whom to sign in, and serve."""
    # Before anything is removed: where the port is taken, an earlier demo may still be serving.
    bind(options.host, options.port).close()
    mark = Path(settings.HOME) / MARK
    if options.fresh or not mark.exists():
        _tell_anew(mark)
    elif installation.unapplied():
        from ..migrating import migrate

        migrate(interactive=False, verbosity=0)
    if options.tell_only:
        return
    introduce(story.Told(**json.loads(mark.read_text())))
    serve(options.host, options.port, options.workers or settings.WORKERS)


def introduce(told: story.Told) -> None:
    """The address, and as whom to sign in."""
    print(f"\nThe demo is at  {settings.ADDRESS.scheme}://{settings.ADDRESS.host}{settings.ADDRESS.path}{told.path}")
    print(f"Sign in with the password  {PASSWORD}  as one of")
    for name, email, words in told.faces:
        print(f"    {email:28} {name}, {words}")
    print(flush=True)


def _tell_anew(mark: Path) -> None:
    _forget(mark.parent)
    print("Telling the demo story …", flush=True)
    # Only where it is needed: whoever serves would carry what it loads.
    from ..migrating import migrate

    migrate(interactive=False, verbosity=0)
    told = story.tell(PASSWORD)
    # Last: a story that was interrupted is told from the start.
    mark.write_text(json.dumps(asdict(told)))


def _forget(folder: Path) -> None:
    """Remove an earlier or half-told demo."""
    connection.close()
    for path in folder.glob("*.sqlite3*"):
        path.unlink()
    shutil.rmtree(folder / "uploads", ignore_errors=True)
    (folder / MARK).unlink(missing_ok=True)
