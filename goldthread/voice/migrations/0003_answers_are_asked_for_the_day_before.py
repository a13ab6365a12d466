from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("voice", "0002_walls")]

    operations = [
        migrations.AddField(model_name="concern", name="reminded_at", field=models.DateTimeField(null=True)),
    ]
