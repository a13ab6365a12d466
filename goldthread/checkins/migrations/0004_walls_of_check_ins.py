from django.db import migrations

from goldthread.kit import walls


class Migration(migrations.Migration):
    dependencies = [("checkins", "0003_check_ins")]

    operations = [
        walls.append_only("checkins_checkin"),
        # Not only for the named: whoever reads a metric that a restricted goal shares says its chance anew, and the
        # owner's word belongs to that.
        walls.confined("checkins_checkin"),
    ]
