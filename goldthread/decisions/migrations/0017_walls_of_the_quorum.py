from typing import Any

from django.db import migrations

from goldthread.kit import walls

# What people were asked about stays, and so do the fewest answers that were announced.
_ANNOUNCED = ("way", "title", "note", "budget", "most", "scale_version", "seed", "closes_at", "opened_by_id", "quorum")


def _take_away(apps: Any, editor: Any) -> None:
    # On SQLite a wall that stands is not raised anew.
    if editor.connection.vendor == "sqlite":
        editor.execute("DROP TRIGGER IF EXISTS decisions_canvass_no_update")


class Migration(migrations.Migration):
    dependencies = [("decisions", "0016_canvasses_with_a_quorum_and_late_joiners")]

    operations = [
        walls.Raising(_take_away, migrations.RunPython.noop),
        walls.append_only("decisions_canvass", unless=" AND ".join(f"OLD.{name} = NEW.{name}" for name in _ANNOUNCED)),
    ]
