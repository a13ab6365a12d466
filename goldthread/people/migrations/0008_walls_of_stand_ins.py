from django.db import migrations

from goldthread.kit import walls


class Migration(migrations.Migration):
    dependencies = [("people", "0007_stand_ins")]

    operations = [walls.confined("people_standin")]
