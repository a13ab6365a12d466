"""What was claimed of a key result, what came of it, and the figures of many."""

from datetime import date
from decimal import Decimal as D

from goldthread.chain.hindsight.claims import HALF, STAGES, Claim, Numbers, Said, Stage, claims_of, said_at, told_at
from goldthread.chain.hindsight.figures import dots, figures
from goldthread.measures.forecasting.score import Told

STARTS, DUE, TODAY = date(2030, 1, 1), date(2030, 4, 11), date(2030, 6, 1)
FOUR_WEEKS = next(one for one in STAGES if one.weeks == 4)


def numbers(version=1, on=STARTS, **other):
    said = {"kind": "increase", "baseline": D(0), "target": D(100), "upto": None, "starts": STARTS, "due": DUE, "ends": DUE, "value": D(90)}  # fmt: skip
    return Numbers(7, version, on, **{**said, **other})


def claim(**other):
    return next(iter(claims_of([numbers(**other)], {1: SAID}, TODAY)))


SAID = [Said(date(2030, 1, 20), D("0.4"), D(20)), Said(date(2030, 2, 10), D("0.6"), D(50)), Said(date(2030, 4, 1), D("0.2"), D(80))]  # fmt: skip


def test_what_stood_on_the_page_at_half_time_is_what_was_said_last_by_then():
    one = claim()

    assert said_at(one, HALF).chance == D("0.6")
    assert said_at(one, Stage("one week", weeks=1)).chance == D("0.2")
    assert told_at(one, HALF) == Told(0.6, False, 0.5, 0.5)


def test_nothing_was_said_before_the_first_word_nor_of_a_key_result_that_lasted_a_week():
    assert said_at(claim(), Stage("twelve weeks", weeks=12)) is None
    brief = claim(due=date(2030, 1, 8), ends=date(2030, 1, 8))
    assert said_at(brief, FOUR_WEEKS) is None


def test_a_target_that_was_lowered_later_still_counts_as_it_was_said():
    versions = [numbers(1), numbers(2, on=date(2030, 3, 20), target=D(80), value=D(90))]
    first, second = claims_of(versions, {1: SAID[:2], 2: SAID[2:]}, TODAY)

    assert (first.target, first.is_reached, said_at(first, HALF).chance) == (D(100), False, D("0.6"))
    assert (second.target, second.is_reached) == (D(80), True)
    # At half time the second target did not hold yet, and one week before the first held no more.
    assert said_at(second, HALF) is None
    assert said_at(first, Stage("one week", weeks=1)) is None
    assert said_at(second, Stage("one week", weeks=1)).chance == D("0.2")


def test_another_owner_makes_no_other_claim():
    versions = [numbers(1), numbers(2, on=date(2030, 2, 1))]
    (one,) = claims_of(versions, {1: SAID[:1], 2: SAID[1:]}, TODAY)

    assert said_at(one, HALF).chance == D("0.6")
    assert one.since == STARTS


def test_what_is_not_over_or_never_read_or_has_no_target_decides_nothing():
    for other in (
        {"due": TODAY, "ends": TODAY},
        {"value": None},
        {"target": None},
        {"due": None, "ends": None},
        {"ends": None},
    ):
        assert list(claims_of([numbers(**other)], {}, TODAY)) == []


def test_a_goal_closed_early_decides_on_its_day_and_nothing_was_said_after_it():
    one = claim(ends=date(2030, 3, 1), value=D(120))

    assert one.is_reached
    assert said_at(one, HALF).chance == D("0.6")
    assert said_at(one, FOUR_WEEKS) is None


def test_what_should_stay_below_has_no_way_that_the_naive_rule_could_look_at():
    one = claim(kind="stay_below", baseline=None, target=D(95))

    assert one.is_reached
    assert told_at(one, HALF) == Told(0.6, True, None, 0.5)


def test_nobody_reads_figures_off_fewer_than_five():
    assert not figures([Told(0.5, True)] * 4).is_telling
    assert figures([Told(0.5, True)] * 5).is_telling


def test_the_naive_rule_is_judged_on_the_same_key_results():
    told = [Told(0.9, True, 0.5, 0.5)] * 4 + [Told(0.1, False, 0.5, 0.5)] * 4 + [Told(0.5, True)] * 4
    made = figures(told)

    assert (made.count, made.compared) == (12, 8)
    assert round(made.own_brier, 4) == 0.01
    assert round(made.naive_brier, 4) == round((0.22**2 + 0.78**2) / 2, 4)
    assert 0.96 < made.skill < 0.98
    assert figures(told[-8:]).skill is None


def test_more_or_fewer_than_was_said_is_told_only_beyond_luck():
    assert figures([Told(0.5, True)] * 6 + [Told(0.5, False)] * 4).verdict == "as_said"
    assert figures([Told(0.3, True)] * 20).verdict == "more"
    assert figures([Told(0.8, False)] * 20).verdict == "fewer"


def test_misses_that_stood_low_are_alarms_and_what_was_reached_all_the_same_are_false_ones():
    made = figures([Told(0.2, False)] * 3 + [Told(0.8, False)] + [Told(0.2, True)] + [Told(0.8, True)] * 5)

    assert (made.missed, made.alarms, made.reached, made.false_alarms) == (4, 3, 6, 1)


def test_what_was_said_exactly_at_a_border_stands_in_the_band_that_begins_there():
    made = figures([Told(0.6, True)] * 3 + [Told(0.59, True)] * 2)

    assert [(round(one.lowest, 1), one.count) for one in made.bins] == [(0.4, 2), (0.6, 3)]


def test_a_circle_stands_on_the_line_where_as_much_came_as_was_said():
    (one,) = dots(figures([Told(0.5, True)] * 5 + [Told(0.5, False)] * 5).bins)

    assert (one.x, one.y) == (229.0, 176.0)
    assert one.up < one.y < one.down


def test_a_claim_knows_whether_it_was_reached_by_its_own_kind():
    falling = Claim(1, "decrease", D(10), D(5), None, STARTS, DUE, DUE, STARTS, None, D(5))

    assert falling.is_reached
    assert not falling._replace(value=D(6)).is_reached
