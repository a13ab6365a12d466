from django.db import migrations

from goldthread.kit import walls

TABLES = ("soundings_sounding", "soundings_draft", "soundings_participant", "soundings_point")
# The words that went round, and what was passed on, stay; that a change was contested, and an answer, come later.
_SAME_DRAFT = "OLD.number = NEW.number AND OLD.version_id = NEW.version_id AND OLD.changed = NEW.changed"
_SAME_POINT = (
    "OLD.words = NEW.words AND OLD.kind = NEW.kind AND COALESCE(OLD.person_id, 0) = COALESCE(NEW.person_id, 0)"
)


class Migration(migrations.Migration):
    dependencies = [("soundings", "0001_a_draft_goes_round")]

    operations = [
        walls.append_only("soundings_draft", unless=_SAME_DRAFT),
        walls.append_only("soundings_point", unless=_SAME_POINT),
        walls.confined(*TABLES),
        # What goes round repeats the words of a restricted goal.
        walls.only_named(
            "goal",
            "chain_namedperson",
            {"soundings_sounding": "goal_id", "soundings_draft": "goal_id", "soundings_point": "goal_id"},
        ),
    ]
