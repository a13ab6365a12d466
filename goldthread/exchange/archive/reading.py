"""Read an organisation's archive into this installation: verified first, then all of it or nothing."""

import hashlib
import json
import zipfile
from collections.abc import Iterator
from itertools import islice
from typing import IO, Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.utils.crypto import get_random_string

from goldthread.journal.models import Entry, Head
from goldthread.journal.record import verify
from goldthread.people.models import Organisation, Person

from . import tables
from .numbers import Ids
from .tables import ORGANISATION, PERSON, Model
from .writing import FORMAT, migrations

MOST_UNPACKED = 4 * 1024**3
MOST_MANIFEST = 64 * 1024 * 1024
BATCH = 400


class Refused(Exception):
    """Why the archive is not read; a whole sentence."""


def verified(file: IO[bytes]) -> dict[str, Any]:
    """The manifest of an archive of this version whose every part is as it was written. Raises Refused."""
    try:
        with zipfile.ZipFile(file) as archive:
            if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
                raise Refused("The archive unpacks to more than 4 GB and is not opened.")
            if archive.getinfo("manifest.json").file_size > MOST_MANIFEST:
                raise Refused("The archive's manifest is too large to be one.")
            manifest: dict[str, Any] = json.loads(archive.read("manifest.json"))
            _refuse_other_version(manifest)
            for name, wanted in manifest["files"].items():
                if _digest(archive, name) != wanted:
                    raise Refused(f"{name} in the archive is not what was written.")
    except (
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        NotImplementedError,
        EOFError,
    ) as problem:
        raise Refused(f"This is no archive of an organisation, or it is damaged: {problem}.") from None
    return manifest


def _refuse_other_version(manifest: dict[str, Any]) -> None:
    if manifest["format"] != FORMAT or manifest["migrations"] != migrations():
        raise Refused(
            f"The archive was written by Goldthread {manifest['version']} with other tables than this version has. "
            "Bring both installations to the same version and write it anew."
        )


@transaction.atomic
def load(file: IO[bytes], manifest: dict[str, Any]) -> Organisation:
    """Put a verified archive into this installation as a new organisation. Raises Refused, and then nothing stays."""
    said = manifest["organisation"]
    if Organisation.objects.filter(slug=said["slug"]).exists():
        raise Refused(f"There is an organisation at the address /{said['slug']}/ here already.")
    stored: list[str] = []
    try:
        with zipfile.ZipFile(file) as archive:
            organisation = _load(archive, manifest, stored)
        if (entry := verify(organisation.pk)) is not None:
            raise Refused(f"The record of what was done does not hold together at entry {entry}.")
    except (KeyError, ValueError, TypeError) as problem:
        _forget(stored)
        raise Refused(f"The archive does not hold together: {problem!r}.") from None
    except BaseException:
        _forget(stored)
        raise
    return organisation


def _load(archive: zipfile.ZipFile, manifest: dict[str, Any], stored: list[str]) -> Organisation:
    ids = Ids()
    organisation = Organisation(**_values(Organisation, manifest["organisation"]))
    organisation.save(force_insert=True)
    ids.known[ORGANISATION] = {1: organisation.pk}
    ids.gone[ORGANISATION] = dict.fromkeys(
        (-number for number in range(1, manifest["gone"].get(ORGANISATION, 0) + 1)), 0
    )
    _load_people(archive, manifest, ids)
    known = tables.of_organisations()
    for model in known:
        table = model._meta.label_lower
        ids.reserve(model, manifest["rows"][table], manifest["gone"].get(table, 0))
    for table in manifest["gone"]:
        # What is of no table any more keeps its number: nothing else has it.
        if table not in ids.gone:
            ids.gone[table] = {-number: number for number in range(1, manifest["gone"][table] + 1)}
    for model in known:
        _load_table(archive, model, organisation, ids, stored)
    Head.objects.update_or_create(
        organisation_id=organisation.pk, defaults={"number": ids.last_number, "digest": ids.last_digest}
    )
    return organisation


def _load_people(archive: zipfile.ZipFile, manifest: dict[str, Any], ids: Ids) -> None:
    """People by their address: who is here already is the same person; others are made, without a way to sign in yet."""
    from allauth.account.models import EmailAddress

    for told in _lines(archive, f"tables/{PERSON}.jsonl"):
        known = Person.objects.filter(email__iexact=told["email"]).first() if told["email"] else None
        if known is None:
            known = Person(
                **_values(Person, {name: told[name] for name in tables.COLUMNS_OF_PERSON if told[name] is not None})
            )
            known.set_unusable_password()
            known.save(force_insert=True)
            if known.email:
                EmailAddress.objects.create(user=known, email=known.email, primary=True, verified=False)
        ids.known[PERSON][told[""]] = known.pk
    gone = manifest["gone"].get(PERSON, 0)
    ids.gone[PERSON] = {-number: -number for number in range(1, gone + 1)}


def _load_table(
    archive: zipfile.ZipFile, model: Model, organisation: Organisation, ids: Ids, stored: list[str]
) -> None:
    lines = _lines(archive, f"tables/{model._meta.label_lower}.jsonl")
    while batch := list(islice(lines, BATCH)):
        things = [_thing(archive, model, told, organisation, ids, stored) for told in batch]
        if model is Entry:
            _chained(things, ids)
        model._base_manager.bulk_create(things)


def _thing(
    archive: zipfile.ZipFile,
    model: Model,
    told: dict[str, Any],
    organisation: Organisation,
    ids: Ids,
    stored: list[str],
) -> models.Model:
    table, kinds = model._meta.label_lower, tables.by_kind()
    said = {}
    for field in tables.fields_of(model):
        value, target = told[field.attname], tables.leads_to(model, field)
        target = kinds.get(told["kind"], f"kind.{told['kind']}") if target == "kind" else target
        said[field.attname] = ids.of(target, value) if target else value
    if model is Entry:
        said["facts"] = ids.in_facts(told["kind"], told["facts"])
    thing = model(pk=ids.of(table, told[""]), organisation_id=organisation.pk, **_values(model, said))
    for field in tables.secrets_of(model):
        setattr(thing, field.attname, get_random_string(min(field.max_length or 40, 64)))
    if table in tables.FILES:
        setattr(thing, tables.FILES[table], _unpacked(archive, f"files/{table}/{told['']:08}", stored))
    return thing


def _unpacked(archive: zipfile.ZipFile, part: str, stored: list[str]) -> str:
    name = f"attachments/{get_random_string(32, 'abcdefghijklmnopqrstuvwxyz0123456789')}"
    if part in archive.NameToInfo:
        name = default_storage.save(name, ContentFile(archive.read(part)))
        stored.append(name)
    return name


def _values(model: Model, said: dict[str, Any]) -> dict[str, Any]:
    """Values as the fields hold them; a name that the table does not have is refused by the model itself."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return {
        name: value
        if fields[name].is_relation or isinstance(fields[name], models.JSONField)
        else fields[name].to_python(value)
        for name, value in said.items()
    }


def _chained(entries: list[Any], ids: Ids) -> None:
    """Chain entries of the record anew: their ids are those of this installation now."""
    for entry in entries:
        entry.before = ids.last_digest
        entry.digest = ids.last_digest = entry.computed_digest()
        ids.last_number = entry.number


def _lines(archive: zipfile.ZipFile, name: str) -> Iterator[dict[str, Any]]:
    with archive.open(name) as part:
        for line in part:
            yield json.loads(line)


def _digest(archive: zipfile.ZipFile, name: str) -> str:
    seen = hashlib.sha256()
    with archive.open(name) as part:
        while block := part.read(1 << 20):
            seen.update(block)
    return seen.hexdigest()


def _forget(stored: list[str]) -> None:
    for name in stored:
        default_storage.delete(name)
