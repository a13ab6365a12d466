"""A backup holds everything, is found out when one bit of it is wrong, and is restored wholly or not at all."""

import json
import os
import stat
import zipfile

import pytest

ROWS = """
import json, django
django.setup()
from goldthread.config import rows
print(json.dumps({m._meta.label_lower: list(rows.written(m)) for m in rows.tables()}, sort_keys=True))
"""


def rows_of(place):
    """Every row of an installation, by table."""
    done = place.python("-c", ROWS, DJANGO_SETTINGS_MODULE="goldthread.config.settings")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def upload(installation):
    path = installation.home / "uploads" / "1" / "plan of “Lighter”.txt"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"first\r\nsecond\x00\xff")
    return path


@pytest.fixture
def backup(installation, upload, tmp_path):
    """A backup of the small company and one upload."""
    path = tmp_path / "kept.backup"
    done = installation.run("backup", path)
    assert done.returncode == 0, done.stdout + done.stderr
    return path


def test_what_is_restored_is_what_was_there(installation, backup, upload, empty_installation):
    place = empty_installation()

    done = place.run("restore", backup)

    assert done.returncode == 0, done.stdout + done.stderr
    restored = rows_of(place)
    assert len(restored["chain.goal"]) > 1
    assert restored == rows_of(installation)
    assert (place.home / upload.relative_to(installation.home)).read_bytes() == upload.read_bytes()
    assert (place.home / "secret").read_text() == (installation.home / "secret").read_text()
    assert place.run("check").returncode == 0


def test_a_restored_installation_goes_on_with_new_numbers(backup, installation, empty_installation):
    place = empty_installation()
    place.run("restore", backup)
    place.facts = installation.facts

    told = place.python("-c", SET_A_GOAL, DJANGO_SETTINGS_MODULE="goldthread.config.settings")

    assert told.returncode == 0, told.stderr
    assert place.run("check").returncode == 0


SET_A_GOAL = """
import django
django.setup()
from goldthread.chain.models import Goal, Level
from goldthread.people.models import Person, Product
Goal.set(Product.objects.get(), Level.USER_GOAL, "Eat with friends", by=Person.objects.get(email="ada@northwind.example"))
"""


def test_only_its_owner_can_read_a_backup(backup):
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


def test_a_backup_never_overwrites_anything(installation, tmp_path):
    there = tmp_path / "there"
    there.write_text("mine")

    done = installation.run("backup", there)

    assert done.returncode == 2
    assert there.read_text() == "mine"


def test_a_backup_that_cannot_be_written_leaves_nothing_behind(installation, tmp_path):
    done = installation.run("backup", tmp_path / "no folder" / "file")

    assert done.returncode == 2
    assert "cannot be written" in done.stderr
    assert os.listdir(tmp_path) == []


def test_one_flipped_bit_anywhere_is_found(backup, tmp_path, monkeypatch):
    from goldthread.config import archive

    whole = backup.read_bytes()
    assert archive.verified(backup)["rows"]["people.person"] == 8
    damaged = tmp_path / "damaged.backup"
    for place in range(0, len(whole), max(1, len(whole) // 97)):
        damaged.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(archive.Damaged):
            archive.verified(damaged)
    damaged.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    with pytest.raises(archive.Damaged):
        archive.verified(damaged)


@pytest.mark.parametrize("content", [b"", b"x", b"no backup at all " * 40])
def test_what_is_no_backup_is_refused_before_anything_is_made(content, tmp_path, empty_installation):
    place, file = empty_installation(), tmp_path / "file"
    file.write_bytes(content)

    done = place.run("restore", file)

    assert done.returncode == 2
    assert "Nothing was restored" in done.stderr
    assert not (place.home / "goldthread.sqlite3").exists()


def test_a_backup_cut_short_is_refused(backup, tmp_path, empty_installation):
    short = tmp_path / "short"
    short.write_bytes(backup.read_bytes()[:-100])

    assert empty_installation().run("restore", short).returncode == 2


def test_a_restore_never_mixes_two_installations(installation, backup):
    done = installation.run("restore", backup)

    assert done.returncode == 2
    assert "empty data folder" in done.stderr


def test_a_backup_of_another_version_is_refused_by_the_versions_names(backup, empty_installation, tmp_path):
    from goldthread.config import archive

    def of_the_future(manifest):
        manifest["version"] = "9.0.0"
        manifest["migrations"].append("chain.0099_goals_sing")

    rewritten = rewrite(backup, tmp_path / "future", of_the_future)
    assert archive.verified(rewritten)["version"] == "9.0.0"

    done = empty_installation().run("restore", rewritten)

    assert done.returncode == 2
    assert "9.0.0" in done.stderr


def test_a_record_that_does_not_hold_together_is_not_restored(backup, empty_installation, tmp_path):
    def another_head(manifest):
        manifest["heads"]["1"][1] = "0" * 64

    place = empty_installation()

    done = place.run("restore", rewrite(backup, tmp_path / "forged", another_head))

    assert done.returncode == 2
    assert "record" in done.stderr
    assert rows_of(place)["people.person"][1:] == []


def rewrite(backup, path, change):
    """The backup with a changed manifest, sealed again: somebody's forgery, or another version's file."""
    from goldthread.config import archive

    with zipfile.ZipFile(backup) as old, path.open("w+b") as file:
        with zipfile.ZipFile(file, "w") as new:
            for name in old.namelist():
                content = old.read(name)
                if name == "manifest.json":
                    manifest = json.loads(content)
                    change(manifest)
                    content = json.dumps(manifest).encode()
                new.writestr(name, content)
            new.comment = old.comment
        archive._seal(file)
    return path


@pytest.mark.postgres
def test_a_backup_made_on_sqlite_is_restored_on_postgresql(backup, workshop, tmp_path):
    from tests.support.installation import Installation

    on_sqlite = Installation(tmp_path / "on sqlite")
    assert on_sqlite.run("restore", backup).returncode == 0
    assert on_sqlite.run("backup", tmp_path / "from sqlite").returncode == 0
    place = workshop.empty()

    done = place.run("restore", tmp_path / "from sqlite")

    assert done.returncode == 0, done.stderr
    assert rows_of(place) == rows_of(on_sqlite)
