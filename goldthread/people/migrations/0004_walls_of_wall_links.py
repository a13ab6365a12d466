from django.db import migrations

from goldthread.kit import walls


class Migration(migrations.Migration):
    dependencies = [("people", "0003_wall_links")]

    operations = [walls.confined("people_walllink")]
