from django.db import migrations

from goldthread.kit import walls


class Migration(migrations.Migration):
    dependencies = [("chain", "0001_initial")]

    operations = [
        walls.append_only("chain_goalversion", "chain_adoption", "chain_keyresultversion"),
        walls.confined(
            "chain_goal",
            "chain_goalversion",
            "chain_adoption",
            "chain_closing",
            "chain_tie",
            "chain_keyresult",
            "chain_keyresultversion",
            "chain_candidate",
            "chain_candidateanswer",
        ),
    ]
