from django.db import migrations

from goldthread.kit import walls


class Migration(migrations.Migration):
    dependencies = [("journal", "0003_notices_and_what_is_wanted")]

    operations = [walls.confined("journal_notice")]
