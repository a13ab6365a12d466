from django.db import migrations

from goldthread.kit import walls


class Migration(migrations.Migration):
    dependencies = [("exchange", "0003_imports_and_their_meanings")]

    operations = [walls.confined("exchange_import", "exchange_importedgoal", "exchange_meaning")]
