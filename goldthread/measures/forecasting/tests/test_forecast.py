import pytest

from goldthread.measures.forecasting.aims import Aim
from goldthread.measures.forecasting.forecast import KeyResultSoFar, elapsed_share, forecast, forecasts
from goldthread.measures.forecasting.lessons import Lessons
from goldthread.measures.forecasting.pace import outlook
from goldthread.measures.forecasting.series import ragged

TWELFTHS = [step / 12 for step in range(1, 13)]
MEMBERS = Aim(baseline=850, target=1800, unit="count")


def so_far(*check_ins, aim=None, **said):
    return KeyResultSoFar(aim or Aim(baseline=0, target=1), check_ins, **said)


def by_pace(check_ins):
    return float(outlook(ragged([[(0.0, 0.0), *check_ins]])).chance_above(1.0)[0])


@pytest.mark.parametrize(
    ("story", "check_ins", "chance"),
    [
        ("nothing checked in", [], 0.42),
        ("flat 6 of 12", [(at, 0) for at in TWELFTHS[:6]], 0.09),
        ("exactly linear at half time", [(at, at) for at in TWELFTHS[:6]], 0.37),
        ("70 % of the pace, smooth, at half time", [(at, 0.7 * at) for at in TWELFTHS[:6]], 0.05),
        ("1.2 of the way at half time", [(at, 2.4 * at) for at in TWELFTHS[:6]], 0.99),
        ("silent since a quarter of the time", [(at, 1.2 * at) for at in TWELFTHS[:3]], 0.46),
    ],
)
def test_the_shrunk_pace_alone_answers_plain_stories(story, check_ins, chance):
    assert by_pace(check_ins) == pytest.approx(chance, abs=0.005), story


@pytest.mark.parametrize(
    ("story", "check_ins", "chance", "state"),
    [
        ("flat 6 of 12", [(at, 0) for at in TWELFTHS[:6]], 0.05, "off_track"),
        ("exactly linear at half time", [(at, at) for at in TWELFTHS[:6]], 0.45, "at_risk"),
        ("70 % of the pace, smooth, at half time", [(at, 0.7 * at) for at in TWELFTHS[:6]], 0.03, "off_track"),
        ("1.2 of the pace, smooth, at half time", [(at, 1.2 * at) for at in TWELFTHS[:6]], 0.88, "on_track"),
        ("1.2 of the way at half time", [(at, 2.4 * at) for at in TWELFTHS[:6]], 0.99, "on_track"),
        ("silent since a quarter of the time", [(at, 1.2 * at) for at in TWELFTHS[:3]], 0.66, "at_risk"),
    ],
)
def test_the_pool_answers_plain_stories(story, check_ins, chance, state):
    said = forecast(so_far(*check_ins))

    assert said.chance == pytest.approx(chance, abs=0.006), story
    assert (said.state, said.basis) == (state, "numbers")


def test_before_two_check_ins_the_organisations_base_rate_stands_in_and_there_is_no_fan():
    taught = Lessons(base_rate=0.6)

    for check_ins in ([], [(0.2, 0.5)], [(0, 0.0), (0.2, 0.5)]):
        said = forecast(so_far(*check_ins), taught)
        assert (said.chance, said.basis, said.fan) == (0.6, "base_rate", ())
        assert said.saying.landing is None
    assert forecast(so_far((0.2, 0.5), (0.3, 0.6)), taught).basis == "numbers"


def test_a_milestone_knows_the_owners_confidence_and_the_base_rate():
    milestone = Aim(kind="milestone")

    assert forecast(so_far(aim=milestone)).chance == pytest.approx(0.46)
    assert forecast(so_far(aim=milestone, confidence=10)).chance == pytest.approx(0.698, abs=0.001)
    assert forecast(so_far(aim=milestone, confidence=0)).chance == pytest.approx(0.239, abs=0.001)
    assert forecast(so_far((0.2, 1), (0.3, 1), aim=milestone)).basis == "base_rate"
    assert forecast(so_far(aim=milestone, done=True)).state == "on_track"


def test_the_owners_confidence_counts_only_where_it_was_moved():
    halfway = [(at, at) for at in TWELFTHS[:6]]
    alone, middling, sure = (forecast(so_far(*halfway, confidence=said)) for said in (None, 5, 9))

    assert alone.chance == middling.chance < sure.chance
    assert alone.alone == sure.alone
    with pytest.raises(ValueError, match="confidence 11"):
        forecast(so_far(*halfway, confidence=11))


def test_a_missed_check_in_is_never_green():
    ahead = [(at, 2.4 * at) for at in TWELFTHS[:6]]

    assert forecast(so_far(*ahead)).state == "on_track"
    assert forecast(so_far(*ahead, missed=True)).state == "at_risk"


def test_silence_widens_the_fan_by_itself():
    spoke, silent = so_far(*[(at, at) for at in TWELFTHS[:9]]), so_far(*[(at, at) for at in TWELFTHS[:3]])
    spans = [forecast(one).fan[-1].high80 - forecast(one).fan[-1].low80 for one in (spoke, silent)]

    assert spans[0] < spans[1]


def test_what_should_fall_and_what_lies_below_zero_is_forecast_like_what_rises():
    rising = forecast(so_far((0.2, 30), (0.4, 45), aim=Aim(baseline=20, target=80)))
    falling = forecast(so_far((0.2, -30), (0.4, -45), aim=Aim(baseline=-20, target=-80)))

    assert falling.chance == pytest.approx(rising.chance)
    assert falling.fan[-1].low80 == pytest.approx(-rising.fan[-1].high80)
    assert falling.fan[-1].low80 < falling.fan[-1].middle < falling.fan[-1].high80


def test_a_target_met_early_is_likely_but_not_certain_until_the_due_date():
    early = forecast(so_far((0.2, 700), (0.4, 1900), aim=MEMBERS))
    held = forecast(so_far((0.2, 700), (1.0, 1800), aim=MEMBERS))
    lost = forecast(so_far((0.2, 1900), (1.0, 1799), aim=MEMBERS))

    assert 0.5 < early.chance < 1
    assert (held.chance, lost.chance) == (1.0, 0.0)
    assert early.saying.pace_needed is None


def test_at_the_due_date_nothing_learned_or_felt_changes_what_is_so():
    closed = so_far((0.5, 900), (1.0, 1800), aim=MEMBERS, confidence=0)

    assert forecast(closed, Lessons(shift=-2.0)).chance == 1.0


def test_values_that_go_past_the_target_or_back_beyond_the_start_are_understood():
    past = forecast(so_far((0.2, 3), (0.4, 9), aim=Aim(baseline=0, target=2)))
    away = forecast(so_far((0.2, -3), (0.4, -9), aim=Aim(baseline=0, target=2)))

    assert past.chance > 0.9 > 0.1 > away.chance
    assert (past.saying.pace_needed, away.saying.pace_needed) == (None, None)


def test_half_a_member_is_none():
    whole = forecast(so_far((0.3, 1), (0.6, 2), aim=Aim(baseline=0, target=4, unit="count")))
    smooth = forecast(so_far((0.3, 1), (0.6, 2), aim=Aim(baseline=0, target=4)))

    assert Aim(baseline=0, target=4, unit="count").mark == pytest.approx(1 - 0.5 / 4)
    assert Aim(baseline=854, target=856.4, unit="count").mark == pytest.approx(2.5 / 2.4)
    assert Aim(baseline=10, target=6, unit="count").mark == pytest.approx(1 - 0.5 / 4)
    assert whole.chance > smooth.chance


def test_the_fan_of_a_percentage_ends_at_its_natural_bounds():
    share = forecast(so_far((0.2, 60), (0.4, 90), (0.5, 85), aim=Aim(baseline=45, target=95, unit="percent")))
    growth = forecast(so_far((0.2, 120), (0.4, 160), aim=Aim(baseline=45, target=200, unit="percent")))

    assert max(point.high80 for point in share.fan) == 100
    assert growth.fan[-1].high80 > 200


def test_a_bound_that_holds_is_likely_to_hold_and_one_that_is_broken_is_not():
    uptime = Aim("stay_above", baseline=99.5, target=99.0, unit="percent")
    holds = forecast(so_far((0.1, 99.6), (0.3, 99.4), (0.5, 99.5), aim=uptime))
    broken = forecast(so_far((0.1, 99.6), (0.3, 98.4), (0.5, 98.5), aim=uptime))

    assert holds.chance > 0.8
    assert broken.chance < 0.3
    assert holds.fan[-1].low80 < holds.fan[-1].high80 <= 100


def test_staying_below_mirrors_staying_above():
    above = forecast(so_far((0.2, 12), (0.4, 11), aim=Aim("stay_above", baseline=12, target=10)))
    below = forecast(so_far((0.2, -12), (0.4, -11), aim=Aim("stay_below", baseline=-12, target=-10)))

    assert above.chance == pytest.approx(below.chance)


def test_a_range_loses_on_either_side():
    points = [(0.1, 5.0), (0.3, 5.5), (0.5, 4.8)]
    between = forecast(so_far(*points, aim=Aim("stay_between", baseline=5, target=3, upper=8)))
    low = forecast(so_far(*points, aim=Aim("stay_above", baseline=5, target=3)))
    high = forecast(so_far(*points, aim=Aim("stay_below", baseline=5, target=8)))

    assert between.chance == pytest.approx(low.chance + high.chance - 1)


def test_whoever_starts_beyond_a_bound_has_to_reach_it_first():
    outside = Aim("stay_above", baseline=90, target=95)
    coming = forecast(so_far((0.2, 92), (0.4, 94), aim=outside))
    staying = forecast(so_far((0.2, 90), (0.4, 90), aim=outside))

    assert coming.chance > 0.5 > staying.chance


def test_a_bound_at_the_baseline_itself_is_held_by_an_even_chance():
    assert forecast(so_far((0.2, 10), (0.4, 10), aim=Aim("stay_above", baseline=10, target=10))).chance == 0.5


def test_an_aim_without_a_way_to_go_is_refused():
    with pytest.raises(ValueError, match="equal"):
        Aim(baseline=3, target=3)
    with pytest.raises(ValueError, match="no room"):
        Aim("stay_between", baseline=3, target=5, upper=4)
    with pytest.raises(ValueError, match="due"):
        elapsed_share(3, 0)


def test_readings_before_the_start_tell_how_such_a_metric_moves():
    wild = [(-step / 10, 50 + (-1) ** step * 40) for step in range(10)]
    calm = [(-step / 10, 50.0) for step in range(10)]
    aim, points = Aim(baseline=50, target=80), [(0.2, 58), (0.4, 66), (0.5, 70)]
    after_wild, after_calm = (forecast(so_far(*points, aim=aim, before=before)) for before in (wild, calm))

    assert after_wild.chance < after_calm.chance


def test_more_than_twenty_six_steps_of_history_change_nothing():
    before = [(-step / 20, float(step % 5)) for step in range(60)]
    points, aim = [(0.2, 3.0), (0.5, 4.0)], Aim(baseline=0, target=8)

    assert forecast(so_far(*points, aim=aim, before=before)) == forecast(so_far(*points, aim=aim, before=before[:27]))


def test_check_ins_may_come_in_any_order_and_the_last_of_a_moment_holds():
    straight = so_far((0.2, 1), (0.4, 3), aim=Aim(baseline=0, target=8))
    crooked = so_far((0.4, 2), (0.2, 1), (0.4, 3), aim=Aim(baseline=0, target=8))

    assert forecast(straight) == forecast(crooked)


def test_what_an_organisation_learned_moves_chance_and_fan():
    points = so_far((0.2, 1), (0.4, 3), aim=Aim(baseline=0, target=8))
    plain, hopeful, wide = (forecast(points, one) for one in (Lessons(), Lessons(shift=0.5), Lessons(width=2.0)))

    assert hopeful.chance > plain.chance == hopeful.alone
    assert wide.fan[-1].high80 > plain.fan[-1].high80
    assert plain.inside(plain.fan[-1].high80 + 1) is False
    assert plain.inside(plain.fan[-1].middle) is True


def test_no_key_results_have_no_forecasts():
    assert forecasts([]) == []
