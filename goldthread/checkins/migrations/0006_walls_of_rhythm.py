from django.db import migrations

from goldthread.kit import walls


class Migration(migrations.Migration):
    dependencies = [("checkins", "0005_rhythm")]

    operations = [
        walls.confined("checkins_rhythm", "checkins_holiday", "checkins_waking", "checkins_asked"),
        # What was due stays what it was: another rhythm is another row.
        walls.append_only("checkins_rhythm"),
    ]
