from django.db import migrations

from goldthread.kit import walls

# Lines of other kinds carry no goal.
_GOAL = "COALESCE(CASE WHEN kind = 'goal' THEN noun_id END, 0)"


class Migration(migrations.Migration):
    dependencies = [
        ("chain", "0018_walls_of_what_is_in_the_way"),
        ("decisions", "0007_walls_of_canvasses"),
    ]

    operations = [
        # A line that people are asked about repeats the words of its goal.
        walls.only_named("goal", "chain_namedperson", {"decisions_canvassline": _GOAL}),
    ]
