from django.db import migrations

from goldthread.kit import walls

TABLES = ("checkins_pivot", "checkins_evidence", "checkins_assent", "checkins_wayon")


class Migration(migrations.Migration):
    dependencies = [("checkins", "0001_pivots_and_ways_on"), ("chain", "0006_walls_of_named_people")]

    operations = [
        walls.append_only(*TABLES),
        walls.confined(*TABLES),
        walls.only_named("goal", "chain_namedperson", {"checkins_pivot": "goal_id"}),
    ]
