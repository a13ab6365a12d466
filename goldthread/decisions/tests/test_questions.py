"""Questions, ballots and agreements, by their verbs."""

import json
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from goldthread.decisions import records, tasks
from goldthread.decisions.models import (
    Agreement,
    AlreadyOpen,
    Announced,
    Ballot,
    Closed,
    Decision,
    Refused,
    Vote,
    Voter,
)
from goldthread.decisions.reading import poll_of
from goldthread.decisions.rules.verdict import decide
from goldthread.journal.models import Entry, Notice
from goldthread.kit import clock
from goldthread.live.models import Signal

YES = Vote("support", 8)
GROUPS = {"ada": "product_person", "bo": "leader", "cy": "team_member", "di": "stakeholder"}
UNANIMITY = {"name": "unanimity"}


def put(crew, people=("ada", "bo", "cy"), rule=UNANIMITY, goal="next", days=5, **more):
    """A question about a goal of the company, put by Ada."""
    subject = crew.goals[goal]
    about = {"kind": "goal", "noun_id": subject.pk, "version": 1, "level": subject.level, "words": str(subject)}
    decider = more.pop("decider", None)
    announced = Announced(
        rule,
        clock.now() + timedelta(days=days),
        max_rounds=more.pop("max_rounds", 3),
        fallback=more.pop("fallback", ""),
        decider=decider,
    )
    voters = [(crew.people[short], GROUPS[short]) for short in people]
    return Decision.open(crew.product, about, announced, voters, by=crew.ada, **more)[0]


def voter(decision, person):
    return decision.voters.get(person=person)


def cast(decision, person, vote=YES):
    decision.cast(voter(decision, person), vote)
    decision.refresh_from_db()


def test_when_the_last_ballot_is_in_all_are_turned_over_and_the_words_are_agreed(crew):
    asked = put(crew)
    for one in (crew.ada, crew.bo):
        cast(asked, one)
        assert asked.is_open
    cast(asked, crew.cy)

    assert (asked.verdict, asked.reason) == ("adopted", "all_support")
    made = asked.agreement
    assert (made.words, made.sentence) == (str(crew.goals["next"]), "All three support it.")
    assert sorted(asked.ballots.values_list("voter__person__name", flat=True)) == [
        "Ada Lopez",
        "Bo Winter",
        "Cy Okafor",
    ]


def test_casting_leaves_no_trace_until_the_reveal(crew):
    asked = put(crew)
    entries, signals = Entry.objects.count(), Signal.objects.count()
    box = Decision.objects.get(pk=asked.pk).secret_ballots

    cast(asked, crew.ada, Vote("object", 2, "A canary that nobody may hear"))
    cast(asked, crew.bo)

    assert (Entry.objects.count(), Signal.objects.count(), Ballot.objects.count()) == (entries, signals, 0)
    assert len(asked.secret_ballots) == len(box), "a box with ballots is as thick as one without"
    assert "canary" not in asked.secret_ballots
    assert asked.tally == {}
    with pytest.raises(Closed):
        asked.poll()


def test_a_ballot_cast_again_takes_the_place_of_the_first(crew):
    asked = put(crew, ("ada", "bo"))
    cast(asked, crew.ada, Vote("object", 1, "Too wide"))
    cast(asked, crew.ada)
    cast(asked, crew.ada)
    assert asked.own_vote(voter(asked, crew.ada)) == YES
    assert asked.own_vote(voter(asked, crew.bo)) is None
    cast(asked, crew.bo)

    assert asked.verdict == "adopted"
    assert asked.ballots.count() == 2


def test_nobody_learns_who_cast_the_last_ballot(crew):
    asked = put(crew, ("ada", "bo"))
    cast(asked, crew.ada)
    cast(asked, crew.bo)

    revealed = Entry.objects.get(verb="decision.revealed")
    assert revealed.by_id is None


def test_what_is_cast_after_the_close_is_not_counted(crew):
    with clock.held(clock.now()) as hands:
        asked = put(crew, ("ada", "bo"), days=1)
        cast(asked, crew.ada)
        hands.on(days=1)
        with pytest.raises(Closed):
            asked.cast(voter(asked, crew.bo), YES)
        assert asked.close_if_due()
        assert not asked.close_if_due(), "it is turned over once"

        asked.refresh_from_db()
        assert (asked.verdict, asked.reason) == ("another_round", "missing")
        assert asked.awaits_round
        with pytest.raises(Closed):
            asked.cast(voter(asked, crew.bo), YES)


def test_silence_is_never_agreement(crew):
    with clock.held(clock.now()) as hands:
        asked = put(crew, rule={"name": "consent"}, days=1)
        hands.on(days=2)
        asked.close_if_due()
        asked.refresh_from_db()

    assert (asked.verdict, asked.reason) == ("no_decision", "zero_votes")
    assert not asked.agreement.is_adopted


def test_who_is_not_asked_cannot_cast(crew):
    asked, other = put(crew, ("ada", "bo")), put(crew, ("cy", "di"), goal="need")

    with pytest.raises(Refused):
        asked.cast(voter(other, crew.cy), YES)
    with pytest.raises(ValueError, match="block"):
        asked.cast(voter(asked, crew.ada), Vote("block", None, "No"))
    with pytest.raises(ValueError, match="object"):
        asked.cast(voter(asked, crew.ada), Vote("object", None, ""))


def test_who_steps_back_is_not_waited_for(crew):
    asked = put(crew)
    cast(asked, crew.cy, Vote("object", 3, "No stake, and still against it"))
    cast(asked, crew.ada)
    asked.recuse(voter(asked, crew.cy), by=crew.cy)
    cast(asked, crew.bo)

    assert (asked.verdict, asked.sentence) == ("adopted", "Both support it.")
    assert asked.ballots.count() == 2


def test_the_last_who_is_waited_for_leaves_and_the_ballots_are_turned_over(crew):
    asked = put(crew)
    cast(asked, crew.ada)
    cast(asked, crew.bo)
    asked.part_with(voter(asked, crew.cy))
    asked.refresh_from_db()

    assert asked.verdict == "adopted"
    assert asked.agreement.poll["electorate"][2]["left"] is True


def test_all_are_reminded_once_and_alike_whoever_has_voted(crew):
    with clock.held(clock.now()) as hands:
        asked = put(crew, days=4)
        cast(asked, crew.ada)
        assert tasks.remind(clock.now()) == 0
        hands.on(days=3, hours=1)
        assert [tasks.remind(clock.now()) for _ in range(2)] == [1, 0]

    told = Notice.objects.filter(fact="due_soon").values_list("person_id", flat=True)
    assert sorted(told) == sorted([crew.ada.pk, crew.bo.pk, crew.cy.pk])
    assert asked.ballots.count() == 0


def test_a_question_that_is_withdrawn_reveals_nothing(crew):
    asked = put(crew)
    cast(asked, crew.ada, Vote("object", 2, "A canary"))
    asked.end_void(Decision.Void.WITHDRAWN, by=crew.ada)
    asked.end_void(Decision.Void.WITHDRAWN, by=crew.ada)
    asked.refresh_from_db()

    assert (asked.void, asked.secret_ballots, asked.ballots.count()) == ("withdrawn", "", 0)
    assert Entry.objects.filter(verb="decision.void").count() == 1
    assert put(crew).is_open, "the same may be asked anew"


def test_one_thing_is_asked_about_once_at_a_time(crew):
    put(crew)
    with pytest.raises(AlreadyOpen):
        put(crew)


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"people": ()}, "Nobody is there"),
        ({"rule": {"name": "decide_after_hearing"}}, "Name who decides"),
        ({"fallback": "decide_after_hearing"}, "Name who decides"),
        ({"rule": {"name": "unanimity_minus", "k": 5}}, "majority"),
        ({"days": -1}, "still to come"),
    ],
)
def test_a_question_that_could_not_end_well_does_not_open(crew, more, why):
    with pytest.raises(Refused, match=why):
        put(crew, **more)


def test_who_decides_after_hearing_everyone_decides_last_and_with_reasons(crew):
    asked = put(crew, ("ada", "bo", "cy"), {"name": "decide_after_hearing"}, decider=crew.ada)
    with pytest.raises(Refused):
        asked.cast(voter(asked, crew.ada), YES)
    with pytest.raises(Refused):
        asked.choose("adopt", "Because.", by=crew.ada)
    cast(asked, crew.bo, Vote("reserve", 5, "Who pays?"))
    cast(asked, crew.cy)

    assert asked.awaits_choice
    with pytest.raises(Refused, match="answer"):
        asked.choose("adopt", "It is time.", by=crew.ada)
    with pytest.raises(Refused):
        asked.choose("adopt", "It is time.", by=crew.bo)
    assert asked.concerns.get().answer_with("adapted", "Two pilots pay.", by=crew.ada)
    assert not asked.concerns.get().answer_with("declined", "No.", by=crew.ada), "an answer stays"
    asked.choose("adopt", "It is time.", by=crew.ada)
    asked.refresh_from_db()

    assert asked.verdict == "adopted_with_concerns"
    assert asked.agreement.poll["decision"] == {"choice": "adopt", "rationale": "It is time."}


def test_when_the_rounds_are_used_up_the_one_who_was_announced_decides(crew):
    asked = put(crew, ("ada", "bo"), fallback="decide_after_hearing", decider=crew.ada, max_rounds=1)
    cast(asked, crew.ada)
    cast(asked, crew.bo, Vote("object", 2, "Say by when"))

    assert asked.awaits_choice
    asked.concerns.get().answer_with("declined", "The date stands below it.", by=crew.ada)
    asked.choose("reject", "Not like this.", by=crew.ada)
    asked.refresh_from_db()
    assert (asked.verdict, asked.agreement.is_adopted) == ("not_adopted", False)


def test_the_frozen_poll_recomputes_to_the_same_verdict(crew):
    asked = put(crew, rule={"name": "majority", "of": "eligible"})
    cast(asked, crew.ada)
    cast(asked, crew.bo, Vote("reserve", 6, "Tell sales first"))
    cast(asked, crew.cy, Vote("object", 1, "No"))

    made = Agreement.objects.get()
    again = decide(poll_of(json.loads(json.dumps(made.poll))))
    assert (again.verdict, again.reason, again.sentence) == (made.verdict, made.reason, made.sentence)
    assert dict(again.tally) == made.tally


def test_an_agreement_and_its_ballots_cannot_be_changed_in_the_database(crew):
    asked = put(crew, ("ada", "bo"))
    cast(asked, crew.ada)
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        Decision.objects.filter(pk=asked.pk).update(rule={"name": "majority"})
    cast(asked, crew.bo)

    for rows in (Agreement.objects.all(), Ballot.objects.all()):
        with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
            rows.update(organisation_id=crew.organisation.pk)
        with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
            rows._raw_delete(rows.db)


def test_a_link_leads_to_one_voter_and_no_other(crew):
    about = {"kind": "goal", "noun_id": crew.goals["next"].pk, "version": 1, "level": "product_goal", "words": "x"}
    voters = [(crew.ada, "product_person"), (crew.bo, "leader")]
    later = clock.now() + timedelta(days=1)
    _made, tokens = Decision.open(crew.product, about, Announced(UNANIMITY, later), voters, by=crew.ada)

    for who, token in tokens.items():
        assert Voter.by_token(token) == who
        assert token not in who.link_digest
    for wrong in ("", "x", "1-", "99-abc", "1" * 90, f"{crew.organisation.pk}-nothing", "١-x"):
        assert Voter.by_token(wrong) is None


def settled(crew, votes, rule=UNANIMITY, **more):
    """What was answered in a sounding, kept."""
    subject = crew.goals["next"]
    about = {"kind": "goal", "noun_id": subject.pk, "version": 1, "level": subject.level, "words": str(subject)}
    said = [(crew.people[short], GROUPS[short], vote) for short, vote in votes.items()]
    announced = Announced(rule, clock.now(), decider=more.pop("decider", None))
    return Decision.settle(crew.product, about, announced, said, by=crew.ada, asked_as="one_by_one", **more)


def test_what_was_answered_elsewhere_is_kept_as_if_it_had_been_cast_here(crew):
    made = settled(crew, {"ada": YES, "bo": Vote("reserve", 6, "Tell sales first"), "cy": YES})

    assert (made.asked_as, made.agreement.sentence) == ("one_by_one", "All three support it, one with a concern.")
    assert made.concerns.get().ballot.because == "Tell sales first"
    again = decide(poll_of(json.loads(json.dumps(records.file(made.agreement)))))
    assert (again.verdict, again.sentence) == (made.verdict, made.sentence)
    assert records.file(made.agreement)["asked_as"] == "one_by_one"
    assert list(Entry.objects.filter(kind="decision").values_list("verb", flat=True)) == ["decision.revealed"]
    with pytest.raises(Closed):
        made.cast(voter(made, crew.ada), YES)


def test_who_said_nothing_elsewhere_is_silent_and_what_follows_is_a_round_of_the_same(crew):
    first = settled(crew, {"ada": YES, "bo": None})
    assert (first.verdict, first.reason) == ("another_round", "missing")

    second = settled(crew, {"ada": YES, "bo": YES}, round=2, earlier=first)
    assert second.agreement.is_adopted
    first.refresh_from_db()
    assert first.ended_at is not None


def test_elsewhere_nothing_can_be_said_that_the_rule_does_not_offer(crew):
    with pytest.raises(ValueError, match="block"):
        settled(crew, {"ada": YES, "bo": Vote("block", None, "No")})
    with pytest.raises(Refused):
        settled(crew, {})
    put(crew)
    with pytest.raises(AlreadyOpen):
        settled(crew, {"ada": YES})
