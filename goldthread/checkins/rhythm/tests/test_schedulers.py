"""Three schedulers at once, in processes of their own and against one database, while clocks go back and forth."""

import json
import subprocess
from concurrent.futures import ThreadPoolExecutor

SETTINGS = {"DJANGO_SETTINGS_MODULE": "goldthread.config.settings"}
PREPARED = """
import django; django.setup()
from datetime import date, datetime, time, UTC
from goldthread.chain.models import Goal, KeyResult
from goldthread.checkins.models import Rhythm
from goldthread.kit import clock
from goldthread.measures.models import Metric
from goldthread.people.models import Person, Product
from goldthread.talk.models import Action
people = {one.email.partition("@")[0]: one for one in Person.objects.exclude(email=None)}
product, by = Product.objects.get(slug="lighter"), people["ada"]
other = product.organisation.add_product("Heavier", by=by)
goal = Goal.objects.get(product=product, version__level="product_goal")
with clock.held(datetime(2026, 10, 20, tzinfo=UTC)):
    far = Goal.set(other, "product_goal", "Far away", by=by)
    for number, (of, owner) in enumerate([(goal, "cy"), (goal, "cy"), (goal, "di"), (far, "bo"), (far, "cy")]):
        metric = Metric.add(product.organisation, f"Number {number}", by=by)
        KeyResult.set(of, metric, by=by, owner_id=people[owner].pk, starts=date(2026, 9, 1))
    Rhythm.set(product, by=by, every="week", weekday=6, time=time(2, 30), zone="Europe/Berlin", starts=date(2026, 10, 25), remind_hours=0, digest_hours=2)
    Rhythm.set(other, by=by, every="week", weekday=6, time=time(1, 30), zone="America/New_York", starts=date(2026, 10, 25), remind_hours=2, digest_hours=None)
    Action.take_on(goal, "Call", owner=people["di"], by=by, due=date(2026, 10, 26))
"""
SWEPT = """
import django; django.setup()
from datetime import datetime, timedelta, UTC
from goldthread.checkins.rhythm import asking, overdue
from goldthread.home.notices import mails
from goldthread.kit import clock
now, told = datetime(2026, 10, 24, 12, tzinfo=UTC), 0
while now < datetime(2026, 11, 9, tzinfo=UTC):
    with clock.held(now):
        told += asking.sweep(now) + overdue.sweep(now)
        mails.sweep(now)
    now += timedelta(minutes=45)
print(told)
"""
COUNTED = """
import django, json; django.setup()
from collections import Counter
from goldthread.journal.models import Entry, Mail, Notice
from goldthread.people.models import Organisation, Person
from goldthread.journal.record import verify
names = dict(Person.objects.values_list("pk", "name"))
rows = Notice.objects.filter(kind__in=["check_in", "digest", "action"], verb__in=["rhythm.asked", "rhythm.told", "action.overdue"])

def said(text):
    # Links are signed anew in each mail; how many notices a mail gathers depends on who was first.
    return " ".join(word for word in text.split() if "://" not in word)

told = Counter((one.kind, one.product_id, names[one.person_id].split()[0], one.fact) for one in rows)
print(json.dumps({
    "told": sorted([*map(str, key), count] for key, count in told.items()),
    "mails": sorted(Counter((mail.to[0], said(mail.text)) for mail in Mail.objects.all()).values())[-1:],
    "broken": [verify(one.pk) for one in Organisation.objects.all()],
}))
"""


def test_three_schedulers_at_once_tell_everybody_once_over_both_changes_of_the_clocks(installation):
    prepared = installation.python("-c", PREPARED, **SETTINGS)
    assert prepared.returncode == 0, prepared.stderr

    def swept(_number: int) -> subprocess.CompletedProcess[str]:
        return installation.python("-c", SWEPT, **SETTINGS)

    with ThreadPoolExecutor(3) as pool:
        done = list(pool.map(swept, range(3)))
    assert [one.returncode for one in done] == [0, 0, 0], [one.stderr[-2000:] for one in done]
    found = json.loads(installation.python("-c", COUNTED, **SETTINGS).stdout)

    assert {row[-1] for row in found["told"]} == {1}
    asked = {(kind, who, day) for kind, _product, who, day, _count in found["told"] if kind == "check_in"}
    sundays = ("2026-10-25", "2026-11-01", "2026-11-08")
    assert asked == {("check_in", who, day) for who in ("Cy", "Di", "Bo") for day in sundays}
    assert len([row for row in found["told"] if row[0] == "check_in" and row[2] == "Cy"]) == 6
    assert {row[3] for row in found["told"] if row[0] == "digest"} == set(sundays)
    assert [row[2] for row in found["told"] if row[0] == "action"] == ["Di"]
    assert found["mails"] == [1]
    assert found["broken"] == [None, None]
    assert sum(int(one.stdout) for one in done) == len(found["told"])
