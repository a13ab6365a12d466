from django.db import migrations

from goldthread.kit import walls


class Migration(migrations.Migration):
    dependencies = [("chain", "0007_periods")]

    operations = [
        walls.confined("chain_period", "chain_periodclosing", "chain_settlement"),
        walls.only_named("goal", "chain_namedperson", {"chain_settlement": "goal_id"}),
    ]
