"""Which goals a filter lets through, and how the address keeps it."""

import pytest

from goldthread.chain.sieve import Sieve, owners_of, teams_of


def goal(**traits):
    return {"team_id": None, "team": "", "owner_id": None, "owner": "", "state": "active", "key_results": [], **traits}


MIA = goal(team_id=3, team="Scale team", owner_id=7, owner="Mia Jansen")
WRITTEN = goal(owner="Sam", state="planned")
NOBODYS = goal(state="closed")
LENT = goal(owner_id=7, owner="Mia Jansen", key_results=[{"owner_id": 8, "owner": "Bo Winter"}])


@pytest.mark.parametrize(
    ("asked", "through"),
    [
        ({}, [MIA, WRITTEN, NOBODYS, LENT]),
        ({"team": "3"}, [MIA]),
        ({"owner": "7"}, [MIA, LENT]),
        ({"owner": "8"}, [LENT]),
        ({"owner": "~Sam"}, [WRITTEN]),
        ({"owner": "~"}, [NOBODYS]),
        ({"state": "planned"}, [WRITTEN]),
        ({"state": "nonsense"}, [MIA, WRITTEN, NOBODYS, LENT]),
        ({"team": "3", "owner": "8"}, []),
    ],
)
def test_what_a_filter_lets_through(asked, through):
    sieve = Sieve.of(asked)

    assert [one for one in (MIA, WRITTEN, NOBODYS, LENT) if sieve.passes(one)] == through


def test_the_address_asks_for_the_same_again():
    sieve = Sieve.of({"owner": "~Sam & Co", "state": "all"})

    assert sieve.address("/a/b/", goal=4) == "/a/b/?owner=~Sam+%26+Co&state=all&goal=4"
    assert Sieve().address("/a/b/") == "/a/b/"


def test_choices_are_those_that_have_goals_by_name():
    assert teams_of([MIA, WRITTEN]) == [("3", "Scale team")]
    assert owners_of([WRITTEN, LENT, MIA]) == [("8", "Bo Winter"), ("7", "Mia Jansen"), ("~Sam", "Sam")]
