import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import goldthread.kit.clock


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0003_taken_mails"),
        ("people", "0010_walls_of_guest_links"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_digest", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField(default=goldthread.kit.clock.now)),
                ("revoked_at", models.DateTimeField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.organisation"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.product"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["person", "organisation"], name="calendar_by_person")],
            },
        ),
    ]
