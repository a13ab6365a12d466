"""The one file of a backup: a zip of tables, uploads, the secret and a manifest, sealed by a checksum at its end.

    manifest.json            versions, migrations, rows a table, heads of the record, a checksum for each file
    tables/people.person.jsonl …    see rows.py
    uploads/…                as they lie in the data folder
    secret                   where it is kept in the data folder

The last 64 bytes (the zip's comment) are the SHA-256 of all bytes before them, so that any flipped bit is found.
"""

import hashlib
import io
import json
import os
import shutil
import zipfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader

from goldthread.journal.models import Head
from goldthread.journal.record import verify as first_broken_entry
from goldthread.kit import clock

from . import rows

FORMAT = 1
SEAL_BYTES = 64
BLOCK = 1 << 20


class Damaged(Exception):
    """The file is not what was written; the message says what is wrong with it."""


def write(path: Path) -> dict[str, Any]:
    """Write a backup of everything into a new file, read it again, and give its manifest.

    Raises FileExistsError; Damaged where what was written cannot be read again.
    """
    part = path.with_name(path.name + ".part")
    handle = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w+b") as file:
            _fill(file)
            _seal(file)
        manifest = verified(part)
        # A link, unlike a rename, never takes the place of a file that is there.
        os.link(part, path)
    finally:
        part.unlink()
    return manifest


def verified(path: Path) -> dict[str, Any]:
    """The manifest of a backup whose every byte and every file is as it was written. Raises Damaged."""
    _check_seal(path)
    try:
        with zipfile.ZipFile(path) as archive:
            manifest: dict[str, Any] = json.loads(archive.read("manifest.json"))
            for name, wanted in manifest["files"].items():
                with archive.open(name) as member:
                    if _digest(member) != wanted:
                        raise Damaged(f"{name} in {path} is not what was written.")
    except (zipfile.BadZipFile, KeyError, ValueError) as problem:
        raise Damaged(f"{path} is not a backup of Goldthread: {problem}.") from None
    return manifest


def load(path: Path, manifest: dict[str, Any]) -> None:
    """Put a verified backup into an empty, migrated installation; all of it or nothing.

    Raises Damaged where what came to stand there is not what the manifest says.
    """
    models = rows.tables()
    with zipfile.ZipFile(path) as archive, transaction.atomic():
        for model in models:
            rows.clear(model)
        for model in models:
            with archive.open(_table(model)) as member:
                count = rows.load(model, _lines(member))
            if count != manifest["rows"][model._meta.label_lower]:
                raise Damaged(f"{model._meta.label} has {count} rows, not {manifest['rows'][model._meta.label_lower]}.")
        rows.count_on(models)
        if heads() != manifest["heads"] or broken_records():
            raise Damaged("The record of what was done does not hold together.")
        _unpack_uploads(archive)
    _take_over_secret(path)


def migrations() -> list[str]:
    """The migrations that this version's tables are made of."""
    return sorted(f"{label}.{name}" for label, name in MigrationLoader(None).disk_migrations)


def heads() -> dict[str, list[Any]]:
    """Where the record of each organisation stands: organisation id to [number of entries, digest]."""
    return {str(head.organisation_id): [head.number, head.digest] for head in Head.objects.order_by("organisation_id")}


def broken_records() -> list[tuple[int, int]]:
    """Organisations whose record does not hold, with the number of the first entry that does not."""
    walked = (
        (organisation, first_broken_entry(organisation))
        for organisation in Head.objects.values_list("organisation_id", flat=True)
    )
    return [(organisation, number) for organisation, number in walked if number is not None]


def _fill(file: IO[bytes]) -> None:
    manifest: dict[str, Any] = {
        "format": FORMAT,
        "version": version("goldthread"),
        "engine": connection.vendor,
        "made_at": clock.now().isoformat(),
        "migrations": migrations(),
        "rows": {},
        "files": {},
    }
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        with rows.snapshot():
            for model in rows.tables():
                manifest["rows"][model._meta.label_lower] = _add_table(archive, model, manifest["files"])
            manifest["heads"] = heads()
        # After the tables: a file is on the disk before the row that names it.
        for path in _kept_files():
            _add_file(archive, path, manifest["files"])
        archive.writestr("manifest.json", json.dumps(manifest, indent=1))
        archive.comment = b"0" * SEAL_BYTES


def _add_table(archive: zipfile.ZipFile, model: rows.Model, digests: dict[str, str]) -> int:
    seen, count = hashlib.sha256(), -1  # the first line names the columns
    with archive.open(_table(model), "w", force_zip64=True) as member:
        for line in rows.written(model):
            coded = line.encode() + b"\n"
            seen.update(coded)
            member.write(coded)
            count += 1
    digests[_table(model)] = seen.hexdigest()
    return count


def _kept_files() -> list[Path]:
    home = Path(settings.HOME)
    uploads = sorted(path for path in (home / "uploads").rglob("*") if path.is_file())
    return [*uploads, *([home / "secret"] if (home / "secret").exists() else [])]


def _add_file(archive: zipfile.ZipFile, path: Path, digests: dict[str, str]) -> None:
    name = path.relative_to(settings.HOME).as_posix()
    seen = hashlib.sha256()
    with path.open("rb") as source, archive.open(name, "w", force_zip64=True) as member:
        while block := source.read(BLOCK):
            seen.update(block)
            member.write(block)
    digests[name] = seen.hexdigest()


def _table(model: rows.Model) -> str:
    return f"tables/{model._meta.label_lower}.jsonl"


def _seal(file: IO[bytes]) -> None:
    length = file.seek(0, os.SEEK_END) - SEAL_BYTES
    seal = _digest(file, length)
    file.seek(length)
    file.write(seal.encode())
    file.flush()
    os.fsync(file.fileno())


def _check_seal(path: Path) -> None:
    length = path.stat().st_size - SEAL_BYTES
    if length <= 0:
        raise Damaged(f"{path} is not a backup of Goldthread.")
    with path.open("rb") as file:
        found = _digest(file, length)
        file.seek(length)
        if file.read() != found.encode():
            raise Damaged(f"{path} is damaged or no backup of Goldthread: its checksum does not hold.")


def _digest(file: IO[bytes], length: int | None = None) -> str:
    """SHA-256 of a file from its start, or of its first bytes."""
    if length is not None:
        file.seek(0)
    seen, left = hashlib.sha256(), length
    while block := file.read(BLOCK if left is None else min(BLOCK, left)):
        seen.update(block)
        left = None if left is None else left - len(block)
    return seen.hexdigest()


def _lines(member: IO[bytes]) -> Iterator[str]:
    # Only a line feed ends a row: what people write may hold any other break.
    return (line.rstrip("\n") for line in io.TextIOWrapper(member, encoding="utf-8", newline="\n"))


def _unpack_uploads(archive: zipfile.ZipFile) -> None:
    for name in archive.namelist():
        if name.startswith("uploads/"):
            archive.extract(name, settings.HOME)


def _take_over_secret(path: Path) -> None:
    """The secret of the backup replaces the one just made, unless the environment gives one."""
    with zipfile.ZipFile(path) as archive:
        if "secret" not in archive.namelist() or os.environ.get("GOLDTHREAD_SECRET_KEY"):
            return
        making = Path(settings.HOME) / "secret.restored"
        with (
            os.fdopen(os.open(making, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file,
            archive.open("secret") as member,
        ):
            shutil.copyfileobj(member, file)
        making.replace(Path(settings.HOME) / "secret")
