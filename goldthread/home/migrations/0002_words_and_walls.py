"""The full text index of each engine, kept by the engine itself, and the wall around the rows.

The words stand in a table beside the rows, `home_words`, on both engines. On PostgreSQL because of the wall itself:
behind row-level security no GIN index is used, as its operators are not leakproof, and every search would read every
row of the organisation. So `home_words` is what an index is: folded words without order, behind no wall of its own,
and every question joins it to the walled rows.

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
    "CREATE TRIGGER home_found_changed AFTER UPDATE OF title_words, body_words ON home_found"
    " WHEN (old.title_words, old.body_words) IS NOT (new.title_words, new.body_words)"
    f" BEGIN {_FORGET} {_LEARN} END",
)
_POSTGRESQL = (
    "CREATE TABLE home_words (found_id bigint PRIMARY KEY, organisation_id bigint NOT NULL, words tsvector NOT NULL)",
    "CREATE INDEX home_words_words ON home_words USING gin (words)",
    "CREATE INDEX home_words_newest ON home_words (organisation_id, found_id DESC)",
    """
    CREATE FUNCTION home_learn_words() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        INSERT INTO home_words (found_id, organisation_id, words) VALUES (
            new.id, new.organisation_id,
            setweight(to_tsvector('simple', new.title_words), 'A') || setweight(to_tsvector('simple', new.body_words), 'D')
        ) ON CONFLICT (found_id) DO UPDATE SET words = excluded.words;
        RETURN NULL;
    END $$
    """,
    """
    CREATE FUNCTION home_forget_words() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF TG_OP = 'TRUNCATE' THEN TRUNCATE home_words; ELSE DELETE FROM home_words WHERE found_id = old.id; END IF;
        RETURN NULL;
    END $$
    """,
    "CREATE TRIGGER home_found_added AFTER INSERT ON home_found FOR EACH ROW EXECUTE FUNCTION home_learn_words()",
    "CREATE TRIGGER home_found_changed AFTER UPDATE OF title_words, body_words ON home_found FOR EACH ROW"
    " WHEN ((old.title_words, old.body_words) IS DISTINCT FROM (new.title_words, new.body_words))"
    " EXECUTE FUNCTION home_learn_words()",
    "CREATE TRIGGER home_found_gone AFTER DELETE ON home_found FOR EACH ROW EXECUTE FUNCTION home_forget_words()",
    "CREATE TRIGGER home_found_emptied AFTER TRUNCATE ON home_found FOR EACH STATEMENT EXECUTE FUNCTION home_forget_words()",
)


def raise_index(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in _POSTGRESQL if editor.connection.vendor == "postgresql" else _SQLITE:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("home", "0001_found")]

    operations = [migrations.RunPython(raise_index, migrations.RunPython.noop), walls.confined("home_found")]
