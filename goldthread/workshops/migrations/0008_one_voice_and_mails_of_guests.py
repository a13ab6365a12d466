from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workshops", "0007_what_is_proposed_to_become_of_a_goal")]

    operations = [
        migrations.AddField("workshop", "top_share", models.PositiveSmallIntegerField(null=True)),
        migrations.AddField("guestinvitation", "email", models.EmailField(default="", max_length=254)),
    ]
