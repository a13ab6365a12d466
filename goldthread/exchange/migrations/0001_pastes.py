import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import goldthread.kit.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0002_walls"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Paste",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=goldthread.kit.clock.now)),
                ("text", models.TextField()),
                ("kept", models.JSONField(default=list)),
                ("goals_made", models.PositiveIntegerField(default=0)),
                ("key_results_made", models.PositiveIntegerField(default=0)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="people.organisation"),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pastes", to="people.product"
                    ),
                ),
            ],
        ),
    ]
