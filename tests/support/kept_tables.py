"""The tables on SQLite, kept from one run to the next in var/tests, under a name that changes with what makes them."""

import hashlib
import os
import re
import shutil
import sqlite3
import sys
import tempfile
import time
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "var" / "tests"
A_DAY = 60 * 60 * 24
MAKERS = ("django", "django-allauth")
OURS = re.compile(r"\bgoldthread(?:\.\w+)+|\bfrom (goldthread(?:\.\w+)*) import (\w+)")


def folder() -> Path:
    """Where the tables of this version are, if they are."""
    made_by = [*map(version, MAKERS), sys.version, sqlite3.sqlite_version]
    migrations = sorted(ROOT.glob("goldthread/*/migrations/*.py"))
    digest = hashlib.sha256("\0".join(made_by).encode())
    for file in migrations + used_by(migrations):
        digest.update(f"\0{file.relative_to(ROOT)}\0".encode() + file.read_bytes())
    return FOLDER / f"tables-{digest.hexdigest()[:16]}"


def used_by(migrations: list[Path]) -> list[Path]:
    """The files of ours that migrations name: what writes walls, and where the defaults of fields come from."""
    found = set()
    for one in migrations:
        for match in OURS.finditer(one.read_text()):
            parts = (f"{match[1]}.{match[2]}" if match[1] else match[0]).split(".")
            found.update(ROOT.joinpath(*parts[:most]).with_suffix(".py") for most in range(2, len(parts) + 1))
    return sorted(file for file in found if file.is_file())


def keep(made: Path, kept: Path) -> None:
    """Lay a copy there in one step, and remove those of other versions that nobody has made today."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    laid = Path(tempfile.mkdtemp(dir=FOLDER)) / "tables"
    shutil.copytree(made, laid)
    # Another run may have laid the same just before.
    with suppress(OSError):
        os.replace(laid, kept)
    # Another run, of a version that is older or newer, may be copying its own right now.
    old = [one for one in FOLDER.iterdir() if one != kept and time.time() - one.stat().st_mtime > A_DAY]
    for one in (laid.parent, *old):
        shutil.rmtree(one, ignore_errors=True)
