from django.db import migrations

from goldthread.kit import walls


class Migration(migrations.Migration):
    dependencies = [("workshops", "0001_live_meetings")]

    operations = [
        walls.append_only("workshops_groundrules", "workshops_promise", "workshops_wording"),
        walls.confined(
            "workshops_card",
            "workshops_cluster",
            "workshops_groundrules",
            "workshops_item",
            "workshops_phase",
            "workshops_promise",
            "workshops_seat",
            "workshops_turn",
            "workshops_wording",
            "workshops_workshop",
        ),
    ]
