"""Tests may use tables that an earlier run made: whatever makes tables is part of the name that they are kept under."""

from pathlib import Path

from tests.support import kept_tables
from tests.support.kept_tables import ROOT


def test_what_migrations_use_of_ours_is_found():
    migrations = sorted(ROOT.glob("goldthread/*/migrations/*.py"))

    used = {str(file.relative_to(ROOT)) for file in kept_tables.used_by(migrations)}

    assert len(migrations) > 50
    assert {"goldthread/kit/walls.py", "goldthread/kit/clock.py"} <= used


def test_other_migrations_have_another_name(monkeypatch):
    before = kept_tables.folder()

    monkeypatch.setattr(kept_tables, "used_by", lambda migrations: [ROOT / "goldthread" / "kit" / "text.py"])

    assert kept_tables.folder() != before
    assert kept_tables.folder().parent == before.parent == Path(ROOT, "var", "tests")
