from django.db import migrations

from goldthread.kit import walls


class Migration(migrations.Migration):
    dependencies = [("measures", "0005_sources")]

    operations = [
        walls.confined("measures_source"),
    ]
