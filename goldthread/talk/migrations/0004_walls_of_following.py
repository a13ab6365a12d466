from django.db import migrations

from goldthread.kit import walls


class Migration(migrations.Migration):
    dependencies = [("talk", "0003_following")]

    operations = [walls.confined("talk_follow")]
