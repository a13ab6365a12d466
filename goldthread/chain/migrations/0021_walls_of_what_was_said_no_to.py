from django.db import migrations

from goldthread.kit import walls


class Migration(migrations.Migration):
    dependencies = [("chain", "0020_what_was_said_no_to")]

    operations = [
        walls.append_only("chain_refusal"),
        walls.confined("chain_refusal"),
        # A candidate may be a step towards no goal.
        walls.only_named("goal", "chain_namedperson", {"chain_refusal": "COALESCE(goal_id, 0)"}),
    ]
