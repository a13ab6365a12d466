"""The full text index of each engine, kept by the engine itself, and the wall around the rows.

SQLite drops triggers with the table when a later migration remakes it: such a migration repeats `raise_index`.
"""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from goldthread.kit import walls

_FORGET = "INSERT INTO home_words (home_words, rowid, title_words, body_words) VALUES ('delete', old.id, old.title_words, old.body_words);"
_LEARN = "INSERT INTO home_words (rowid, title_words, body_words) VALUES (new.id, new.title_words, new.body_words);"
_SQLITE = (
    "CREATE VIRTUAL TABLE home_words USING fts5(title_words, body_words, content='home_found', content_rowid='id',"
    " tokenize='unicode61 remove_diacritics 2', prefix='2 3')",
    f"CREATE TRIGGER home_found_added AFTER INSERT ON home_found BEGIN {_LEARN} END",
    f"CREATE TRIGGER home_found_gone AFTER DELETE ON home_found BEGIN {_FORGET} END",
    f"CREATE TRIGGER home_found_changed AFTER UPDATE OF title_words, body_words ON home_found BEGIN {_FORGET} {_LEARN} END",
)
_POSTGRESQL = (
    "ALTER TABLE home_found ADD COLUMN words tsvector GENERATED ALWAYS AS (setweight(to_tsvector('simple'::regconfig,"
    " title_words), 'A') || setweight(to_tsvector('simple'::regconfig, body_words), 'D')) STORED",
    "CREATE INDEX home_found_words ON home_found USING gin (words)",
)


def raise_index(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in _POSTGRESQL if editor.connection.vendor == "postgresql" else _SQLITE:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("home", "0001_found")]

    operations = [migrations.RunPython(raise_index, migrations.RunPython.noop), walls.confined("home_found")]
