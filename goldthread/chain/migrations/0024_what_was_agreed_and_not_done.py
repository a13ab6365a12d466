import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import goldthread.kit.clock


def _to(model: str, **more: object) -> models.ForeignKey:
    return models.ForeignKey(to=model, on_delete=django.db.models.deletion.PROTECT, **more)


class Migration(migrations.Migration):
    dependencies = [
        ("chain", "0023_walls_of_what_questions_became"),
        ("decisions", "0013_walls_of_what_an_agreement_does"),
        ("people", "0010_walls_of_guest_links"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Undone",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("closed", "the goal had been closed already"),
                            ("gone", "the key result that it is about had been dropped"),
                            ("changed", "the numbers had been changed by then"),
                            ("away", "whoever proposed it can no longer do it"),
                            ("unfit", "what was filled in no longer fitted"),
                        ],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField(default=goldthread.kit.clock.now)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "ended_as",
                    models.CharField(
                        choices=[("done", "done after all"), ("rests", "left to rest")], default="", max_length=10
                    ),
                ),
                ("because", models.TextField(default="", max_length=2000, verbose_name="why it rests")),
                (
                    "agreement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="undone",
                        to="decisions.agreement",
                    ),
                ),
                ("ended_by", _to(settings.AUTH_USER_MODEL, null=True, related_name="+")),
                ("goal", _to("chain.goal", related_name="+")),
                ("organisation", _to("people.organisation", related_name="+")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["goal"], condition=models.Q(("ended_at", None)), name="undone_by_goal")
                ]
            },
        ),
    ]
