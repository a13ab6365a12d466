import django.db.models.deletion
from django.db import migrations, models

import goldthread.kit.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Metric",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=400, verbose_name="name")),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("number", "number"),
                            ("percent", "percent"),
                            ("money", "money"),
                            ("duration", "days"),
                            ("count", "count"),
                            ("yes_no", "yes or no"),
                        ],
                        default="number",
                        max_length=10,
                        verbose_name="unit",
                    ),
                ),
                ("currency", models.CharField(blank=True, default="", max_length=3, verbose_name="currency")),
                (
                    "direction",
                    models.CharField(
                        choices=[("up", "should rise"), ("down", "should fall"), ("keep", "should stay")],
                        default="up",
                        max_length=4,
                        verbose_name="direction",
                    ),
                ),
                ("added_at", models.DateTimeField(default=goldthread.kit.clock.now)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="metrics", to="people.organisation"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["organisation", "name"], name="metric_by_name")],
            },
        ),
    ]
