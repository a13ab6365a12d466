from django.db import migrations

from goldthread.kit import walls


class Migration(migrations.Migration):
    dependencies = [("measures", "0003_readings_and_more_said_of_metrics")]

    operations = [
        walls.append_only("measures_reading"),
        walls.confined("measures_reading"),
    ]
