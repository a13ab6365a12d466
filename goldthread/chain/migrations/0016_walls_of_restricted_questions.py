from django.db import migrations

from goldthread.kit import walls


class Migration(migrations.Migration):
    dependencies = [("chain", "0015_adoptions_by_agreement")]

    operations = [
        # What is asked and was agreed about a restricted goal repeats its words.
        walls.only_named(
            "goal", "chain_namedperson", {"decisions_decision": "noun_id", "decisions_agreement": "noun_id"}
        ),
    ]
