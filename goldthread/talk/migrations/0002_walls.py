from django.db import migrations

from goldthread.kit import walls


class Migration(migrations.Migration):
    dependencies = [("talk", "0001_initial")]

    operations = [
        walls.confined("talk_comment", "talk_mention", "talk_attachment"),
    ]
