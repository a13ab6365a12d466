"""For any poll at all."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from goldthread.decisions.rules.kinds import (
    Consensus,
    Consent,
    DecideAfterHearing,
    FistOfFive,
    Majority,
    Supermajority,
    Unanimity,
    UnanimityMinus,
)
from goldthread.decisions.rules.values import (
    OBJECTION_STATES,
    POSITIONS,
    Ballot,
    Choice,
    Decider,
    Objection,
    Poll,
    Voter,
)
from goldthread.decisions.rules.verdict import decide

SHARES = st.sampled_from([Fraction(0), Fraction(1, 4), Fraction(1, 2), Fraction(3, 5), Fraction(2, 3), Fraction(1)])
OF = st.sampled_from(["cast", "present", "eligible"])
BY_BALLOT = st.one_of(
    st.builds(Unanimity),
    st.builds(UnanimityMinus, st.integers(0, 3)),
    st.builds(Consent, st.sampled_from(["blocks", "ok"])),
    st.builds(Consensus, SHARES),
    st.builds(Majority, OF, st.sampled_from(["not_adopted", "another_round", "decider"])),
    st.builds(Supermajority, SHARES, OF),
)
RULES = st.one_of(BY_BALLOT, st.builds(FistOfFive, st.booleans()), st.builds(DecideAfterHearing))
CHOICES = st.none() | st.builds(
    Choice, st.sampled_from(["adopt", "reject", "another_round"]), st.sampled_from(["", "because"])
)


@st.composite
def polls(draw, rules=RULES, fallbacks=RULES):
    rule = draw(rules)
    voters = tuple(Voter(f"p{number}") for number in range(draw(st.integers(0, 9))))
    said = draw(st.lists(st.sampled_from([*POSITIONS, None]), min_size=len(voters), max_size=len(voters)))
    ballots = tuple(_ballot(rule, one.person, each, draw) for one, each in zip(voters, said, strict=True) if each)
    against = [one.by for one in ballots if one.position in ("object", "block")]
    return Poll(
        rule=rule,
        electorate=tuple(replace(one, recused=draw(st.integers(0, 9)) == 0) for one in voters),
        ballots=ballots,
        objections=tuple(Objection(by, draw(st.sampled_from(OBJECTION_STATES))) for by in against),
        quorum=draw(SHARES),
        round=draw(st.integers(1, 3)),
        fallback=draw(st.none() | fallbacks),
        closed=draw(st.booleans()),
        decider=draw(st.none() | st.just(Decider("p0"))),
        choice=draw(CHOICES),
    )


def _ballot(rule, by, position, draw):
    if isinstance(rule, FistOfFive) and position != "abstain":
        return Ballot(by, fingers=draw(st.integers(0, 5)))
    return Ballot(by, position)


@settings(max_examples=400, deadline=None)
@given(polls(), st.randoms(use_true_random=False))
def test_the_order_of_voters_and_of_their_ballots_does_not_matter(poll, chance):
    voters, ballots = list(poll.electorate), list(poll.ballots)
    chance.shuffle(voters)
    chance.shuffle(ballots)

    assert decide(replace(poll, electorate=tuple(voters), ballots=tuple(ballots))) == decide(poll)


@settings(max_examples=400, deadline=None)
@given(polls(), st.sampled_from(POSITIONS), st.integers(0, 10))
def test_a_ballot_of_somebody_who_was_not_asked_does_not_matter(poll, position, place):
    ballots = list(poll.ballots)
    ballots.insert(place, Ballot("stranger", position))
    objections = (*poll.objections, Objection("stranger", "integrated"))

    assert decide(replace(poll, ballots=tuple(ballots), objections=objections)) == decide(poll)


@settings(max_examples=400, deadline=None)
@given(polls())
def test_zero_votes_never_adopt(poll):
    outcome = decide(replace(poll, ballots=()))

    decides_alone = isinstance(poll.rule, DecideAfterHearing) and not any(
        one.person != "p0" and not one.recused for one in poll.electorate
    )
    assert not outcome.is_adopted or decides_alone


@settings(max_examples=1500, deadline=None)
@given(polls(BY_BALLOT, st.nothing()), st.data())
def test_switching_to_support_never_takes_an_adoption_back(poll, data):
    if not decide(poll).is_adopted:
        return
    person = data.draw(st.sampled_from(poll.electorate)).person
    switched = replace(poll, ballots=(*poll.ballots, Ballot(person, "support")))

    assert decide(switched).is_adopted


@settings(max_examples=400, deadline=None)
@given(polls())
def test_nobody_is_adopted_over_without_a_support_or_a_decision(poll):
    outcome = decide(poll)

    assert outcome.sentence.endswith(".")
    assert "{" not in outcome.sentence
    tally = outcome.tally
    assert sum(tally.values()) == 2 * tally["eligible"]
    if outcome.is_adopted and outcome.rule in (
        "unanimity",
        "unanimity_minus",
        "consensus",
        "majority",
        "supermajority",
    ):
        assert tally["support"] + tally["reserve"] > 0 or outcome.reason == "decider_adopted"
