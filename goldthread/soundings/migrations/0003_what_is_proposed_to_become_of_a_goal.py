from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("soundings", "0002_walls")]

    operations = [migrations.AddField("draft", "effect", models.JSONField(null=True))]
