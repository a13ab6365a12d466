from django.db import migrations

from goldthread.kit import walls


class Migration(migrations.Migration):
    dependencies = [("workshops", "0009_who_leads_on")]

    operations = [walls.confined("workshops_backing")]
