from typing import Any

from django.db import migrations

from goldthread.kit import walls

# What goes round stays as it went round: the words, and what is proposed to become of the goal.
_SAME_DRAFT = " AND ".join(
    [
        *(f"OLD.{name} = NEW.{name}" for name in ("number", "version_id", "changed")),
        "COALESCE(CAST(OLD.effect AS text), '') = COALESCE(CAST(NEW.effect AS text), '')",
    ]
)


def _take_away(apps: Any, editor: Any) -> None:
    # On SQLite a wall that stands is not raised anew.
    if editor.connection.vendor == "sqlite":
        editor.execute("DROP TRIGGER IF EXISTS soundings_draft_no_update")


class Migration(migrations.Migration):
    dependencies = [("soundings", "0003_what_is_proposed_to_become_of_a_goal")]

    operations = [
        walls.Raising(_take_away, migrations.RunPython.noop),
        walls.append_only("soundings_draft", unless=_SAME_DRAFT),
    ]
