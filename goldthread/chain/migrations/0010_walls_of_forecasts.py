from django.db import migrations

from goldthread.kit import walls


class Migration(migrations.Migration):
    dependencies = [("chain", "0009_kinds_of_key_results_and_forecasts")]

    operations = [
        # Its new columns took the wall away on SQLite.
        walls.append_only("chain_keyresultversion"),
        walls.append_only("chain_forecast"),
        walls.confined("chain_forecast"),
    ]
