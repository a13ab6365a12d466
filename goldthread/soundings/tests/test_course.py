"""A draft that goes round person by person: whose turn it is, when the next version may come, and what it ends in."""

from datetime import timedelta

import pytest

from goldthread.chain.models import Goal
from goldthread.decisions.models import Agreement, Decision
from goldthread.journal.models import Entry
from goldthread.kit import clock
from goldthread.soundings import tasks
from goldthread.soundings.models import Feedback, Given, Refused, Sounding

from .conftest import WORDS, asked_now, everybody, key_of, say, who

NEXT = {"statement": "Know what I ate", "why": "People ask for it"}


def test_one_person_is_asked_at_a_time_and_leaders_last(crew, send):
    for _time in range(4):
        of = send("bo", "cy", "di", "fay")
        order = []
        while of.is_open and (now := asked_now(of)):
            assert len(now) == 1
            order += now
            say(of, crew.people[now[0]], 4)
            of.refresh_from_db()
        assert sorted(order[:3]) == ["cy", "di", "fay"]
        assert order[3] == "bo"
        of.end("withdrawn", by=crew.ada)


def test_the_order_is_drawn_once_and_holds_for_every_version(crew, send):
    of = send("cy", "di", "fay", "bo")
    before = [one.person_id for one in of.people()]
    everybody(of, 5)
    of.rework(NEXT, by=crew.ada, changed="Shorter")
    of.refresh_from_db()

    assert [one.person_id for one in of.people()] == before
    assert asked_now(of) == [of.people()[0].person.name.split()[0].lower()]


def test_when_all_needed_support_the_same_version_it_is_agreed_with_their_names(crew, send):
    of = send("bo", "cy", "di", "/", "eve")
    say(of, crew.people[asked_now(of)[0]], 1)
    while asked_now(of) and asked_now(of) != ["bo"]:
        say(of, crew.people[asked_now(of)[0]], 3, reservation="Who pays?")
        of.refresh_from_db()
        if not of.is_open:
            break
    if of.is_open:
        say(of, crew.bo, 2)
    of.refresh_from_db()

    assert (of.ended_as, of.agreement.verdict) == ("agreed", "adopted_with_concerns")
    decision = of.agreement.decision
    assert decision.asked_as == Decision.AskedAs.ONE_BY_ONE
    assert {one.person for one in decision.voters.all()} == {crew.ada, crew.bo, crew.cy, crew.di}
    assert Goal.objects.get(pk=of.goal_id).version.statement == WORDS["statement"]
    assert Sounding.objects.under_way().count() == 0


def test_the_record_of_a_sounding_recomputes(crew, send):
    from goldthread.decisions.reading import poll_of
    from goldthread.decisions.rules.verdict import decide

    of = send("cy", "di")
    everybody(of)
    made = Agreement.objects.get(pk=Sounding.objects.get(pk=of.pk).agreement_id)

    assert decide(poll_of(made.poll)).verdict == made.verdict == "adopted"


@pytest.mark.parametrize("position", [4, 5, 7, 8])
def test_one_who_does_not_support_it_keeps_it_open(crew, send, position):
    of = send("cy", "di")
    everybody_but = asked_now(of)[0]
    say(of, crew.people[everybody_but], position)
    say(of, crew.people[asked_now(of)[0]], 1)
    of.refresh_from_db()

    assert of.is_open
    assert asked_now(of) == []


def test_i_will_support_it_counts_with_its_reservation_on_record(crew, send):
    of = send("cy")
    say(of, crew.cy, 6)
    of.refresh_from_db()
    assert of.is_open
    say(of, crew.cy, 6, reservation="It is dull")
    of.refresh_from_db()

    assert of.ended_as == "agreed"
    assert of.agreement.decision.concerns.get().ballot.because == "It is dull"


def test_a_next_version_waits_until_everybody_was_heard_and_answered(crew, send):
    of = send("cy", "di")
    first = asked_now(of)[0]
    say(of, crew.people[first], 5, "Too wide")
    with pytest.raises(Refused, match="Not everybody was heard"):
        of.rework(NEXT, by=crew.ada, changed="Shorter")
    say(of, crew.people[asked_now(of)[0]], 1)
    with pytest.raises(Refused, match="Answer what was said"):
        of.rework(NEXT, by=crew.ada, changed="Shorter")
    of.reply(key_of(of, "Too wide"), "taken_up", "It is.", by=crew.ada)

    assert of.rework(NEXT, by=crew.ada, changed="Shorter").number == 2


def test_who_declines_is_asked_once_more_behind_the_others_and_then_waited_for_no_longer(crew, send):
    of = send("cy", "di")
    first = asked_now(of)[0]
    of.decline(who(of, crew.people[first]))
    second = asked_now(of)[0]
    assert second != first
    say(of, crew.people[second], 5)
    assert asked_now(of) == [first]
    of.decline(who(of, crew.people[first]), before=0)
    assert asked_now(of) == [first], "one click counts once"
    of.decline(who(of, crew.people[first]), before=1)

    assert asked_now(of) == []
    assert of.rework(NEXT, by=crew.ada, changed="Shorter").number == 2


def test_a_material_change_clears_positions_and_an_editorial_one_keeps_support(crew, send):
    of = send("cy", "di")
    first = asked_now(of)[0]
    say(of, crew.people[first], 2)
    second = asked_now(of)[0]
    say(of, crew.people[second], 5)
    of.rework({**WORDS, "statement": WORDS["statement"] + "."}, by=crew.ada, changed="A stop", editorial=True)
    assert asked_now(of) == [second]
    say(of, crew.people[second], 5)
    of.rework(NEXT, by=crew.ada, changed="Shorter")

    assert len(asked_now(of)) == 1
    assert all(of.inside().turn(one.number, 3) is None or of.inside().turn(one.number, 3).position is None for one in of.people())  # fmt: skip


def test_an_editorial_change_that_is_contested_asks_all_anew(crew, send):
    of = send("cy", "di")
    first = asked_now(of)[0]
    say(of, crew.people[first], 2)
    second = asked_now(of)[0]
    say(of, crew.people[second], 5)
    of.rework({**WORDS, "statement": "Know it"}, by=crew.ada, changed="A word", editorial=True)
    of.refresh_from_db()
    of.contest(who(of, crew.people[second]))
    of.contest(who(of, crew.people[second]))
    say(of, crew.people[second], 1)

    assert Sounding.objects.get(pk=of.pk).is_open
    assert asked_now(of) == [first]
    assert of.drafts.get(number=2).contested_at is not None
    assert Entry.objects.filter(verb="sounding.contested", by_id=None).count() == 1


def test_what_the_organiser_wrote_down_counts_only_once_it_is_confirmed(crew, send):
    of = send("cy", "di", "fay")
    one = asked_now(of)[0]
    of.write_down(who(of, crew.people[one]), note="In the café", feedback=Feedback("concern", "Too dear"))
    key = key_of(of, "Too dear")
    with pytest.raises(Refused, match="has to confirm"):
        of.reply(key, "declined", "No", by=crew.ada)
    for other in ("cy", "di", "fay"):
        if other != one:
            with pytest.raises(Refused):
                of.confirm(who(of, crew.people[other]), key, Feedback("concern", "Mine", "named"))
    of.confirm(who(of, crew.people[one]), key, Feedback("concern", "Rather dear", "kept"))

    assert of.reply(key_of(of, "Rather dear"), "declined", "It pays for itself.", by=crew.ada)
    assert not of.reply(key, "taken_up", "Twice", by=crew.ada)


def test_three_versions_without_coming_closer_are_stuck(crew, send):
    of = send("cy", "di")
    for number in range(3):
        everybody(of, 7)
        of.refresh_from_db()
        assert bool(of.inside().stalled) == (number == 2)
        if number < 2:
            of.rework({**NEXT, "statement": f"Try {number}"}, by=crew.ada, changed="Words")
            of.refresh_from_db()


def test_at_the_deadline_it_ends_without_agreement_however_many_loops_look(crew, send):
    of = send("cy", "di", days=3)
    with clock.held(clock.now() + timedelta(days=4)):
        with pytest.raises(Refused):
            of.answer(of.people()[0], Given(1))
        assert tasks.end_due(clock.now()) == 1
        assert tasks.end_due(clock.now()) == 0
    of.refresh_from_db()

    assert of.ended_as == "expired"
    assert Entry.objects.filter(verb="sounding.ended").count() == 1


def test_whoever_says_nothing_for_two_days_is_asked_once_more_and_only_once(crew, send, mailoutbox):
    of = send("cy", "di")
    before = len(mailoutbox)
    with clock.held(clock.now() + timedelta(days=2, hours=1)):
        assert [tasks.remind(clock.now()) for _time in range(3)] == [1, 0, 0]
    assert len(mailoutbox) == before + 1
    assert mailoutbox[-1].to == [crew.people[asked_now(of)[0]].email]


@pytest.mark.parametrize("how", ["reworded", "closed", "asked"])
def test_other_words_an_end_or_a_ballot_end_it(crew, send, how):
    of = send("cy", "di")
    goal = Goal.objects.get(pk=of.goal_id)
    if how == "reworded":
        goal.reword(by=crew.bo, base=None, why="Sounder")
    elif how == "closed":
        goal.close("met", by=crew.ada)
    else:
        from goldthread.decisions.tests.test_questions import put

        put(crew, ("ada", "bo"))
    of.refresh_from_db()

    assert of.ended_as == how


def test_who_leaves_the_organisation_is_waited_for_no_longer(crew, send):
    of = send("cy", "di")
    one = asked_now(of)[0]
    other = "di" if one == "cy" else "cy"
    crew.organisation.memberships.get(person=crew.people[one]).end(by=crew.ada)

    assert asked_now(of) == [other]
    say(of, crew.people[other], 1)
    of.refresh_from_db()
    assert of.ended_as == "agreed"


def test_two_drafts_of_one_goal_do_not_go_round_at_once(crew, send):
    send("cy")
    with pytest.raises(Refused, match="going round already"):
        send("di")


def test_nothing_that_people_say_is_written_into_the_journal(crew, send):
    of = send("cy", "di", "fay", "bo")
    before = Entry.objects.count()
    say(of, crew.people[asked_now(of)[0]], 7, "No", "unattributed")
    of.decline(who(of, crew.people[asked_now(of)[0]]))
    of.write_down(who(of, crew.people[asked_now(of)[0]]), note="Private")

    assert Entry.objects.count() == before
