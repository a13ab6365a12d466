from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("decisions", "0013_walls_of_what_an_agreement_does")]

    operations = [
        migrations.AddField(model_name="decision", name="became_id", field=models.BigIntegerField(null=True)),
    ]
