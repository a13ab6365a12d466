import pytest
from django.core.cache import cache
from django.test import RequestFactory

from goldthread.kit import limits


@pytest.fixture(autouse=True)
def nothing_counted():
    cache.clear()


def test_a_deed_is_refused_above_its_number_and_only_for_who_did_it():
    assert [limits.within("knock", "ada", most=2, seconds=3600) for _time in range(3)] == [True, True, False]
    assert limits.within("knock", "bo", most=2, seconds=3600)
    assert limits.within("ring", "ada", most=2, seconds=3600)


def test_asking_counts_nothing():
    for _time in range(5):
        assert limits.within("knock", "ada", most=1, seconds=3600, times=0)
    limits.within("knock", "ada", most=1, seconds=3600, times=2)
    assert not limits.within("knock", "ada", most=1, seconds=3600, times=0)


@pytest.mark.parametrize(
    ("address", "sender"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::9", "2001:db8:1:3::/64"),
        ("", ""),
    ],
)
def test_a_household_with_many_addresses_is_one_sender(address, sender):
    assert limits.sender(RequestFactory(REMOTE_ADDR=address).get("/")) == sender
