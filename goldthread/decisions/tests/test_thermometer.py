"""The sense of a room on eight gradients."""

import pytest

from goldthread.decisions.rules.thermometer import sense_of


@pytest.mark.parametrize(
    ("shown", "sense"),
    [
        ([], None),
        ([1, 2, 8, 7], "opposed"),
        ([1, 1, 2, 8], "majority_with_outliers"),
        ([1, 3, 4, 7], "divided"),
        ([1, 1, 5], "not_ready"),
        ([1, 1, 1, 5], "enthusiastic"),
        ([1, 2, 3], "enthusiastic"),
        ([1, 3, 6], "lukewarm"),
    ],
)
def test_a_room_is_read_by_its_spread(shown, sense):
    assert sense_of(shown) == sense


def test_there_are_eight_gradients():
    with pytest.raises(ValueError, match="1 to 8"):
        sense_of([0])
