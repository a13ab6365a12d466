"""The demo story can be told on any day: between its working days lie weekends, ends of months and changes of the clocks."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from goldthread.demo import story
from goldthread.kit import clock
from goldthread.workshops.models import Workshop


@pytest.mark.django_db
@pytest.mark.parametrize("moment", ["2026-11-23 00:10", "2028-03-04 23:50"], ids=["a Monday", "a Saturday"])
def test_the_story_is_told_whichever_day_it_is(moment):
    with clock.held(datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(story.ZONE))):
        told = story.tell()
    assert told.path == "/northwind/lighter/"
    assert [name.split()[0] for name, _email, _role in told.faces] == ["Mia", "Amara", "Chidi", "Nora"]
    to_come = Workshop.objects.filter(began_at=None).values_list("starts_at", flat=True)
    assert to_come
    assert all(one.astimezone(ZoneInfo(story.ZONE)).weekday() <= 4 for one in to_come)
