"""What is said about the chance of a key result, and when."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from goldthread.chain import access
from goldthread.chain.chances import Course, Taken, reckoned
from goldthread.chain.models import Forecast, KeyResult
from goldthread.chain.progress import Kind
from goldthread.chain.snapshot import thread
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
