from django.db import migrations

from goldthread.kit import walls


class Migration(migrations.Migration):
    dependencies = [("decisions", "0010_agreements_are_looked_at_again")]

    operations = [
        # That it still holds is said once.
        walls.append_only("decisions_review", unless="OLD.held_at IS NULL"),
        walls.confined("decisions_review"),
    ]
