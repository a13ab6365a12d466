from django.db import migrations

from goldthread.kit import walls


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    operations = [
        walls.append_only("journal_entry"),
        walls.confined("journal_entry", "journal_head"),
    ]
