from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0004_walls_of_notices"),
    ]

    operations = [
        migrations.AddField(
            model_name="mail",
            name="calendar",
            field=models.TextField(default=""),
        ),
    ]
