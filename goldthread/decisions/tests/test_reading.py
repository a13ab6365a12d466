"""An agreement as exported, read liberally; what cannot be read is named."""

from fractions import Fraction

import pytest

from goldthread.decisions.fields import Unreadable, share_of
from goldthread.decisions.reading import poll_of, rule_of
from goldthread.decisions.rules.kinds import KINDS, Consensus, Consent, FistOfFive, Majority, Supermajority
from goldthread.decisions.rules.values import Ballot, Voter
from goldthread.decisions.rules.verdict import decide

MONDAY = "2027-03-01T10:00:00Z"


def verdict(**given):
    outcome = decide(poll_of(given))
    return outcome.verdict, outcome.reason


def test_the_least_is_a_rule_an_electorate_and_ballots():
    short = {"rule": "unanimity", "electorate": ["ada", 7], "ballots": {"ada": "support", "7": "Support"}}
    long = {
        "rule": {"name": "Unanimity", "parameters": {}},
        "electorate": [{"person": "ada", "role": "leader"}, {"person": 7}],
        "ballots": [{"by": "ada", "position": "support"}, {"by": 7, "position": "support", "why": "unknown here"}],
        "something": {"else": 1},
    }

    assert verdict(**short) == verdict(**long) == ("adopted", "all_support")


@pytest.mark.parametrize("name", KINDS)
def test_every_rule_is_known_by_its_name(name):
    assert rule_of(name) == KINDS[name]()


def test_a_rule_is_known_by_its_words_on_the_screen_too():
    assert rule_of("Nobody objects") == Consent()
    assert rule_of("Everyone supports it") == KINDS["unanimity"]()
    assert rule_of("I decide after hearing everyone") == KINDS["decide_after_hearing"]()


@pytest.mark.parametrize(
    ("given", "rule"),
    [
        ({"name": "majority", "of": "eligible", "tie": "decider"}, Majority("eligible", "decider")),
        ({"name": "majority", "parameters": {"of": "present"}}, Majority("present")),
        ({"name": "supermajority", "share": "3/4"}, Supermajority(Fraction(3, 4))),
        ({"name": "consent", "silence": "ok", "colour": "blue"}, Consent("ok")),
        ({"name": "consensus", "max_aside": 0.2}, Consensus(Fraction(1, 5))),
        ({"name": "fist-of-five", "descending": True}, FistOfFive(True)),
    ],
)
def test_a_rule_carries_its_parameters(given, rule):
    assert rule_of(given) == rule


@pytest.mark.parametrize(
    "said", ["2/3", [2, 3], 0.6666666666666666, 0.6666666666666667, "0.6666666666666666", " 2 / 3 "]
)
def test_a_share_is_exact_however_it_is_written(said):
    assert share_of(said, "share", None) == Fraction(2, 3)


def test_a_share_is_as_it_is_written():
    assert [share_of(said, "q", None) for said in (0.1, "60 %", 1, "1", 0)] == [
        Fraction(1, 10),
        Fraction(3, 5),
        1,
        1,
        0,
    ]


def test_the_people_of_an_electorate_say_how_they_came_and_went():
    people = [
        "a",
        {"person": "b", "recused": True},
        {"person": "c", "joined": "after_reveal"},
        {"person": "d", "left": True},
    ]
    poll = poll_of({"rule": "consent", "electorate": people, "recused": ["a"]})

    assert poll.electorate == (
        Voter("a", recused=True),
        Voter("b", recused=True),
        Voter("c", after_reveal=True),
        Voter("d", left=True),
    )


def test_times_rounds_and_versions_of_ballots_are_read():
    cast = [
        {"by": "a", "position": "stand_aside", "at": MONDAY, "round": 2, "version": 5},
        {"by": "a", "position": None},
    ]
    poll = poll_of({"rule": "consent", "ballots": cast, "version": 5, "closes_at": "2027-03-01T10:00:00"})

    assert (poll.ballots[0].position, poll.ballots[0].version, poll.ballots[0].round) == ("aside", "5", 2)
    assert poll.ballots[0].at == poll.closes_at
    assert poll.ballots[1] == Ballot("a")


def test_fingers_are_read_under_a_fist_of_five():
    assert verdict(rule="fist_of_five", electorate=["a", "b"], ballots={"a": 4, "b": 3})[0] == "adopted_with_concerns"
    assert verdict(rule="fist_of_five", electorate=["a", "b"], ballots={"a": 4, "b": "abstain"})[0] == "adopted"


def test_what_one_person_decided_is_read():
    given = {
        "rule": "decide_after_hearing",
        "electorate": ["a", "b", "c"],
        "decider": {"person": "a", "present": False},
        "deputy": "b",
        "ballots": [{"by": "c", "position": "reserve"}],
        "heard": ["a"],
        "concerns": [{"by": "c", "answer": "declined", "why": "The date is fixed."}],
        "decision": {"by": "b", "choice": "adopt", "rationale": "It helps."},
    }
    assert verdict(**given) == ("adopted_with_concerns", "decider_adopted")


def test_decisions_within_decisions_are_read():
    yes = {"rule": "consent", "electorate": ["a"], "ballots": {"a": "support"}, "version": "v1"}
    delegated = {"rule": "delegation", "delegation": {"delegate": "team", "inner": yes}}
    parties = [{"name": "team", "inner": yes}, {"name": "leaders", "version": "v1", "inner": yes}]

    assert verdict(**delegated) == ("adopted", "no_open_objection")
    assert verdict(rule="two_party", parties=parties) == ("adopted", "both_sides_accepted")


def test_advice_and_challenges_are_read():
    advice = {
        "rule": "advice",
        "proposer": "a",
        "affected_roles": ["sales"],
        "decision": {"choice": "adopt", "rationale": "x"},
    }
    alone = {"rule": "decide_without_discussion", "low_impact": True, "decider": "a", "electorate": ["a", "b", "c"]}
    decision = {"choice": "adopt", "rationale": "x", "at": MONDAY}

    assert verdict(**advice, asked=[{"role": "sales", "state": "timed_out"}]) == ("adopted", "decider_adopted")
    assert verdict(**alone, decision=decision, challenges=[{"by": "b", "at": MONDAY}]) == (
        "another_round",
        "challenged",
    )


WRONG = [
    ([], "An agreement must be a JSON object."),
    ({}, "The rule None is not known."),
    ({"rule": "loudest"}, "The rule 'loudest' is not known. Use one of: unanimity, consent"),
    ({"ballots": [{"by": "a", "position": "maybe"}]}, "Ballot 1: has the position 'maybe'; use one of: support"),
    ({"ballots": [{"by": "a", "position": ["support"]}]}, "Ballot 1: has the position ['support']"),
    ({"ballots": [{"position": "support"}]}, 'Ballot 1: "by" must be a name or a number, not None.'),
    ({"ballots": ["a"]}, "Ballot 1 must be an object."),
    ({"ballots": "a"}, '"ballots" must be a list.'),
    ({"ballots": [{"by": "a", "fingers": 3}]}, "Ballot 1: shows fingers, which this rule does not count."),
    ({"rule": "fist_of_five", "ballots": {"a": 6}}, "Ballot 1: shows 6 fingers; use 0 to 5."),
    ({"rule": "fist_of_five", "ballots": {"a": "support"}}, "Ballot 1: shows no fingers."),
    ({"ballots": [{"by": "a", "at": "noon"}]}, 'Ballot 1: "at" must be a time such as'),
    ({"electorate": [True]}, "Somebody in the electorate must be a name or a number, not True."),
    ({"electorate": {"a": 1}}, '"electorate" must be a list.'),
    ({"objections": [{"by": "a", "state": "lost"}]}, "Objection 1: \"state\" is 'lost'; use one of: open, integrated"),
    ({"quorum": 2}, '"quorum" must be a share from 0 to 1'),
    ({"quorum": "many"}, '"quorum" must be a share from 0 to 1'),
    ({"quorum": "1e999999999"}, '"quorum" must be a share from 0 to 1'),
    ({"quorum": "-1/2"}, '"quorum" must be a share from 0 to 1'),
    ({"round": 10**30}, '"round" must be a whole number from 1'),
    ({"quorum": [1, 0]}, '"quorum" must be a share from 0 to 1'),
    ({"quorum": {}}, '"quorum" must be a share from 0 to 1'),
    ({"round": 0}, '"round" must be a whole number from 1, not 0.'),
    ({"round": True}, '"round" must be a whole number from 1, not True.'),
    ({"closed": "yes"}, "\"closed\" must be true or false, not 'yes'."),
    ({"fallback": "coin"}, "The rule 'coin' is not known."),
    ({"decider": []}, "The decider must be a name or a number, not []."),
    ({"decision": {"choice": "perhaps"}}, "\"choice\" is 'perhaps'; use one of: adopt"),
    ({"delegation": 4}, '"delegation" must be an object.'),
    ({"parties": [{"name": "a", "inner": {}}]}, "Party 1: does not say which version it decided on."),
    ({"heard": [None]}, '"heard" must be a name or a number, not None.'),
]


@pytest.mark.parametrize(("given", "said"), WRONG, ids=[one[1][:50] for one in WRONG])
def test_what_cannot_be_read_is_said_in_one_sentence(given, said):
    with pytest.raises(Unreadable) as problem:
        poll_of({"rule": "consent", **given} if given else given)

    assert str(problem.value).startswith(said)
    assert str(problem.value).endswith(".")


def test_decisions_are_not_nested_without_end():
    nested = {"rule": "consent"}
    for _ in range(50):
        nested = {"rule": "delegation", "delegation": {"delegate": "a", "inner": nested}}

    with pytest.raises(Unreadable, match="nested too deeply"):
        poll_of(nested)
