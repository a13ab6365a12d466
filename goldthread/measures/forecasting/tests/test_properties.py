import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldthread.measures.forecasting.aims import Aim
from goldthread.measures.forecasting.forecast import KeyResultSoFar, forecast, forecasts
from goldthread.measures.forecasting.pool import judged
from goldthread.measures.forecasting.series import BLOCK, ragged

TIMES = st.lists(st.integers(1, 99), min_size=2, max_size=12, unique=True).map(sorted)
EARLIER = st.lists(st.integers(-300, 0), max_size=40, unique=True).map(sorted)
VALUES = st.integers(-1000, 3000)


@st.composite
def stories(draw, kinds=("reach", "stay_above", "stay_below", "stay_between")):
    kind = draw(st.sampled_from(kinds))
    baseline, target = draw(VALUES), draw(VALUES)
    if kind == "reach" and baseline == target:
        target += 1
    upper = target + draw(st.integers(1, 500)) if kind == "stay_between" else None
    aim = Aim(kind, float(baseline), float(target), upper, draw(st.sampled_from(["number", "count", "percent"])))
    check_ins = [(at / 100, float(draw(VALUES))) for at in draw(TIMES)]
    before = [(at / 100, float(draw(VALUES))) for at in draw(EARLIER)]
    return KeyResultSoFar(aim, check_ins, before, draw(st.none() | st.integers(0, 10)), draw(st.booleans()))


@given(stories())
def test_every_story_has_a_chance_and_a_fan_in_order(story):
    said = forecast(story)

    assert 0 <= said.chance <= 1
    assert 0 <= said.saying.chance_percent <= 100
    for point in said.fan:
        values = [point.low80, point.low50, point.middle, point.high50, point.high80]
        assert all(math.isfinite(value) for value in values)
        assert values == sorted(values)
    assert [point.elapsed for point in said.fan] == sorted(point.elapsed for point in said.fan)


@given(st.lists(stories(), min_size=1, max_size=6))
def test_one_and_many_give_the_same_to_the_last_bit(all_stories):
    assert forecasts(all_stories) == [forecast(one) for one in all_stories] == forecasts(all_stories)


@given(stories(kinds=("reach",)), st.sampled_from([-40.0, 0.5, 1000.0]), st.sampled_from([0.25, 3.0, 1000.0]))
def test_the_unit_and_where_its_zero_lies_change_no_chance(story, shift, scale):
    def moved(points):
        return [(at, value * scale + shift) for at, value in points]

    aim = Aim("reach", story.aim.baseline * scale + shift, story.aim.target * scale + shift)
    plain = KeyResultSoFar(Aim("reach", story.aim.baseline, story.aim.target), story.check_ins, story.before)
    other = KeyResultSoFar(aim, moved(story.check_ins), moved(story.before))

    assert forecast(other).chance == pytest.approx(forecast(plain).chance, abs=1e-6)


@given(stories(kinds=("reach",)), st.floats(0.01, 2.0))
def test_a_target_further_away_is_never_likelier(story, further):
    """In the same progress: what was done and what came before stays, only the mark moves."""
    way = Aim("reach", story.aim.baseline, story.aim.target)
    so_far = ragged([[(0.0, 0.0), *[(at, (value - way.baseline) / (way.target - way.baseline)) for at, value in story.check_ins]]])  # fmt: skip
    before = ragged([[(at, (value - way.baseline) / (way.target - way.baseline)) for at, value in story.before]])
    near, far = (judged(so_far, before, np.array([mark])).chance[0] for mark in (1.0, 1.0 + further))

    assert far <= near + 1e-12


@given(TIMES, st.floats(0.1, 1.0), st.floats(0.1, 1.0))
def test_whoever_went_faster_all_along_is_never_less_likely_from_half_time_on(times, share, faster):
    """Before that two slow steps tell less than the usual spread, and a still series is not yet given up."""
    slow, fast = (
        KeyResultSoFar(Aim(baseline=0, target=100), [(0.5 + at / 200, (50 + at / 2) * pace) for at in times])
        for pace in (share, share + faster)
    )

    assert forecast(fast).chance >= forecast(slow).chance - 1e-9


def test_many_blocks_of_rows_give_what_each_row_gives_alone():
    chance = np.random.default_rng(7)
    rows = [
        [(0.0, 0.0), *[(at / 20, float(value)) for at, value in enumerate(chance.normal(size=9).cumsum() / 5, 1)]]
        for _ in range(BLOCK + 50)
    ]
    before = [
        [(at / 20, float(chance.normal())) for at in range(-12, 1)] if row % 2 else [] for row in range(len(rows))
    ]
    together = judged(ragged(rows), ragged(before))
    for row in (0, 1, BLOCK - 1, BLOCK, len(rows) - 1):
        alone = judged(ragged([rows[row]]), ragged([before[row]]))
        assert alone.chance[0] == together.chance[row]
        assert alone.band(0.8, np.ones(1))[1][0] == together.band(0.8, np.ones(len(rows)))[1][row]
