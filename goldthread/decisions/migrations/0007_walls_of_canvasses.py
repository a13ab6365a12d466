from django.db import migrations

from goldthread.kit import walls

# What people were asked about stays, whoever asks and by whatever road.
_ANNOUNCED = ("way", "title", "note", "budget", "most", "scale_version", "seed", "closes_at", "opened_by_id")
_LINE = ("number", "kind", "words", "version", "level")


def _as_it_was(names: tuple[str, ...]) -> str:
    return " AND ".join(f"OLD.{name} = NEW.{name}" for name in names)


class Migration(migrations.Migration):
    dependencies = [("decisions", "0006_canvasses")]

    operations = [
        walls.append_only("decisions_canvasssheet"),
        walls.append_only("decisions_canvass", unless=_as_it_was(_ANNOUNCED)),
        walls.append_only("decisions_canvassline", unless=_as_it_was(_LINE)),
        walls.confined("decisions_canvass", "decisions_canvassline", "decisions_canvasssheet", "decisions_elector"),
    ]
