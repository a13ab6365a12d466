from django.db import migrations

from goldthread.kit import walls


class Migration(migrations.Migration):
    dependencies = [("workshops", "0005_writing_over_days_and_guests")]

    operations = [walls.confined("workshops_guestinvitation", "workshops_remark")]
