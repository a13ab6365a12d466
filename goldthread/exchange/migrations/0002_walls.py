from django.db import migrations

from goldthread.kit import walls


class Migration(migrations.Migration):
    dependencies = [("exchange", "0001_pastes")]

    operations = [walls.confined("exchange_paste")]
