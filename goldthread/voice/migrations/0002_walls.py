from django.db import migrations

from goldthread.kit import walls

# What was said stays, and so does an answer once it is given.
_SAID = " AND ".join(f"OLD.{name} = NEW.{name}" for name in ("text", "about", "kind", "noun_id", "product_id", "due"))
_ANSWERED = "(OLD.answer = '' OR (OLD.answer = NEW.answer AND OLD.why = NEW.why))"
_NAMED = "COALESCE(OLD.by_id, NEW.by_id, 0) = COALESCE(NEW.by_id, 0)"


class Migration(migrations.Migration):
    dependencies = [("voice", "0001_concerns"), ("chain", "0006_walls_of_named_people")]

    operations = [
        walls.append_only("voice_concern", unless=f"{_SAID} AND {_ANSWERED} AND {_NAMED}"),
        walls.append_only("voice_reply", unless="OLD.text = NEW.text"),
        walls.confined("voice_concern", "voice_reply", "voice_writer", "voice_promise"),
        # Who raised what without name: in a request nobody reads any row but their own.
        walls.only_own("voice_writer"),
        # A concern about the product as a whole hangs on no goal.
        walls.only_named("goal", "chain_namedperson", {"voice_concern": "COALESCE(goal_id, 0)"}),
    ]
