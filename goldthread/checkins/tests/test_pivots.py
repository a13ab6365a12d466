"""What was agreed and runs changes only in a pivot, with the reason and the data frozen beside it."""

import hashlib
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction

from goldthread.chain.models import Closing, Committed, CrossedNumbers, KeyResult, Refused
from goldthread.checkins.models import Evidence, Grounds, Link, Pivot
from goldthread.kit import clock
from goldthread.measures.models import Metric
from goldthread.measures.models.reading import Said
from goldthread.people.models import Organisation
from goldthread.talk.models import Upload

FIRST, DUE = date(2030, 1, 10), date(2030, 4, 20)
BECAUSE = Grounds("Clinics answer more slowly than we thought.")


@pytest.fixture
def hands():
    with clock.held(clock.now().replace(year=2030, month=1, day=8, hour=9)) as made:
        yield made


@pytest.fixture
def runs(crew, hands):
    """A key result that was set two days before its start, and has run for seven weeks."""
    metric = Metric.add(crew.organisation, "Weekly members", by=crew.ada, unit="count")
    made = KeyResult.set(
        crew.goals["next"], metric, by=crew.ada, owner_id=crew.cy.pk,
        baseline=Decimal(850), target=Decimal(1800), starts=FIRST, due=DUE,
    )  # fmt: skip
    hands.to(clock.now().replace(month=3, day=1))
    values = (880, 930, 940, 1000, 1040, 1060)
    metric.read_many(
        [Said(Decimal(one), day=FIRST + timedelta(days=8 * at + 8)) for at, one in enumerate(values)], by=crew.cy
    )
    return KeyResult.objects.select_related("version", "metric", "goal__version", "forecast").get(pk=made.pk)


def _change(runs, crew, **said):
    return Pivot.change(runs, by=crew.ada, grounds=said.pop("grounds", BECAUSE), **said)


def test_before_the_start_numbers_change_freely(crew, hands):
    metric = Metric.add(crew.organisation, "Weekly members", by=crew.ada, unit="count")
    made = KeyResult.set(crew.goals["next"], metric, by=crew.ada, target=Decimal(1800), starts=FIRST, due=DUE)
    hands.on(days=1)

    made.change(by=crew.ada, target=Decimal(1700))

    assert made.version.target == 1700


def test_on_the_day_on_which_it_was_set_a_slip_of_the_pen_can_be_mended(crew, hands):
    metric = Metric.add(crew.organisation, "Weekly members", by=crew.ada, unit="count")
    made = KeyResult.set(
        crew.goals["next"], metric, by=crew.ada, target=Decimal(18000), starts=date(2029, 12, 1), due=DUE
    )
    made.change(by=crew.ada, target=Decimal(1800))
    hands.on(days=1)

    with pytest.raises(Committed):
        made.change(by=crew.ada, target=Decimal(1700))


@pytest.mark.parametrize(
    "said",
    [
        {"target": Decimal(1500)},
        {"due": date(2030, 6, 30)},
        {"due": None},
        {"baseline": Decimal(900)},
        {"starts": date(2030, 3, 15)},
        {"kind": "stay_above"},
    ],
)
def test_after_the_start_nothing_agreed_changes_without_a_pivot(crew, runs, said):
    before = runs.version_id

    with pytest.raises(Committed):
        runs.change(by=crew.ada, **said)
    runs.refresh_from_db()
    assert runs.version_id == before


def test_another_metric_is_another_agreement_too(crew, runs):
    other = Metric.add(crew.organisation, "Sign-ups", by=crew.ada, unit="count")

    with pytest.raises(Committed):
        runs.change(by=crew.ada, metric=other)


def test_owner_weight_and_reach_stay_free_after_the_start(crew, runs):
    runs.change(by=crew.ada, owner_id=crew.eve.pk, weight=3, reach=Decimal(2000))

    assert (runs.version.owner_id, runs.version.weight, runs.version.reach) == (crew.eve.pk, 3, 2000)


def test_what_nobody_had_said_yet_can_be_filled_in(crew, hands):
    metric = Metric.add(crew.organisation, "Weekly members", by=crew.ada, unit="count")
    made = KeyResult.set(crew.goals["next"], metric, by=crew.ada, starts=FIRST)
    hands.to(clock.now().replace(month=3))

    made.change(by=crew.ada, baseline=Decimal(10), target=Decimal(90))

    assert made.version.target == 90


def test_a_goal_that_moves_its_day_leaves_the_day_agreed_to_key_results_that_run(crew, hands):
    goal = crew.goals["next"]
    goal.reword(by=crew.ada, base=None, due=DUE)
    metric = Metric.add(crew.organisation, "Weekly members", by=crew.ada, unit="count")
    made = KeyResult.set(goal, metric, by=crew.ada, baseline=Decimal(0), target=Decimal(9), starts=FIRST)
    hands.to(clock.now().replace(month=3))

    goal.reword(by=crew.ada, base=None, due=date(2030, 8, 1))

    made.refresh_from_db()
    assert made.version.due == DUE


def test_a_pivot_keeps_the_old_numbers_and_says_what_was_known(crew, runs):
    made = _change(runs, crew, target=Decimal(1300))

    assert (made.before.target, made.after.target) == (1800, 1300)
    assert made.value == 1060
    assert made.said_before_id == runs.forecast_id
    assert made.said_after.probability > made.said_before.probability
    assert [one.target for one in runs.versions.order_by("number")] == [1800, 1300]
    runs.refresh_from_db()
    assert runs.version_id == made.after_id


def test_a_pivot_made_twice_is_one(crew, runs):
    base = runs.version_id

    first = _change(runs, crew, base=base, target=Decimal(1300))
    again = _change(runs, crew, base=base, target=Decimal(1300))

    assert (first.pk, Pivot.objects.count(), runs.versions.count()) == (again.pk, 1, 2)


def test_of_two_pivots_at_once_the_second_is_told_of_the_first(crew, runs):
    base = runs.version_id
    _change(runs, crew, base=base, target=Decimal(1300))

    with pytest.raises(CrossedNumbers) as crossed, transaction.atomic():
        _change(runs, crew, base=base, target=Decimal(1500))

    assert crossed.value.theirs.version.target == 1300
    assert Pivot.objects.count() == 1


def test_a_pivot_that_changes_nothing_agreed_is_refused(crew, runs):
    with pytest.raises(Refused), transaction.atomic():
        _change(runs, crew, target=Decimal(1800))
    with pytest.raises(Refused), transaction.atomic():
        _change(runs, crew, reach=Decimal(2000))


def test_a_key_result_that_runs_is_dropped_in_a_pivot_alone(crew, runs):
    with pytest.raises(Committed), transaction.atomic():
        runs.leave(by=crew.ada)

    made = Pivot.drop(runs, by=crew.ada, grounds=BECAUSE)

    runs.refresh_from_db()
    assert runs.left_at is not None
    assert (made.before_id, made.after_id, made.deed) == (runs.version_id, None, Pivot.Deed.KEY_RESULT)
    assert Pivot.drop(runs, by=crew.ada, grounds=BECAUSE) == made


def test_a_goal_whose_key_results_run_is_dropped_in_a_pivot_alone(crew, runs):
    goal = crew.goals["next"]
    with pytest.raises(Committed), transaction.atomic():
        goal.close(Closing.Result.LET_GO, by=crew.ada)

    made = Pivot.drop_goal(goal, by=crew.ada, grounds=BECAUSE)

    goal.refresh_from_db()
    assert (goal.closing_id, goal.closing.learned) == (made.closing_id, BECAUSE.reason)
    assert Pivot.drop_goal(goal, by=crew.ada, grounds=BECAUSE) == made


def test_a_goal_whose_time_is_over_ends_without_a_pivot(crew, runs, hands):
    hands.to(clock.now().replace(month=5))

    assert crew.goals["next"].close(Closing.Result.LET_GO, by=crew.ada).result == "let_go"


def test_a_later_correction_does_not_reach_what_lies_beside_a_pivot(crew, runs):
    last = runs.metric.readings.order_by("-day").first()
    made = _change(
        runs, crew, target=Decimal(1300), grounds=Grounds("Why", readings=[last], agreed=[crew.cy, crew.eve])
    )

    last.correct(Decimal(1400), by=crew.cy)

    kept = made.evidence.get()
    assert (kept.value, kept.day, kept.metric_name, kept.read_by) == (1060, last.day, "Weekly members", crew.cy)
    assert {one.person for one in made.assents.all()} == {crew.cy, crew.eve}


def test_a_file_beside_a_pivot_is_known_again_by_its_digest(crew, runs):
    file = Upload(SimpleUploadedFile("survey.csv", b"a,b\n1,2\n"), "survey.csv", "text/csv")
    link = Link("https://example.org/sheet", "The survey")
    made = _change(runs, crew, target=Decimal(1300), grounds=Grounds("Why", files=[file], links=[link]))

    kept = made.evidence.get(kind=Evidence.Kind.FILE)
    assert kept.digest == hashlib.sha256(b"a,b\n1,2\n").hexdigest()
    assert made.evidence.get(kind=Evidence.Kind.LINK).address == "https://example.org/sheet"


def test_nothing_that_lies_beside_a_pivot_can_be_changed_or_taken_away(crew, runs):
    made = _change(runs, crew, target=Decimal(1300), grounds=Grounds("Why", links=[Link("https://example.org/")]))

    for change in (
        lambda: Pivot.objects.filter(pk=made.pk).update(reason="Otherwise"),
        lambda: made.evidence.update(address="https://example.com/"),
        lambda: Evidence.objects.filter(pivot=made)._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_reading_of_another_organisation_cannot_lie_beside_a_pivot(crew, runs):
    other = Organisation.found("Elsewhere", by=crew.ada, time_zone="Europe/Paris")
    foreign = Metric.add(other, "Weekly members", by=crew.ada, unit="count").read(Decimal(5), by=crew.ada)

    with pytest.raises(ValueError, match="another organisation"), transaction.atomic():
        _change(runs, crew, target=Decimal(1300), grounds=Grounds("Why", readings=[foreign]))


def test_goals_from_a_list_are_free_until_somebody_has_looked_through_them(crew, runs):
    goal = crew.goals["next"]
    goal.brought_in_at = clock.now()
    goal.save(update_fields=["brought_in_at"])
    runs = KeyResult.objects.select_related("version", "metric", "goal").get(pk=runs.pk)

    runs.change(by=crew.ada, target=Decimal(1700))

    assert runs.version.target == 1700
