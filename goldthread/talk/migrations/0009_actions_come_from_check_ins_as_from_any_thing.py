from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("talk", "0008_walls_of_reactions")]

    operations = [migrations.RemoveField(model_name="action", name="check_in_id")]
