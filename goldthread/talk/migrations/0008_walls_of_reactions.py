from django.db import migrations

from goldthread.kit import walls


class Migration(migrations.Migration):
    dependencies = [("talk", "0007_reactions")]

    operations = [walls.confined("talk_reaction")]
