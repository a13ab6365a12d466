from typing import Any

from django.db import migrations

from goldthread.kit import walls

# What was announced stays; nobody is compared where nobody was named.
_ANNOUNCED = (
    "noun_id", "version", "words", "rule", "round", "max_rounds", "fallback", "closes_at", "opened_by_id", "asked_as", "quorum",
    "reconfirmations",
)  # fmt: skip
_NAMED = ("decider_id", "deputy_id", "inner_of_id", "side")
_AS_ANNOUNCED = " AND ".join(
    [
        *(f"OLD.{name} = NEW.{name}" for name in _ANNOUNCED),
        *(f"COALESCE(OLD.{name}, 0) = COALESCE(NEW.{name}, 0)" for name in _NAMED),
        "COALESCE(CAST(OLD.effect AS text), '') = COALESCE(CAST(NEW.effect AS text), '')",
    ]
)


def _take_away(apps: Any, editor: Any) -> None:
    # On SQLite a wall that stands is not raised anew.
    if editor.connection.vendor == "sqlite":
        editor.execute("DROP TRIGGER IF EXISTS decisions_decision_no_update")


class Migration(migrations.Migration):
    dependencies = [("decisions", "0012_what_an_agreement_does")]

    operations = [
        walls.Raising(_take_away, migrations.RunPython.noop),
        walls.append_only("decisions_decision", unless=_AS_ANNOUNCED),
    ]
