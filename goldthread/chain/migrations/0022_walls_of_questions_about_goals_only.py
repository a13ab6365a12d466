from typing import Any

from django.db import migrations

from goldthread.kit import walls

TABLES = ("decisions_decision", "decisions_agreement")
# What else is asked about has numbers of its own: one of them may be that of a restricted goal.
_GOAL = "COALESCE(CASE WHEN kind = 'goal' THEN noun_id END, 0)"


def _take_away(apps: Any, editor: Any) -> None:
    if editor.connection.vendor == "postgresql":
        for table in TABLES:
            editor.execute(f"DROP POLICY only_named_of_goal ON {table}")


class Migration(migrations.Migration):
    dependencies = [("chain", "0021_walls_of_what_was_said_no_to")]

    operations = [
        walls.Raising(_take_away, migrations.RunPython.noop),
        walls.only_named("goal", "chain_namedperson", dict.fromkeys(TABLES, _GOAL)),
    ]
