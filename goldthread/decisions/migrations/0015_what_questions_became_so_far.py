from typing import Any

from django.db import migrations
from django.db.models import OuterRef, Subquery


def _say_what_they_became(apps: Any, editor: Any) -> None:
    decision, agreement = (apps.get_model("decisions", name) for name in ("Decision", "Agreement"))
    made = agreement.objects.filter(decision=OuterRef("pk"), kind="goal").values("noun_id")[:1]
    before = decision.objects.exclude(kind="goal").filter(agreement__kind="goal")
    decision.objects.filter(pk__in=before.values("pk")).update(became_id=Subquery(made))


class Migration(migrations.Migration):
    dependencies = [("decisions", "0014_what_a_question_became")]

    operations = [migrations.RunPython(_say_what_they_became, migrations.RunPython.noop)]
