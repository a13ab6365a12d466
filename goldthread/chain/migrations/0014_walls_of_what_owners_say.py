from django.db import migrations

from goldthread.kit import walls


class Migration(migrations.Migration):
    dependencies = [("chain", "0013_what_owners_say_of_their_chances")]

    operations = [
        # Its new columns took the wall away on SQLite.
        walls.append_only("chain_forecast"),
    ]
