from django.db import migrations

from goldthread.kit import walls


class Migration(migrations.Migration):
    dependencies = [("chain", "0005_named_people"), ("people", "0006_walls_of_named_people")]

    operations = [
        walls.confined("chain_namedperson"),
        # Ties stay readable: whether a new tie would close a ring depends on all of them. Key results hold numbers alone,
        # and whether a metric measures anything that somebody sees depends on all of them.
        walls.only_named(
            "goal",
            "chain_namedperson",
            {
                "chain_goal": "id",
                "chain_goalversion": "goal_id",
                "chain_adoption": "goal_id",
                "chain_closing": "goal_id",
            },
        ),
    ]
