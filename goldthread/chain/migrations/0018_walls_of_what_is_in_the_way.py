from django.db import migrations

from goldthread.kit import walls


class Migration(migrations.Migration):
    dependencies = [("chain", "0017_what_is_in_the_way")]

    operations = [
        # Its new column took the wall away on SQLite.
        walls.append_only("chain_forecast"),
    ]
