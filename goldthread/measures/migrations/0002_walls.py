from django.db import migrations

from goldthread.kit import walls


class Migration(migrations.Migration):
    dependencies = [("measures", "0001_initial")]

    operations = [
        walls.confined("measures_metric"),
    ]
