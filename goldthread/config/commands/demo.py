"""Serve a small company's story to look around in."""

import importlib
import shutil
from argparse import Namespace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from .. import installation
from ..cli import Refusal
from ..serve import bind, serve

MARK = "told"


def run(options: Namespace) -> None:
    """Tell the story where it is not told yet, say as whom to sign in, and serve."""
    # Before anything is removed: where the port is taken, an earlier demo may still be serving.
    bind(options.host, options.port).close()
    story = _story()
    if options.fresh or not (Path(settings.HOME) / MARK).exists():
        _tell_anew(story)
    elif installation.unapplied():
        call_command("migrate", interactive=False, verbosity=0)
    if options.tell_only:
        return
    introduce(story)
    serve(options.host, options.port, options.workers or settings.WORKERS)


def introduce(story: Any) -> None:
    """The address, and as whom to sign in."""
    print(f"\nThe demo is at  {settings.ADDRESS.scheme}://{settings.ADDRESS.host}{settings.ADDRESS.path}/")
    print(f"Sign in with the password  {story.PASSWORD}  as")
    for email, words in story.PEOPLE:
        print(f"    {email:32} {words}")
    print(flush=True)


def _story() -> Any:
    try:
        return importlib.import_module("goldthread.demo.story")
    except ModuleNotFoundError:
        raise Refusal("The demo story is not part of this installation. Make an empty one with: goldthread setup") from None


def _tell_anew(story: Any) -> None:
    folder = Path(settings.HOME)
    _forget(folder)
    print("Telling the demo story …", flush=True)
    call_command("migrate", interactive=False, verbosity=0)
    story.tell()
    (folder / MARK).touch()


def _forget(folder: Path) -> None:
    """Remove an earlier or half-told demo."""
    connection.close()
    for path in folder.glob("*.sqlite3*"):
        path.unlink()
    shutil.rmtree(folder / "uploads", ignore_errors=True)
    (folder / MARK).unlink(missing_ok=True)
