"""What is said about the chance of a key result, and when."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from goldthread.chain import access, tasks
from goldthread.chain.chances import Course, Taken, reckoned
from goldthread.chain.models import Forecast, KeyResult
from goldthread.chain.progress import Kind
from goldthread.chain.snapshot import thread
from goldthread.chain.tests.conftest import HTMX, at
from goldthread.kit import clock
from goldthread.measures.models import Metric
from goldthread.measures.models.reading import Said

TODAY = date(2030, 3, 1)


@pytest.fixture
def measured(crew):
    """Weekly members from 850 to 1,800 in the hundred days around today."""
    with clock.held(clock.now().replace(year=2030, month=3, day=1, hour=9)):
        yield _set(crew, crew.goals["next"])


def _set(crew, goal, **numbers):
    said = {"baseline": Decimal(850), "target": Decimal(1800), "starts": date(2030, 1, 10), "due": date(2030, 4, 20)}
    metric = Metric.add(crew.organisation, "Weekly members", by=crew.ada, unit="count")
    return KeyResult.set(goal, metric, by=crew.ada, owner_id=crew.cy.pk, **{**said, **numbers})


def _read(crew, one, *values):
    days = [date(2030, 1, 10) + timedelta(days=8 * (place + 1)) for place in range(len(values))]
    one.metric.read_many([Said(Decimal(value), day=day) for day, value in zip(days, values, strict=True)], by=crew.cy)
    one.refresh_from_db()


def _card(crew, one):
    made = thread(crew.product, hidden=frozenset(), today=TODAY)
    return next(card for goal in made.goals for card in goal["key_results"] if card["id"] == one.pk)


def test_a_reading_says_the_chance_anew_and_what_was_said_before_stays(crew, measured):
    _read(crew, measured, 900, 1000)
    first = measured.forecast
    _read(crew, measured, 900, 1000, 1500)

    assert measured.forecast.probability > first.probability
    assert list(measured.forecasts.order_by("at", "pk").values_list("readings", flat=True)) == [2, 3]
    assert measured.forecast.low < measured.forecast.landing < measured.forecast.high


def test_before_two_readings_only_the_base_rate_is_said_and_no_card_shows_it(crew, measured):
    assert measured.forecast is None
    _read(crew, measured, 900)

    assert (measured.forecast.alone, measured.forecast.landing) == (None, None)
    assert measured.forecast.probability == Decimal("0.4600")
    assert _card(crew, measured)["chance"] is None
    assert _card(crew, measured)["now"] == "900"


def test_the_same_reading_twice_says_nothing_twice(crew, measured):
    _read(crew, measured, 900, 1000)
    _read(crew, measured, 900, 1000)

    assert measured.forecasts.count() == 1


def test_a_card_says_chance_and_state_in_words(crew, measured):
    _read(crew, measured, 1100, 1350, 1600, 1750)

    chance = _card(crew, measured)["chance"]
    assert chance["percent"] >= 70
    assert (chance["tone"], str(chance["words"])) == ("good", "on track")
    assert _card(crew, measured)["done"] == Decimal(900) / Decimal(950)


def test_a_correction_and_another_target_say_it_anew(crew, measured):
    _read(crew, measured, 900, 1500)
    before = measured.forecast.probability
    measured.metric.readings.order_by("at").last().correct(Decimal(950), by=crew.cy)
    measured.refresh_from_db()
    corrected = measured.forecast.probability
    measured.change(by=crew.ada, target=Decimal(960))
    measured.refresh_from_db()

    assert corrected < before
    assert measured.forecast.probability > corrected
    assert measured.forecast.version_id == measured.version_id


def test_what_is_struck_out_leaves_nothing_said(crew, measured):
    _read(crew, measured, 900)
    measured.metric.readings.get().correct(None, by=crew.cy)
    measured.refresh_from_db()

    assert measured.forecast is None
    assert measured.forecasts.count() == 1


def test_one_metric_serves_several_goals_each_with_a_chance_of_its_own(crew, measured):
    other = _set(crew, crew.goals["need"], target=Decimal(1100))
    _read(crew, measured, 900, 1000, 1050)
    other.refresh_from_db()

    assert other.forecast.probability > measured.forecast.probability


def test_nothing_is_said_of_goals_that_are_closed_nor_of_what_was_left(crew, measured):
    other = _set(crew, crew.goals["need"])
    other.leave(by=crew.ada)
    measured.goal.close("missed", by=crew.ada)
    _read(crew, measured, 900, 1000)

    assert not Forecast.objects.exists()


def test_many_key_results_cost_no_query_each(crew, measured, django_assert_max_num_queries):
    several = [_set(crew, crew.goals["next"], target=Decimal(1000 + place)) for place in range(20)]
    with django_assert_max_num_queries(24):
        _read(crew, measured, 900, 1000)

    assert KeyResult.objects.exclude(forecast=None).count() == len(several) + 1


def test_as_of_a_day_the_card_says_what_was_said_then(crew, measured):
    _read(crew, measured, 900, 1000)
    then = measured.forecast.probability
    with clock.held(clock.now() + timedelta(days=10)):
        measured.metric.read(Decimal(1700), day=date(2030, 3, 10), by=crew.cy)

    from goldthread.chain.past import Moment

    moment = Moment.of(TODAY, crew.organisation.time_zone)
    made = thread(crew.product, hidden=frozenset(), today=TODAY, moment=moment)
    card = next(card for goal in made.goals for card in goal["key_results"])
    assert card["chance"]["percent"] == round(then * 100)
    assert card["now"] == "1,000"


def _course(kind, *values, **more):
    taken = tuple(
        Taken(date(2030, 1, 10) + timedelta(days=10 * (at + 1)), Decimal(one)) for at, one in enumerate(values)
    )
    said = {"unit": "number", "baseline": Decimal(50), "target": Decimal(40), "upto": None, **more}
    return Course(kind, starts=date(2030, 1, 10), due=date(2030, 4, 20), taken=taken, **said)


def test_every_kind_has_a_chance_of_its_own():
    kept, crossed, between, done, undone = reckoned(
        [
            _course(Kind.STAY_ABOVE, 50, 51, 49, 50, 51),
            _course(Kind.STAY_ABOVE, 46, 43, 41, 39, 37),
            _course(Kind.STAY_BETWEEN, 50, 51, 49, 50, 51, upto=Decimal(60)),
            _course(Kind.MILESTONE, 0, 1, target=Decimal(1), baseline=Decimal(0)),
            _course(Kind.MILESTONE, 0, target=Decimal(1), baseline=Decimal(0)),
        ]
    )

    assert kept.chance > 0.8 > crossed.chance
    assert between.chance > 0.7
    assert (done.chance, undone.basis) == (1.0, "base_rate")


def test_without_a_beginning_the_first_reading_is_one():
    late = _course(Kind.INCREASE, 100, 120, 140, baseline=None, target=Decimal(200))

    assert late.since == 100
    assert 0 < reckoned([late])[0].chance < 1


@pytest.mark.parametrize("numbers", [{"target": None}, {"target": Decimal(50)}])
def test_what_leads_nowhere_has_no_chance(numbers):
    assert reckoned([_course(Kind.INCREASE, 51, 52, **numbers)]) == [None]


def test_without_a_day_by_which_it_should_be_there_is_no_chance():
    assert reckoned([_course(Kind.INCREASE, 51, 52, target=Decimal(90))._replace(due=None)]) == [None]


def test_whoever_does_not_see_the_goal_is_not_told_of_its_key_result(crew, measured):
    assert access.sees_key_result(crew.ada, measured.pk)
    assert not access.sees_key_result(crew.hal, measured.pk)
    assert not access.sees_key_result(crew.ada, 10**9)


def test_once_a_day_chances_are_said_anew_with_what_was_learned(crew):
    metric = Metric.add(crew.organisation, "Meals cooked", by=crew.ada)
    today = clock.today(crew.organisation.time_zone)
    numbers = {"baseline": 0, "target": 100, "starts": today - timedelta(days=40), "due": today + timedelta(days=40)}
    one = KeyResult.set(crew.goals["next"], metric, by=crew.ada, **numbers)
    metric.read_many([Said(Decimal(10 * n), day=today - timedelta(days=40 - 10 * n)) for n in (1, 2, 3)], by=crew.ada)
    before = one.forecasts.count()
    tasks.say_again(clock.now())
    assert one.forecasts.count() == before
    # Twelve that were over yesterday and fell short of what the numbers said.
    _over_and_missed(crew, 12, today)

    tasks.say_again(clock.now())
    assert one.forecasts.count() == before
    with clock.held(clock.now() + timedelta(days=1)):
        assert tasks.say_again(clock.now()) == 1
        assert tasks.say_again(clock.now()) == 0
    first, last = one.forecasts.order_by("-pk")[1], one.forecasts.latest("pk")
    assert last.probability < first.probability


def _over_and_missed(crew, count, today):
    for place in range(count):
        metric = Metric.add(crew.organisation, f"Minutes {place}", by=crew.ada)
        numbers = {"baseline": 0, "target": 100, "starts": today - timedelta(days=81), "due": today - timedelta(days=1)}
        for day in range(76, 0, -15):
            with clock.held(datetime.combine(today - timedelta(days=day), time(12), UTC)):
                if day == 76:
                    KeyResult.set(crew.goals["next"], metric, by=crew.ada, **numbers)
                metric.read(Decimal(76 - day if day > 30 else 45) * Decimal("1.3"), by=crew.ada)


def test_the_outline_and_the_list_show_the_chance_of_what_is_least_likely(crew, measured, as_):
    _read(crew, measured, 900, 1000)
    sure = _set(crew, crew.goals["next"], baseline=Decimal(800), target=Decimal(900))
    _read(crew, sure, 850, 899)
    least, most = sorted((_card(crew, measured)["chance"], _card(crew, sure)["chance"]), key=lambda one: one["percent"])

    outline = as_("eve").get(at("map"), {"only": "outline"}, **HTMX).content.decode()
    assert least["mark"] in outline
    assert most["mark"] not in outline[outline.index('id="outline"') : outline.index('id="side"')]
    listed = as_("eve").get(at("list")).content.decode()
    assert least["mark"] in listed
    assert most["mark"] in listed
