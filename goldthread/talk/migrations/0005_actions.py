import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import goldthread.kit.clock


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0010_walls_of_guest_links"),
        ("talk", "0004_walls_of_following"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Action",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40)),
                ("noun_id", models.BigIntegerField()),
                ("check_in_id", models.BigIntegerField(null=True)),
                ("goal_id", models.BigIntegerField(null=True)),
                ("key_result_id", models.BigIntegerField(null=True)),
                ("words", models.CharField(max_length=500, verbose_name="what")),
                ("due", models.DateField(blank=True, null=True, verbose_name="by")),
                ("first_due", models.DateField(null=True)),
                ("at", models.DateTimeField(default=goldthread.kit.clock.now)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "ending",
                    models.CharField(
                        blank=True, choices=[("done", "done"), ("dropped", "dropped")], default="", max_length=8
                    ),
                ),
                ("ended_words", models.CharField(blank=True, default="", max_length=500)),
                ("told_overdue_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "comment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="actions",
                        to="talk.comment",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="people.organisation"),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="actions", to="people.product"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["organisation", "owner", "ended_at"], name="action_by_owner"),
                    models.Index(fields=["product", "ended_at", "due"], name="action_by_product"),
                    models.Index(fields=["goal_id"], name="action_by_goal"),
                    models.Index(condition=models.Q(("ended_at", None)), fields=["due"], name="open_action_by_day"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("ending", "")),
                            models.Q(("ended_at__isnull", False), models.Q(("ending", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="an_ended_action_says_how",
                    )
                ],
            },
        ),
    ]
