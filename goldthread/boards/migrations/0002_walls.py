from django.db import migrations

from goldthread.kit import walls


class Migration(migrations.Migration):
    dependencies = [("boards", "0001_initial")]

    operations = [
        walls.append_only("boards_noteversion", "boards_featureversion"),
        walls.confined(
            "boards_note",
            "boards_noteversion",
            "boards_feature",
            "boards_featureversion",
            "boards_sprint",
            "boards_task",
            "boards_trackerlink",
        ),
    ]
