from django.db import migrations

from goldthread.kit import walls


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        walls.confined("people_membership", or_own=True),
        walls.confined(
            "people_product",
            "people_team",
            "people_teamproduct",
            "people_seat",
            "people_involvement",
            "people_invitation",
        ),
    ]
