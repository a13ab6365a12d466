from django.db import migrations

from goldthread.kit import walls


class Migration(migrations.Migration):
    dependencies = [("home", "0004_calendars")]

    operations = [walls.confined("home_calendarlink")]
