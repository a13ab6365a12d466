from django.db import migrations

from goldthread.kit import walls


class Migration(migrations.Migration):
    dependencies = [("talk", "0005_actions")]

    operations = [walls.confined("talk_action")]
