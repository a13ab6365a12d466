from django.db import migrations

from goldthread.kit import walls


class Migration(migrations.Migration):
    dependencies = [("people", "0009_guest_links")]

    operations = [walls.confined("people_guestlink"), walls.confined("people_linkguest", or_own=True)]
