from django.db import migrations

from goldthread.kit import walls


class Migration(migrations.Migration):
    dependencies = [("chain", "0024_what_was_agreed_and_not_done")]

    operations = [
        walls.confined("chain_undone"),
        walls.only_named("goal", "chain_namedperson", {"chain_undone": "goal_id"}),
    ]
