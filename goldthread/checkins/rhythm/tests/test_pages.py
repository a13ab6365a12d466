"""The rhythm, its holidays and what moved, through the pages."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from goldthread.chain.models import KeyResult, NamedPerson
from goldthread.checkins.models import CheckIn, Holiday, OverAlready, Rhythm, Waking, Words
from goldthread.checkins.rhythm import page
from goldthread.kit import clock
from goldthread.measures.models import Metric
from goldthread.people import access
from goldthread.talk.models import Action

PAGE = "/northwind/lighter/rhythm/"
SAID = {
    "every": "two_weeks", "weekday": "0", "time": "10:00", "zone": "Europe/Berlin", "moves": "next",
    "working": ["0", "1", "2", "3", "4"], "starts": "2026-11-23", "remind_hours": "24", "digest_hours": "2",
}  # fmt: skip
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def hands():
    with clock.held(datetime(2026, 11, 22, 12, tzinfo=BERLIN)) as hands:
        yield hands


def measured(crew, name="Meals", goal="next", owner=None):
    metric = Metric.add(crew.organisation, name, by=crew.ada)
    return KeyResult.set(
        crew.goals[goal], metric, by=crew.ada, owner_id=(owner or crew.cy).pk, baseline=Decimal(0), target=Decimal(80),
        starts=clock.now().date() - timedelta(days=60), due=clock.now().date() + timedelta(days=60),
    )  # fmt: skip


# --- settings ---


def test_who_steers_sets_the_rhythm_and_everybody_sees_the_days(hands, crew, as_):
    answer = as_("bo").post(PAGE, SAID)
    html = as_("eve").get(PAGE).content.decode()

    assert answer.status_code == 303
    assert "Every two weeks on Monday at 10:00 (Europe/Berlin)" in html
    for day in ("Mon 23 Nov", "Mon 7 Dec", "Mon 21 Dec"):
        assert day in html
    assert "rhythm-form" not in html


def test_the_rhythm_is_found_from_the_page_of_the_product(crew, as_):
    assert PAGE in as_("cy").get("/northwind/products/lighter/").content.decode()


def test_a_product_without_a_rhythm_is_offered_one_that_can_be_saved_as_it_stands(hands, crew, as_):
    begun = page.initial(access.ground_of(crew.ada, "northwind", "lighter"))
    said = {name: value for name, value in begun.items() if value is not None}

    assert as_("ada").post(PAGE, said).status_code == 303
    assert as_("ada").get(PAGE).content.decode().count("checked") >= 5


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"starts": "2026-11-21"}, "What was due stays as it was"),
        ({"starts": "2029-01-01"}, "more than a year away"),
        ({"every": "month_day", "day": ""}, "Say on which day of the month."),
        ({"every": "month_day", "day": "32"}, "less than or equal to 31"),
        ({"time": "25:00"}, "Enter a valid time"),
        ({"zone": "Middle/Earth"}, "Select a valid choice"),
        ({"working": []}, "This field is required"),
    ],
)
def test_what_does_not_fit_comes_back_as_typed(hands, crew, as_, said, words):
    answer = as_("ada").post(PAGE, {**SAID, **said})

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Rhythm.objects.exists()


def test_another_rhythm_begins_tomorrow_at_the_earliest_and_leaves_what_was(hands, crew, as_):
    as_("ada").post(PAGE, SAID)
    hands.to(datetime(2026, 12, 8, 12, tzinfo=BERLIN))

    assert as_("ada").post(PAGE, {**SAID, "starts": "2026-12-08"}).status_code == 422
    assert as_("ada").post(PAGE, {**SAID, "every": "week", "weekday": "3", "starts": "2026-12-09"}).status_code == 303
    html = as_("eve").get(PAGE).content.decode()
    assert "23 Nov 2026 to 8 Dec 2026" in html
    assert "Thu 10 Dec" in html
    assert [one.number for one in Rhythm.objects.order_by("number")] == [1, 2]


def test_the_same_rhythm_said_again_changes_nothing(hands, crew, as_):
    as_("ada").post(PAGE, SAID)
    as_("ada").post(PAGE, SAID)

    assert Rhythm.objects.count() == 1


def test_a_rhythm_does_not_begin_where_it_is_over(hands, crew):
    with pytest.raises(OverAlready):
        Rhythm.set(crew.product, by=crew.ada, every="week", zone="UTC", starts=date(2026, 11, 1))


# --- holidays ---


def test_a_holiday_moves_what_is_due_and_says_so(hands, crew, as_):
    as_("ada").post(PAGE, SAID)
    Waking.objects.update(wakes_at=None)
    answer = as_("fay").post("/northwind/settings/holidays/", {"days": "2026-12-07 Company day\n2026-12-08"})
    html = as_("cy").get(PAGE).content.decode()

    assert answer.status_code == 303
    assert "Wed 9 Dec" in html
    assert "moved from Mon 7 Dec" in html
    assert Waking.objects.get().wakes_at == clock.now()


def test_holidays_that_are_over_are_left_out_and_nonsense_comes_back(hands, crew, as_):
    as_("ada").post("/northwind/settings/holidays/", {"days": "2026-11-20 Over\n\n2026-12-25, Christmas"})
    refused = as_("ada").post("/northwind/settings/holidays/", {"days": "25.12.2026 Christmas"})

    assert [(one.day, one.name) for one in Holiday.objects.all()] == [(date(2026, 12, 25), "Christmas")]
    assert refused.status_code == 422
    assert "does not begin with a day" in refused.content.decode()


def test_a_holiday_can_be_taken_back_until_it_is_there(hands, crew, as_):
    Holiday.keep(crew.organisation, {date(2026, 12, 7): "Company day"}, by=crew.ada)
    one = Holiday.objects.get()
    hands.to(datetime(2026, 12, 7, 9, tzinfo=BERLIN))
    as_("ada").post(f"/northwind/settings/holidays/{one.pk}/removal/")
    assert Holiday.objects.standing().exists()

    hands.to(datetime(2026, 12, 6, 9, tzinfo=BERLIN))
    as_("ada").post(f"/northwind/settings/holidays/{one.pk}/removal/")
    assert not Holiday.objects.standing().exists()


# --- before the meeting ---


def test_what_moved_stands_before_the_meeting_and_nothing_that_is_hidden(hands, crew, as_):
    first, hidden = measured(crew), measured(crew, "Secret meals", "business")
    NamedPerson.restrict(crew.goals["business"], [crew.cy], by=crew.ada, because="A merger.")
    for one in (first, hidden):
        one.metric.read(10, by=crew.cy, day=clock.now().date() - timedelta(days=50))
    Rhythm.set(
        crew.product,
        by=crew.ada,
        every="week",
        weekday=0,
        time=time(10),
        zone="Europe/Berlin",
        starts=date(2026, 11, 23),
    )
    hands.to(datetime(2026, 11, 25, 9, tzinfo=BERLIN))
    for one in (first, hidden):
        CheckIn.check_in(
            one, by=crew.cy, value=Decimal(30), words=Words(7, "The reminder helped.", "No designer", "Ask Fay")
        )
    Action.take_on(first, "Call the clinics", owner=crew.cy, by=crew.cy, due=date(2026, 11, 24))
    html = as_("di").get("/northwind/lighter/rhythm/meeting/").content.decode()

    for words in ("10 → 30", "The reminder helped.", "No designer", "Call the clinics", "What moved since 23 November"):
        assert words in html
    assert "Secret meals" not in html
    assert "Secret meals" in as_("cy").get("/northwind/lighter/rhythm/meeting/").content.decode()


def test_what_moved_costs_the_same_for_few_and_many(hands, crew, as_):
    Rhythm.set(crew.product, by=crew.ada, every="week", weekday=0, time=time(10), zone="UTC", starts=date(2026, 11, 23))

    def counted():
        with CaptureQueriesContext(connection) as queries:
            assert as_("ada").get("/northwind/lighter/rhythm/meeting/").status_code == 200
        return len(queries)

    def more(count):
        for _each in range(count):
            one = measured(crew, f"Meals {Metric.objects.count()}")
            CheckIn.check_in(one, by=crew.cy, value=Decimal(30), words=Words(7, "Good.", "No designer", ""))
            Action.take_on(one, "Call", owner=crew.cy, by=crew.cy, due=date(2026, 11, 1))

    more(1)
    few = counted()
    more(5)
    assert counted() == few
    with timezone.override("UTC"):
        assert few < 40
