"""Checking in: what is kept, what counts in the chance, what may not be said."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from goldthread.chain.models import Forecast, KeyResult
from goldthread.checkins.models import CheckIn, Corrected, Words
from goldthread.journal.models import Entry
from goldthread.measures.models import Reading


def chance(of: KeyResult) -> Decimal:
    return KeyResult.objects.get(pk=of.pk).forecast.probability


def test_a_check_in_keeps_its_reading_its_words_and_what_the_forecast_said_then(crew, meals):
    made = CheckIn.check_in(
        meals,
        by=crew.cy,
        by_owner=True,
        value=Decimal(1400),
        words=Words(7, "The second week held.", "No scale.", "Ask."),
    )

    assert (made.reading.value, made.reading.origin, made.reading.by) == (1400, Reading.Origin.CHECK_IN, crew.cy)
    assert (made.confidence, made.learned, made.blocker, made.next_step) == (
        7,
        "The second week held.",
        "No scale.",
        "Ask.",
    )
    assert made.version_id == meals.version_id
    assert made.forecast.value == 1400
    assert made.forecast.confidence is None


def test_the_same_said_twice_is_one_check_in(crew, meals):
    first = CheckIn.check_in(meals, by=crew.cy, by_owner=True, value=Decimal(1400), words=Words(7, "Well."))
    again = CheckIn.check_in(meals, by=crew.cy, by_owner=True, value=Decimal(1400), words=Words(7, "Well."))

    assert again == first
    assert Entry.objects.filter(verb="key_result.checked_in").count() == 1


def test_how_sure_the_owner_is_goes_into_the_chance_and_only_where_it_was_said(crew, meals):
    before = chance(meals)
    CheckIn.check_in(meals, by=crew.cy, by_owner=True, words=Words(None, "Nothing to say of it."))
    assert chance(meals) == before

    CheckIn.check_in(meals, by=crew.cy, by_owner=True, words=Words(9))
    surer = chance(meals)
    assert surer > before

    CheckIn.check_in(meals, by=crew.cy, by_owner=True, words=Words(1))
    assert chance(meals) < before
    assert [one.confidence for one in meals.forecasts.order_by("pk")][-2:] == [9, 1]


def test_a_confidence_in_the_middle_moves_nothing(crew, meals):
    before = chance(meals)
    CheckIn.check_in(meals, by=crew.cy, by_owner=True, words=Words(5))
    assert chance(meals) == before


def test_whoever_is_not_the_owner_is_heard_and_not_counted(crew, meals):
    before = chance(meals)
    CheckIn.check_in(meals, by=crew.ada, by_owner=False, words=Words(10))
    assert chance(meals) == before


@pytest.mark.parametrize(
    ("changed", "kept"),
    [({"weight": 3}, (10, "on_track")), ({"target": Decimal(2100)}, (None, "")), ({"owner_id": None}, (None, ""))],
)
def test_with_new_numbers_or_another_name_an_old_confidence_counts_no_more_and_with_another_weight_it_does(
    crew, meals, changed, kept
):
    CheckIn.check_in(meals, by=crew.cy, by_owner=True, words=Words(10, state="on_track", because="It will."))
    meals.change(by=crew.ada, **changed)
    meals.metric.read(Decimal(1310), by=crew.cy)

    said = KeyResult.objects.get(pk=meals.pk).forecast
    assert (said.confidence, said.by_hand) == kept


def test_nothing_changed_confirms_the_value_for_today_and_keeps_what_stands(crew, meals):
    CheckIn.check_in(
        meals,
        by=crew.cy,
        by_owner=True,
        words=Words(4, "Slow.", "No scale.", "Ask.", "off_track", "We lost the clinic."),
    )
    quick = CheckIn.nothing_changed(meals, by=crew.cy, by_owner=True, confidence=6)

    assert (quick.kind, quick.reading.value, quick.reading.day) == ("unchanged", 1300, quick.day)
    assert (quick.blocker, quick.next_step, quick.state, quick.because) == (
        "No scale.",
        "Ask.",
        "off_track",
        "We lost the clinic.",
    )
    assert (quick.confidence, quick.learned) == (6, "")


def test_nothing_changed_confirms_what_the_source_read_and_writes_nothing_beside_it(crew, meals):
    pulled = meals.metric.read(Decimal(1345), by=None, origin=Reading.Origin.SOURCE)
    quick = CheckIn.nothing_changed(meals, by=crew.cy, by_owner=True)

    assert quick.reading == pulled
    assert Reading.objects.filter(metric=meals.metric, origin=Reading.Origin.CHECK_IN).count() == 0


def test_a_state_set_by_hand_is_never_without_its_note(crew, meals):
    with pytest.raises(ValueError, match="without the reason"):
        CheckIn.check_in(meals, by=crew.cy, by_owner=True, words=Words(state="on_track"))
    CheckIn.check_in(meals, by=crew.cy, by_owner=True, words=Words(state="off_track", because="The clinic left."))

    said = KeyResult.objects.get(pk=meals.pk).forecast
    assert (said.by_hand, said.because) == ("off_track", "The clinic left.")
    assert said.colour in Forecast.Colour.values


def test_a_correction_stands_in_the_place_of_what_it_corrects_and_both_are_kept(crew, meals):
    wrong = CheckIn.check_in(meals, by=crew.cy, by_owner=True, value=Decimal(14000), words=Words(7, "Well."))
    right = wrong.correct(by=crew.cy, by_owner=True, value=Decimal(1400), words=Words(7, "Well."))

    assert list(CheckIn.objects.standing()) == [right]
    assert CheckIn.objects.count() == 2
    assert (right.reading.value, right.reading.corrects) == (1400, wrong.reading)
    assert right.day == wrong.day
    assert KeyResult.objects.get(pk=meals.pk).forecast.value == 1400


def test_a_correction_said_twice_is_one_and_another_one_is_refused(crew, meals):
    wrong = CheckIn.check_in(meals, by=crew.cy, by_owner=True, words=Words(7, "Wel."))
    right = wrong.correct(by=crew.cy, by_owner=True, words=Words(7, "Well."))

    assert wrong.correct(by=crew.cy, by_owner=True, words=Words(7, "Well.")) == right
    with pytest.raises(Corrected) as refused:
        wrong.correct(by=crew.cy, by_owner=True, words=Words(7, "Otherwise."))
    assert refused.value.theirs == right


def test_a_check_in_cannot_be_changed_or_deleted_in_the_database(crew, meals):
    made = CheckIn.check_in(meals, by=crew.cy, by_owner=True, words=Words(7))
    for forbidden in (lambda: CheckIn.objects.filter(pk=made.pk).update(confidence=1), made.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            forbidden()
    assert CheckIn.objects.get().confidence == 7
