"""Write an organisation's archive: the same rows give the same bytes."""

import base64
import hashlib
import json
import zipfile
from collections.abc import Iterator
from datetime import date, time, timedelta
from decimal import Decimal
from importlib.metadata import version
from typing import IO, Any
from uuid import UUID

from django.core.files.storage import default_storage
from django.db.migrations.loader import MigrationLoader
from django.db.models import QuerySet
from django.utils.duration import duration_iso_string

from goldthread.journal.models import Entry
from goldthread.journal.record import verify
from goldthread.people.models import Organisation, Person

from . import tables
from .left_out import Left, without
from .numbers import Numbers
from .tables import ORGANISATION, PERSON, Model

FORMAT = 1
BLOCK = 1 << 20
# A fixed day: zip files carry one for each part, and the day of writing would make every archive another.
DAY = (2000, 1, 1, 0, 0, 0)


class Broken(Exception):
    """The record of the organisation does not hold, so that no archive of it can be trusted."""


def write(organisation: Organisation, file: IO[bytes], left: Left | None = None) -> dict[str, Any]:
    """Write the archive and give its manifest. Raises Broken; tables.Unportable.

    `left` are rows to leave out, by table: what whoever takes the archive must not see.
    """
    left = left or {}
    if (entry := verify(organisation.pk)) is not None:
        raise Broken(f"The record of {organisation.name} does not hold at entry {entry}. Compare it with a backup.")
    numbers = _numbered(organisation, left)
    digests: dict[str, str] = {}
    rows: dict[str, int] = {}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for model in tables.of_organisations():
            lines = [_line(told) for told in _told(model, organisation, numbers, left)]
            rows[model._meta.label_lower] = len(lines)
            _add(archive, f"tables/{model._meta.label_lower}.jsonl", "".join(lines).encode(), digests)
        people = [_line(told) for told in _people(numbers)]
        _add(archive, f"tables/{PERSON}.jsonl", "".join(people).encode(), digests)
        _add_files(archive, organisation, numbers, digests, left)
        manifest = {
            "format": FORMAT,
            "version": version("goldthread"),
            "migrations": migrations(),
            "organisation": _organisation(organisation, rows),
            "people": len(people),
            "rows": rows,
            "gone": {table: len(gone) for table, gone in sorted(numbers.gone.items()) if gone},
            "files": digests,
        }
        _put(archive, "manifest.json", json.dumps(manifest, indent=1, sort_keys=True, ensure_ascii=False).encode())
    return manifest


def migrations() -> list[str]:
    """The migrations of our own tables in this version."""
    ours = {model._meta.app_label for model in [*tables.of_organisations(), Organisation]}
    return sorted(f"{label}.{name}" for label, name in MigrationLoader(None).disk_migrations if label in ours)


def _numbered(organisation: Organisation, left: Left) -> Numbers:
    numbers = Numbers()
    people: set[int] = set()
    for model in tables.of_organisations():
        rows = _rows(model, organisation, left)
        numbers.give(model._meta.label_lower, list(rows.values_list("pk", flat=True)))
        for field in tables.fields_of(model):
            if tables.leads_to(model, field) == PERSON:
                people |= set(rows.order_by().values_list(field.attname, flat=True).distinct())
    numbers.give(ORGANISATION, [organisation.pk])
    # By address, then by what does not change when they are read elsewhere: an id would.
    # In Python: the engines sort letters and gaps each in their own way.
    known = Person.objects.filter(pk__in=people - {None})
    order = sorted(
        known, key=lambda one: (one.email is None, (one.email or "").lower(), one.joined_at, one.name, one.pk)
    )
    numbers.give(PERSON, [one.pk for one in order])
    return numbers


def _told(model: Model, organisation: Organisation, numbers: Numbers, left: Left) -> Iterator[dict[str, Any]]:
    fields = tables.fields_of(model)
    targets = {field.attname: tables.leads_to(model, field) for field in fields}
    kinds = tables.by_kind()
    names = [field.attname for field in fields]
    table = model._meta.label_lower
    rows = _rows(model, organisation, left).values("pk", *names).iterator(chunk_size=2000)
    for place, row in enumerate(rows, start=1):
        told: dict[str, Any] = {"": numbers.of(table, row["pk"])}
        for name in names:
            target = targets[name] if targets[name] != "kind" else kinds.get(row["kind"], f"kind.{row['kind']}")
            told[name] = numbers.of(target, without(row, table, name, target, left)) if target else row[name]
        if model is Entry:
            # Counted anew: a gap would say that something was left out.
            told |= {"facts": numbers.in_facts(row["kind"], row["facts"]), "number": place}
        yield told


def _rows(model: Model, organisation: Organisation, left: Left) -> QuerySet[Any]:
    return tables.rows_of(model, organisation).exclude(pk__in=left.get(model._meta.label_lower, ()))


def _people(numbers: Numbers) -> Iterator[dict[str, Any]]:
    known = Person.objects.in_bulk(list(numbers.known[PERSON]))
    for ident, number in numbers.known[PERSON].items():
        told = {name: getattr(known[ident], name) for name in tables.COLUMNS_OF_PERSON}
        # When somebody came is a matter of each installation; it only tells those apart who have no address.
        yield {"": number, **told, "joined_at": None if told["email"] else told["joined_at"]}


def _organisation(organisation: Organisation, rows: dict[str, int]) -> dict[str, Any]:
    names = [
        field.attname
        for field in organisation._meta.concrete_fields
        if not field.primary_key and not tables.is_secret(field)
    ]
    said = {name: json.loads(json.dumps(getattr(organisation, name), default=_plain)) for name in names}
    said["restricts_anything"] = bool(rows["chain.namedperson"] or rows["people.namedperson"])
    return said


def _add_files(
    archive: zipfile.ZipFile, organisation: Organisation, numbers: Numbers, digests: dict[str, str], left: Left
) -> None:
    for model in tables.of_organisations():
        field = tables.FILES.get(model._meta.label_lower)
        for pk, name in _rows(model, organisation, left).values_list("pk", field).iterator() if field else ():
            # A file that is gone from the disk is gone from the archive too; its row says what it was.
            if name and default_storage.exists(name):
                with default_storage.open(name) as content:
                    _add(
                        archive,
                        f"files/{model._meta.label_lower}/{numbers.of(model._meta.label_lower, pk):08}",
                        content.read(),
                        digests,
                    )


def _add(archive: zipfile.ZipFile, name: str, content: bytes, digests: dict[str, str]) -> None:
    digests[name] = hashlib.sha256(content).hexdigest()
    _put(archive, name, content)


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    part = zipfile.ZipInfo(name, DAY)
    part.compress_type, part.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
    archive.writestr(part, content)


def _line(told: dict[str, Any]) -> str:
    return json.dumps(told, default=_plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def _plain(value: Any) -> str:
    """What JSON has no word for; each field's `to_python` reads it back. Times with six digits on both engines."""
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return duration_iso_string(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, Decimal | UUID):
        return str(value)
    raise TypeError(f"an archive cannot hold {type(value).__name__}")


__all__ = ["FORMAT", "Broken", "migrations", "write"]
