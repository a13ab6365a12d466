import pytest

from goldthread.measures.forecasting.aims import Aim
from goldthread.measures.forecasting.forecast import KeyResultSoFar, forecast
from goldthread.measures.forecasting.pace import outlook
from goldthread.measures.forecasting.series import ragged

TWELFTHS = [step / 12 for step in range(1, 13)]


def chance_of(*check_ins, **said):
    return forecast(KeyResultSoFar(Aim(baseline=0, target=1), check_ins, **said)).chance


def test_nothing_checked_in_yet_by_the_bare_formula():
    assert outlook(ragged([[(0.0, 0.0)]])).chance_above(1.0) == pytest.approx(0.42, abs=0.005)


@pytest.mark.parametrize(
    ("story", "check_ins", "chance"),
    [
        ("flat 6 of 12", [(at, 0) for at in TWELFTHS[:6]], 0.09),
        ("exactly linear at half time", [(at, at) for at in TWELFTHS[:6]], 0.37),
        ("70 % of the pace, smooth, at half time", [(at, 0.7 * at) for at in TWELFTHS[:6]], 0.05),
        ("1.2 of the way at half time", [(at, 2.4 * at) for at in TWELFTHS[:6]], 0.99),
        ("silent since a quarter of the time", [(at, 1.2 * at) for at in TWELFTHS[:3]], 0.46),
    ],
)
def test_stories_with_one_plain_answer(story, check_ins, chance):
    assert chance_of(*check_ins) == pytest.approx(chance, abs=0.005), story
