from django.db import migrations

from goldthread.kit import walls

# A new column with a default built the table anew on SQLite, without its walls.
_ANNOUNCED = (
    "noun_id", "version", "words", "rule", "round", "max_rounds", "fallback", "closes_at", "opened_by_id", "asked_as", "quorum",
    "reconfirmations",
)  # fmt: skip
_AS_ANNOUNCED = " AND ".join(f"OLD.{name} = NEW.{name}" for name in _ANNOUNCED)


class Migration(migrations.Migration):
    dependencies = [("decisions", "0004_how_it_was_asked")]

    operations = [walls.append_only("decisions_decision", unless=_AS_ANNOUNCED)]
