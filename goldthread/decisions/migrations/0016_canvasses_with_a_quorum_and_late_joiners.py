from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("decisions", "0015_what_questions_became_so_far")]

    operations = [
        migrations.AddField("canvass", "quorum", models.PositiveSmallIntegerField(default=0)),
        migrations.AddField("canvass", "asked_again_at", models.DateTimeField(null=True)),
        migrations.AddField("elector", "joined_at", models.DateTimeField(null=True)),
    ]
