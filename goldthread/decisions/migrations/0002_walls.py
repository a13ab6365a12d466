from django.db import migrations

from goldthread.kit import walls

# What was announced stays, whoever asks and by whatever road.
_ANNOUNCED = ("noun_id", "version", "words", "rule", "round", "max_rounds", "fallback", "closes_at", "opened_by_id")
_AS_ANNOUNCED = " AND ".join(f"OLD.{name} = NEW.{name}" for name in _ANNOUNCED)


class Migration(migrations.Migration):
    dependencies = [("decisions", "0001_questions_and_agreements")]

    operations = [
        walls.append_only("decisions_agreement", "decisions_ballot"),
        walls.append_only("decisions_decision", unless=_AS_ANNOUNCED),
        # An answer is given once.
        walls.append_only("decisions_concern", unless="OLD.answer = ''"),
        walls.confined(
            "decisions_agreement",
            "decisions_ballot",
            "decisions_concern",
            "decisions_decision",
            "decisions_voter",
        ),
    ]
