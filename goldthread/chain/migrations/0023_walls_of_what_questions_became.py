from typing import Any

from django.db import migrations

from goldthread.kit import walls

# Asked before the goal was there, it says the same words.
_GOAL = "COALESCE(CASE WHEN kind = 'goal' THEN noun_id ELSE became_id END, 0)"


def _take_away(apps: Any, editor: Any) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP POLICY only_named_of_goal ON decisions_decision")


class Migration(migrations.Migration):
    dependencies = [
        ("chain", "0022_walls_of_questions_about_goals_only"),
        ("decisions", "0015_what_questions_became_so_far"),
    ]

    operations = [
        walls.Raising(_take_away, migrations.RunPython.noop),
        walls.only_named("goal", "chain_namedperson", {"decisions_decision": _GOAL}),
    ]
