from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workshops", "0006_walls_of_remarks_and_guests")]

    operations = [migrations.AddField("item", "effect", models.JSONField(null=True))]
