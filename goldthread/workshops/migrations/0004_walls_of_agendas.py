from django.db import migrations

from goldthread.kit import walls


class Migration(migrations.Migration):
    dependencies = [("workshops", "0003_own_agendas_and_replies")]

    operations = [
        walls.confined(
            "workshops_consent",
            "workshops_lastmoment",
            "workshops_matter",
            "workshops_ownagenda",
            "workshops_reply",
        ),
    ]
