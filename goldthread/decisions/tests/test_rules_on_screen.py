"""Every rule, announced on the page "Agree on this" and run to its verdict through pages."""

import json
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from goldthread.config.cli import main as goldthread_command
from goldthread.decisions import tasks
from goldthread.decisions.models import Agreement, Decision, SmallStakes
from goldthread.kit import clock

from .conftest import SLUGS, by_link, page_of

TEAM = ("ada", "bo", "cy")


@pytest.fixture
def says(as_):
    """Somebody does something about a question: `says("bo", asked, "casting", position="support")`."""

    def said(short, asked, where="casting", **what):
        answer = as_(short).post(page_of(asked, where), what)
        asked.refresh_from_db()
        return answer

    return said


def yes(says, asked, *people):
    for short in people:
        assert says(short, asked, position="support", confidence="7").status_code == 303


def recomputed(made, tmp_path, capsys, as_):
    """What the command says of the file of a record."""
    file = tmp_path / "agreement.json"
    file.write_bytes(as_("ada").get(reverse("decisions:file", args=[*SLUGS, made.pk])).content)
    assert goldthread_command(["decide", str(file)]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.fixture
def same(tmp_path, capsys, as_):
    """That the record of a question recomputes to what it says."""

    def is_same(asked):
        made = Agreement.objects.get(decision=asked)
        found = recomputed(made, tmp_path, capsys, as_)
        assert (found["verdict"], found["reason"], found["sentence"]) == (made.verdict, made.reason, made.sentence)
        return made

    return is_same


@pytest.mark.parametrize(
    ("rule", "must"),
    [
        ({"rule": "unanimity"}, "Everyone must support it"),
        ({"rule": "consent"}, "Nobody may object"),
        ({"rule": "consensus", "max_aside": "1/2"}, "Nobody may be against it"),
        ({"rule": "unanimity_minus", "k": "2"}, "All but two must support it"),
        ({"rule": "majority", "of": "eligible"}, "More than half must be for it, of all who are asked"),
        ({"rule": "supermajority", "share": "3/4", "of": "present"}, "Three quarters must be for it, of all who vote"),
    ],
)
def test_a_rule_with_its_parameters_is_announced_and_adopts_when_all_support_it(ask, as_, says, same, rule, must):
    asked = ask(TEAM, quorum="2/3", **rule)
    assert must in as_("cy").get(page_of(asked)).content.decode()
    assert "two thirds of those who are asked must vote" in as_("cy").get(page_of(asked)).content.decode()
    yes(says, asked, *TEAM)

    assert same(asked).is_adopted


def test_three_rules_stand_in_front_and_the_others_behind_more(crew, as_):
    page = as_("ada").get(reverse("chain:agreeing", args=[*SLUGS, crew.goals["vision"].number])).content.decode()
    front, _more, behind = page.partition('id="more-rules"')
    for name in ("unanimity", "consent", "decide_after_hearing"):
        assert f'value="{name}"' in front
    for name in ("fist_of_five", "consensus", "majority", "supermajority", "advice", "delegation", "two_party", "decide_alone"):  # fmt: skip
        assert f'value="{name}"' in behind


def test_a_fist_of_five_wants_to_know_why_of_two_fingers_and_fewer(ask, as_, says, same):
    asked = ask(TEAM, rule="fist_of_five", descending="on")
    assert "two fingers suffice in round 2" in as_("bo").get(page_of(asked)).content.decode()
    assert says("bo", asked, fingers="2").status_code == 422
    assert says("bo", asked, position="support").status_code == 422, "a hand is shown, or not"
    assert says("bo", asked, fingers="2", because="By when?").status_code == 303
    assert says("ada", asked, fingers="3").status_code == 303
    assert by_link("cy").post(f"/voting/{asked.pk}/casting/", {"fingers": "5"}).status_code == 303
    asked.refresh_from_db()
    assert (asked.verdict, asked.reason) == ("another_round", "low_fingers")
    assert "2 of 5 fingers" in as_("cy").get(page_of(asked)).content.decode()

    second = _again(says, asked)
    for short, count in (("ada", "5"), ("bo", "2"), ("cy", "abstain")):
        said = {"because": "Still no date."} if count == "2" else {}
        assert says(short, second, fingers=count, **said).status_code == 303
    assert same(second).verdict == "adopted_with_concerns"


def _again(says, asked, **more):
    until = (clock.today("Europe/Berlin") + timedelta(days=3)).isoformat()
    assert says("ada", asked, "again", until=until, **more).status_code == 303
    return Decision.objects.latest("pk")


def test_another_rule_holds_from_another_round_on(ask, says, same):
    asked = ask(TEAM)
    yes(says, asked, "ada", "bo")
    assert says("cy", asked, position="object", because="Too wide").status_code == 303
    second = _again(says, asked, rule="majority")
    assert (asked.rule["name"], second.rule["name"], second.round) == ("unanimity", "majority", 2)
    yes(says, second, "ada", "bo")
    says("cy", second, position="object", because="Too wide")
    assert same(second).reason == "majority"


def test_a_tie_goes_to_the_one_who_was_named_for_it(crew, ask, says, same):
    assert ask(("ada", "bo"), rule="majority", tie="another_round").rule["tie"] == "another_round"
    asked = ask(("ada", "bo"), goal="need", rule="majority", tie="decider", decider=crew.ada.pk)
    yes(says, asked, "ada")
    assert says("bo", asked, position="object", because="No").status_code == 303
    assert asked.awaits_choice
    assert says("ada", asked, "choosing", choice="reject", rationale="Not now.").status_code == 303
    assert same(asked).verdict == "not_adopted"


def test_who_asks_decides_after_advice_and_whoever_is_silent_let_the_time_pass(crew, ask, as_, says, same):
    with clock.held(clock.now()) as hands:
        asked = ask(TEAM, rule="advice", decider=crew.ada.pk)
        assert says("ada", asked, position="support").status_code == 409
        yes(says, asked, "bo")
        hands.on(days=5)
        tasks.reveal_due(clock.now())
        asked.refresh_from_db()
        assert asked.awaits_choice
        assert says("ada", asked, "choosing", choice="adopt", rationale="It helps.").status_code == 303
    assert same(asked).is_adopted


def test_whoever_is_heard_can_pass_and_going_against_the_room_is_seen(crew, ask, as_, says, same):
    asked = ask(TEAM, rule="decide_after_hearing", decider=crew.ada.pk, quorum="1")
    assert "I pass" in as_("bo").get(page_of(asked)).content.decode()
    assert says("ada", asked, "choosing", choice="adopt", rationale="x").status_code == 409, "before all were heard"
    says("bo", asked, position="abstain")
    says("cy", asked, position="object", because="Too early")
    assert asked.awaits_choice
    assert says("ada", asked, "choosing", choice="adopt", rationale="Now or never.").status_code == 409
    concern = asked.concerns.get()
    says("ada", asked, "ballot")
    answer = as_("ada").post(f"{page_of(asked)}concerns/{concern.pk}/", {f"concern-{concern.pk}-answer": "declined", f"concern-{concern.pk}-why": "The date holds."})  # fmt: skip
    assert answer.status_code == 303
    assert says("ada", asked, "choosing", choice="adopt", rationale="").status_code == 422
    assert says("ada", asked, "choosing", choice="adopt", rationale="Now or never.").status_code == 303

    assert same(asked).verdict == "adopted_with_concerns"
    assert "against the sense of the room" in as_("bo").get(page_of(asked)).content.decode()


def test_a_deputy_decides_where_the_one_who_was_named_is_away_and_nothing_is_adopted_by_itself(crew, ask, says, same):
    asked = ask(TEAM, rule="decide_after_hearing", decider=crew.ada.pk, deputy=crew.bo.pk)
    yes(says, asked, "bo", "cy")
    assert says("bo", asked, "choosing", choice="adopt", rationale="Yes.").status_code == 403
    assert says("cy", asked, "standing_in").status_code == 403
    assert says("bo", asked, "standing_in").status_code == 303
    assert says("ada", asked, "choosing", choice="adopt", rationale="Yes.").status_code == 403
    assert says("bo", asked, "choosing", choice="adopt", rationale="Yes.").status_code == 303
    assert same(asked).is_adopted

    alone = ask(TEAM, goal="need", rule="decide_after_hearing", decider=crew.ada.pk)
    yes(says, alone, "bo", "cy")
    assert says("ada", alone, "standing_in").status_code == 303
    assert same(alone).reason == "decider_absent_escalate"


def test_somebody_who_is_late_is_asked_in_the_open_and_after_the_reveal_in_the_next_round_only(crew, ask, as_, says):
    asked = ask(("ada", "bo"))
    assert as_("eve").post(page_of(asked, "joining"), {"person": crew.cy.pk}).status_code == 403
    mail.outbox.clear()
    assert says("ada", asked, "joining", person=crew.cy.pk).status_code == 303
    assert says("ada", asked, "joining", person=crew.cy.pk).status_code == 422, "asked already"
    assert [one.to for one in mail.outbox] == [[crew.cy.email]]
    assert "joined later" in as_("bo").get(page_of(asked)).content.decode()
    yes(says, asked, "ada", "bo")
    assert asked.is_open, "whoever came late is waited for"
    says("cy", asked, position="object", because="Wait")
    assert says("ada", asked, "joining", person=crew.di.pk).status_code == 303
    assert asked.poll()["electorate"][3]["joined"] == "after_reveal"
    assert asked.outcome().tally["eligible"] == 3
    second = _again(says, asked)
    assert second.voters.count() == 4


# Consent, and what becomes of objections.


@pytest.fixture
def objected(ask, says):
    asked = ask(("ada", "bo", "cy", "di"), rule="consent")
    yes(says, asked, "ada", "bo", "di")
    says("cy", asked, position="object", because="It harms the second team.")
    assert (asked.verdict, asked.reason) == ("another_round", "open_objection")
    return asked


def about(asked, deed):
    return reverse(f"decisions:objection_{deed}", args=[*SLUGS, asked.pk, asked.objections.get().pk])


def test_whoever_objected_takes_it_back_and_nobody_else(objected, as_, same):
    assert as_("bo").post(about(objected, "withdrawal")).status_code == 403
    assert "Take my objection back" in as_("cy").get(page_of(objected)).content.decode()
    assert as_("cy").post(about(objected, "withdrawal")).status_code == 303
    made = same(objected)
    assert (made.verdict, made.poll["objections"]) == ("adopted_with_concerns", [{"by": 3, "state": "withdrawn"}])
    assert "It harms the second team." in as_("bo").get(page_of(objected)).content.decode()


def test_only_the_group_finds_that_it_is_no_objection(objected, as_, same):
    assert as_("cy").post(about(objected, "judging"), {"stands": "no"}).status_code == 403, "who objects is no judge"
    assert as_("ada").post(about(objected, "judging"), {"stands": "no"}).status_code == 403, "nor who asked"
    assert as_("bo").post(about(objected, "judging"), {"stands": "no"}).status_code == 303
    assert objected.objections.get().state == "open", "one of two is no majority"
    assert as_("di").post(about(objected, "judging"), {"stands": "no"}).status_code == 303
    made = same(objected)
    assert made.verdict == "adopted_with_concerns"
    assert made.poll["objections"][0]["not_qualified_by"] == [2, 4]


def test_words_that_take_it_up_are_asked_again_and_use_up_no_round(crew, objected, as_, says, same):
    until = (clock.today("Europe/Berlin") + timedelta(days=3)).isoformat()
    words = {"words": str(crew.goals["next"]), "until": until}
    assert says("ada", objected, "integrating", **words).status_code == 409, "the same words take up nothing"
    assert says("cy", objected, "integrating", words="x", until=until).status_code == 403
    assert says("ada", objected, "integrating", words="Eat better, in both teams", until=until).status_code == 303
    second = Decision.objects.latest("pk")
    assert (objected.reason, second.round, second.reconfirmations) == ("proposal_changed_reconfirm", 1, 1)
    assert (second.words, second.words_before) == ("Eat better, in both teams", str(crew.goals["next"]))
    yes(says, second, "ada", "bo", "cy", "di")
    assert same(second).verdict == "adopted"
    crew.goals["next"].refresh_from_db()
    assert str(crew.goals["next"].version.statement) == "Eat better, in both teams"


def test_after_the_last_round_an_open_objection_is_waited_for_until_somebody_presses_on(ask, as_, says, same):
    asked = ask(TEAM, rule="consent", rounds="1", fallback="majority")
    yes(says, asked, "ada", "bo")
    says("cy", asked, position="object", because="Harm")
    assert asked.awaits_objections
    assert "One objection is open." in as_("cy").get(page_of(asked)).content.decode()
    assert says("ada", asked, "pressing_on").status_code == 303
    made = same(asked)
    assert (made.verdict, made.reason) == ("adopted", "majority")


# An edit while it is open.


def test_a_typing_mistake_that_is_mended_keeps_ballots_and_is_seen(crew, ask, as_, says, same):
    goal = crew.goals["next"]
    asked = ask(TEAM)
    yes(says, asked, "bo")
    address = reverse("chain:wording", args=[*SLUGS, goal.number])
    form = {"base": goal.version_id, "statement": f"{goal}!", "typing": "on"}
    assert as_("ada").post(address, form).status_code in (302, 303)
    asked.refresh_from_db()
    assert asked.is_open
    assert "A typing mistake was mended" in as_("bo").get(page_of(asked)).content.decode()
    yes(says, asked, "ada", "cy")
    made = same(asked)
    goal.refresh_from_db()
    assert (made.words, made.version) == (f"{goal.version.statement}", goal.version.number)
    assert made.poll["same_versions"] == [f"v{goal.version.number}"]


def test_what_is_called_a_typing_mistake_and_changes_a_date_makes_the_ballot_void(crew, ask, as_, says):
    asked = ask(TEAM)
    form = {"base": crew.goals["next"].version_id, "due": "2031-01-01", "typing": "on"}
    as_("ada").post(reverse("chain:wording", args=[*SLUGS, crew.goals["next"].number]), form)
    asked.refresh_from_db()
    assert asked.void == "reworded"


def test_whoever_leads_mends_a_mistake_in_proposed_words(crew, ask, as_, says, same):
    asked = ask(TEAM, statement="Eat beter")
    assert says("cy", asked, "mending", words="Eat better").status_code == 403
    assert says("ada", asked, "mending", words="Eat better").status_code == 303
    yes(says, asked, *TEAM)
    assert same(asked).words == "Eat better"
    assert says("ada", asked, "mending", words="Eat best").status_code == 409, "not after the reveal"


# Decided by others, or without discussion.


def test_somebody_else_takes_it_on_and_decides_after_hearing_everyone(crew, ask, as_, says, same):
    asked = ask(TEAM, rule="delegation", decider=crew.bo.pk, scope="Within the budget.", inner="decide_after_hearing")
    assert "It was given to you to decide" in as_("bo").get(page_of(asked)).content.decode()
    assert says("cy", asked, "taking_on").status_code == 403
    assert says("bo", asked, "taking_on").status_code == 303
    inner = Decision.objects.latest("pk")
    assert (inner.inner_of, inner.decider) == (asked, crew.bo)
    yes(says, inner, "ada", "cy")
    assert says("bo", inner, "choosing", choice="adopt", rationale="Both want it.").status_code == 303
    made = same(asked)
    assert made.is_adopted
    assert not Agreement.objects.filter(decision=inner).exists(), "one question, one record"
    assert "Within the budget." in as_("cy").get(page_of(asked)).content.decode()


@pytest.mark.parametrize(
    ("who", "where", "said", "reason"),
    [
        ("bo", "declining", {"why": "Not mine."}, "delegate_declined"),
        ("ada", "revoking", {}, "delegation_revoked"),
        ("ada", "revoking", {"absent": "1"}, "delegate_absent"),
    ],
)
def test_what_was_given_to_somebody_comes_back(crew, ask, says, same, who, where, said, reason):
    asked = ask(TEAM, rule="delegation", decider=crew.bo.pk)
    assert says(who, asked, where, **said).status_code == 303
    assert (same(asked).verdict, asked.reason) == ("no_decision", reason)


def test_what_nobody_takes_on_comes_back_when_the_time_is_up(crew, ask, same):
    with clock.held(clock.now()) as hands:
        asked = ask(TEAM, rule="delegation", decider=crew.bo.pk)
        hands.on(days=5)
        tasks.reveal_due(clock.now())
    asked.refresh_from_db()
    assert same(asked).reason == "delegate_expired"


def test_nobody_gives_it_to_themselves(crew, ask, as_):
    form = {"statement": "Eat", "rule": "delegation", "decider": crew.ada.pk, "voters": [crew.bo.pk], "rounds": "1", "until": (clock.today("Europe/Berlin") + timedelta(days=3)).isoformat()}  # fmt: skip
    answer = as_("ada").post(reverse("chain:agreeing", args=[*SLUGS, crew.goals["next"].number]), form)
    assert answer.status_code == 422
    assert "Name somebody else who decides instead." in answer.content.decode()


def test_two_sides_agree_each_in_its_own_way_and_neither_outvotes_the_other(crew, ask, as_, says, same):
    asked = ask(("ada", "bo", "cy", "di"), rule="two_party", side_team="consent", side_leaders="majority").inner_of
    team, leaders = asked.inners.order_by("side")
    assert [one.person.name for one in team.voters.select_related("person")] == ["Cy Okafor"]
    yes(says, leaders, "ada", "bo")
    says("di", leaders, position="object", because="No")
    asked.refresh_from_db()
    assert asked.is_open, "one side alone agrees on nothing"
    yes(says, team, "cy")
    asked.refresh_from_db()
    assert same(asked).reason == "both_sides_accepted"
    assert "The team" in as_("di").get(page_of(asked)).content.decode()


def test_one_side_alone_does_not_change_the_words_that_both_agree_on(crew, ask, as_, says):
    asked = ask(("ada", "bo", "cy", "di"), rule="two_party", side_team="consent", side_leaders="majority").inner_of
    team = asked.inners.order_by("side")[0]
    says("cy", team, position="object", because="It harms the second team.")
    assert (team.verdict, team.reason) == ("another_round", "open_objection")
    until = (clock.today("Europe/Berlin") + timedelta(days=3)).isoformat()
    assert says("ada", team, "integrating", words="Eat better, in both teams", until=until).status_code == 409
    assert says("ada", team, "mending", words="Eat better").status_code == 409
    assert {one.words for one in Decision.objects.all()} == {str(crew.goals["next"])}


def test_what_was_decided_without_discussion_holds_when_nobody_challenges_it_in_time(crew, ask, as_, same):
    with clock.held(clock.now()) as hands:
        SmallStakes.say(crew.organisation, ["product_goal"], by=crew.ada)
        asked = ask(TEAM, rule="decide_alone", rationale="Only the name.", window_hours="24")
        page = as_("bo").get(page_of(asked)).content.decode()
        assert "Only the name." in page
        assert "Should this be discussed first?" in page
        hands.on(hours=25)
        tasks.reveal_due(clock.now())
    asked.refresh_from_db()
    assert same(asked).is_adopted


def test_with_enough_challenges_everyone_is_heard_before_it_is_decided(crew, ask, says, same):
    people = ("ada", "bo", "cy", "di", "eve")
    SmallStakes.say(crew.organisation, ["product_goal"], by=crew.ada)
    asked = ask(people, rule="decide_alone", rationale="Only the name.", challenges="5")
    assert says("ada", asked, "challenging", why="Me").status_code == 403, "nobody challenges themselves"
    assert says("bo", asked, "challenging", why="").status_code == 422
    assert says("bo", asked, "challenging", why="It is more than a name.").status_code == 303
    assert asked.reason == "challenged", "a fifth of five is one"
    heard = Decision.objects.latest("pk")
    assert (heard.rule["name"], heard.decider, heard.earlier) == ("decide_after_hearing", crew.ada, asked)


def test_far_reaching_goals_are_not_decided_without_discussion(crew, as_):
    form = {"statement": "Eat", "rule": "decide_alone", "rationale": "So be it.", "voters": [crew.bo.pk], "rounds": "1", "until": (clock.today("Europe/Berlin") + timedelta(days=3)).isoformat()}  # fmt: skip
    answer = as_("ada").post(reverse("chain:agreeing", args=[*SLUGS, crew.goals["vision"].number]), form)
    assert answer.status_code == 422
    assert "Too much is at stake" in answer.content.decode()
