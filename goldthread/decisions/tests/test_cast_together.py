"""Ballots that are cast in the same instant."""

from goldthread.decisions.models import Cast, Closed, Refused, Vote, cast_together


def votes(asked, crew, **said):
    return [(asked.voters.get(person=crew.people[short]), Vote(position)) for short, position in said.items()]


def test_ballots_that_come_in_the_same_instant_lie_in_the_box_each_as_it_was_said(crew, ask):
    asked = ask()
    came = cast_together(votes(asked, crew, ada="support", bo="abstain"))
    asked.refresh_from_db()

    assert [(one.vote.position, one.vote.nth, one.turned_over) for one in came] == [
        ("support", 1, False),
        ("abstain", 1, False),
    ]
    assert asked.is_open
    assert {asked.own_vote(voter).position for voter, _vote in votes(asked, crew, ada="", bo="")} == {"support", "abstain"}  # fmt: skip


def test_the_last_of_them_turns_all_over(crew, ask):
    asked = ask()
    came = cast_together(votes(asked, crew, ada="support", bo="support", cy="support"))
    asked.refresh_from_db()

    assert [one.turned_over for one in came] == [True, True, True]
    assert (asked.verdict, asked.ballots.count()) == ("adopted", 3)
    assert [type(one) for one in cast_together(votes(asked, crew, ada="abstain"))] == [Closed]
    assert asked.ballots.filter(position="abstain").count() == 0


def test_a_ballot_that_is_not_counted_leaves_the_others_in(crew, ask):
    asked, other = ask(), ask(("ada", "di"), goal="need")
    said = [
        *votes(asked, crew, ada="support"),
        *votes(other, crew, di="support"),
        *votes(asked, crew, bo="maybe"),
        *votes(asked, crew, cy="support"),
    ]
    first, stranger, unknown, last = cast_together(said)
    asked.refresh_from_db()
    other.refresh_from_db()

    assert (isinstance(first, Cast), isinstance(last, Cast)) == (True, True)
    assert isinstance(stranger, Refused)
    assert isinstance(unknown, ValueError)
    assert other.unlocked().cast == frozenset()
    assert len(asked.unlocked().cast) == 2


def test_a_ballot_that_is_sent_twice_in_the_same_instant_counts_once(crew, ask):
    asked = ask()
    voter = asked.voters.get(person=crew.ada)
    cast_together([(voter, Vote("support", nth=1)), (voter, Vote("support", nth=1))])
    asked.refresh_from_db()

    assert (asked.unlocked().counted, asked.own_vote(voter).position) == (1, "support")
