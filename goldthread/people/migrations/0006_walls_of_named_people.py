from django.db import migrations

from goldthread.kit import walls


class Migration(migrations.Migration):
    dependencies = [("people", "0005_named_people")]

    operations = [walls.confined("people_namedperson")]
