from django.db import migrations

from goldthread.kit import walls


class Migration(migrations.Migration):
    dependencies = [("chain", "0003_exemptions_and_goals_brought_in")]

    operations = [walls.confined("chain_exemption", "chain_severity")]
