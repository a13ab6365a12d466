"""Today: what somebody owes, what moved, what comes, what is worth celebrating; only of what they see."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core import mail

from goldthread.boards.models import Sprint
from goldthread.chain.models import Candidate, Closing, Goal, KeyResult, Level, NamedPerson
from goldthread.home.notices import mails
from goldthread.journal import notices
from goldthread.kit import clock
from goldthread.measures.models import Metric
from goldthread.people.models import Organisation
from goldthread.talk.models import Comment, Follow

TODAY = "/northwind/today/"


def page(as_, who):
    answer = as_(who).get(TODAY)
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_is_the_first_of_the_places_and_says_so(as_, crew):
    assert '<a href="/northwind/today/" aria-current="page">' in page(as_, "cy")
    assert '<a href="/northwind/today/">' in as_("cy").get("/northwind/lighter/").content.decode()


def test_a_proposal_waits_for_the_product_person_and_for_nobody_else(as_, crew):
    made = Candidate.propose(crew.product, "Cook together", by=crew.di)
    assert f'id="candidate-{made.pk}"' in page(as_, "ada")
    assert "Cook together" not in page(as_, "bo")

    made.decline(by=crew.ada, because="Later.")

    assert f'id="candidate-{made.pk}"' not in page(as_, "ada")


def test_a_mention_waits_until_its_person_says_something(as_, crew):
    Comment.say(crew.goals["need"], "@Bo Winter, what do you think?", by=crew.di, mentioned=[crew.bo])
    assert "Di Marin mentioned you" in page(as_, "bo")
    assert "mentioned you" not in page(as_, "di")

    Comment.say(crew.goals["need"], "I agree.", by=crew.bo)

    assert "Di Marin mentioned you" not in page(as_, "bo")


def test_for_whoever_only_watches_a_mention_is_settled_by_reading_it(as_, crew):
    Comment.say(crew.goals["need"], "@Eve Holm, for your report", by=crew.di, mentioned=[crew.eve])
    assert "Read it" in page(as_, "eve")

    notices.read(crew.eve.pk, crew.organisation.pk)

    assert "Di Marin mentioned you" not in page(as_, "eve")


def test_key_results_with_ones_name_and_without_numbers_wait(as_, crew):
    metric = Metric.add(crew.organisation, "Meals logged", by=crew.ada)
    measure = KeyResult.set(crew.goals["next"], metric, by=crew.ada, owner_id=crew.cy.pk)
    assert f'id="key-result-{measure.pk}"' in page(as_, "cy")
    assert f'id="key-result-{measure.pk}"' not in page(as_, "bo")

    measure.change(by=crew.ada, baseline=1, target=2)

    assert f'id="key-result-{measure.pk}"' not in page(as_, "cy")


def test_goals_of_ones_own_with_loose_ends_wait_with_the_deed_that_ties_them(as_, crew):
    goal = Goal.set(crew.product, Level.PRODUCT_GOAL, "Eat with friends", by=crew.ada, owner_id=crew.bo.pk)

    assert f'id="loose-{goal.pk}"' in page(as_, "bo")
    assert f'id="loose-{goal.pk}"' not in page(as_, "ada")


def test_a_sprint_of_ones_team_waits_without_a_goal_and_when_it_is_over(as_, crew):
    today = clock.today("Europe/Berlin")
    bare = Sprint.plan(crew.teams["orion"], crew.product, "Sprint 2", starts=today, ends=today, by=crew.cy)
    over = Sprint.plan(
        crew.teams["orion"], crew.product, "Sprint 0",
        starts=today - timedelta(days=20), ends=today - timedelta(days=6), by=crew.cy,
    )  # fmt: skip

    said = page(as_, "cy")

    assert f'id="sprint-bare-{bare.pk}"' in said
    assert f'id="sprint-over-{over.pk}"' in said
    assert 'id="sprint-' not in page(as_, "di")


def test_goals_from_a_list_wait_for_those_who_steer(as_, crew):
    Goal.objects.filter(pk=crew.goals["next"].pk).update(brought_in_at=clock.now())

    assert "1 goal from a list is not agreed on here yet" in page(as_, "bo")
    assert "from a list" not in page(as_, "cy")


def test_what_others_did_to_a_followed_goal_stands_as_a_line_and_what_one_did_oneself_does_not(as_, crew):
    Follow.follow(crew.goals["need"], by=crew.cy)
    crew.goals["need"].reword(by=crew.bo, base=None, statement="Lose weight and feel well")
    crew.goals["business"].reword(by=crew.bo, base=None, statement="Earn by advice")

    said = page(as_, "cy")

    assert "Bo Winter reworded it" in said
    assert "Earn by advice" not in said
    assert "Bo Winter reworded it" not in page(as_, "bo")


def test_a_guest_sees_nothing_of_a_product_that_is_not_theirs(as_, crew):
    other = crew.organisation.add_product("Secret", by=crew.ada)
    goal = Goal.set(
        other, Level.USER_GOAL, "Nobody may know", by=crew.ada, owner_id=crew.gus.pk, due=clock.today("UTC")
    )
    Follow.follow(goal, by=crew.gus)
    goal.reword(by=crew.ada, base=None, why="A merger")
    goal.close(Closing.Result.MET, by=crew.ada)

    assert "Nobody may know" not in page(as_, "gus")
    assert "Nobody may know" in page(as_, "ada")


def test_due_days_and_met_goals_stand_beside_it(as_, crew):
    due = clock.today("Europe/Berlin") + timedelta(days=9)
    crew.goals["need"].reword(by=crew.ada, base=None, owner_id=crew.bo.pk, due=due)
    crew.goals["business"].close(Closing.Result.MET, by=crew.ada)

    said = page(as_, "bo")

    assert "What comes" in said
    assert "Lose weight and keep it off" in said
    assert "Open a new source of revenue" in said


def test_an_empty_day_says_what_will_stand_here(as_, crew):
    said = page(as_, "gus")

    assert "Nothing waits for you" in said
    assert "You follow no goal so far" in said


def test_nobody_from_elsewhere_comes_in(as_, crew):
    assert as_("hal").get(TODAY).status_code == 404


@pytest.mark.parametrize("times", [1, 12])
def test_it_costs_the_same_whatever_there_is(crew, as_, walls, django_assert_num_queries, times):
    for number in range(times):
        goal = Goal.set(crew.product, Level.PRODUCT_GOAL, f"Goal {number}", by=crew.bo, owner_id=crew.ada.pk)
        goal.reword(by=crew.bo, base=None, why="Because", due=clock.today("Europe/Berlin"))
        Comment.say(goal, "@Ada Lopez, look.", by=crew.di, mentioned=[crew.ada])
        Candidate.propose(crew.product, f"Idea {number}", by=crew.di)
        KeyResult.set(
            goal, Metric.add(crew.organisation, f"Meals {number}", by=crew.bo), by=crew.bo, owner_id=crew.ada.pk
        )
    client = as_("ada")
    client.get(TODAY)
    # One more where organisations are walled: the last product is looked for in another confinement.
    with django_assert_num_queries(QUERIES + walls + bool(walls)):
        client.get(TODAY)


QUERIES = 54


def test_a_restricted_goal_is_on_the_day_of_those_who_are_named_alone(as_, crew):
    goal = Goal.set(
        crew.product,
        Level.PRODUCT_GOAL,
        "Buy the rival",
        by=crew.ada,
        owner_id=crew.bo.pk,
        due=clock.today("Europe/Berlin"),
    )
    Follow.follow(goal, by=crew.cy)
    Comment.say(goal, "@Cy Okafor and @Bo Winter", by=crew.ada, mentioned=[crew.cy, crew.bo])
    NamedPerson.restrict(goal, [crew.ada, crew.bo], by=crew.ada, because="A merger.")
    goal.reword(by=crew.ada, base=None, why="Cheaper than to build it")

    for path in (TODAY, "/northwind/notices/", "/northwind/notices/bell/"):
        assert "Buy the rival" not in as_("cy").get(path).content.decode()
    assert "Buy the rival" in page(as_, "bo")
    mails.sweep(clock.now())
    assert not [one for one in mail.outbox if one.to == [crew.cy.email] and "rival" in one.body + one.subject]
    assert [one for one in mail.outbox if one.to == [crew.bo.email] and "rival" in one.body + one.subject]


def test_a_goal_that_moved_several_times_stands_once_with_how_far_its_chance_moved(as_, crew):
    goal, today = crew.goals["next"], clock.today("Europe/Berlin")
    metric = Metric.add(crew.organisation, "Weekly meals", by=crew.bo, unit="count")
    due = {"starts": today - timedelta(days=60), "due": today + timedelta(days=60)}
    KeyResult.set(goal, metric, by=crew.bo, baseline=0, target=100, owner_id=crew.di.pk, **due)
    with clock.held(clock.now() - timedelta(days=20)):
        for days, value in ((38, 40), (30, 48), (22, 55)):
            metric.read(Decimal(value), day=today - timedelta(days=days), by=crew.di)
    for days in (9, 2):
        with clock.held(clock.now() - timedelta(days=days)):
            Comment.say(goal, f"The {days}th day.", by=crew.di)
            metric.read(Decimal(56), day=today - timedelta(days=days), by=crew.di)
    Follow.follow(goal, by=crew.ada)

    said = page(as_, "ada")
    moved = said[said.index('id="moved-title"') : said.index("today-side")]
    assert moved.count(str(goal)) == 1
    assert re.search(r">Weekly meals: [a-z ]+,</span> \d+ → \d+%", moved)


def test_a_chance_that_falls_by_a_source_alone_is_among_what_moved(as_, crew):
    goal, today = crew.goals["next"], clock.today("Europe/Berlin")
    metric = Metric.add(crew.organisation, "Weekly meals", by=crew.bo, unit="count")
    due = {"starts": today - timedelta(days=60), "due": today + timedelta(days=30)}
    with clock.held(clock.now() - timedelta(days=40)):
        KeyResult.set(goal, metric, by=crew.bo, baseline=0, target=100, owner_id=crew.di.pk, **due)
    with clock.held(clock.now() - timedelta(days=20)):
        for days, value in ((38, 40), (30, 55), (22, 70)):
            metric.read(Decimal(value), day=today - timedelta(days=days), by=crew.di)
        Follow.follow(goal, by=crew.ada)
    assert str(goal) not in moved(as_, "ada")

    with clock.held(clock.now() - timedelta(days=1)):
        metric.read(Decimal(71), day=today - timedelta(days=1), by=None)

    assert re.search(r"the chance of “Weekly meals” fell from \d+ to \d+%", moved(as_, "ada"))
    assert str(goal) not in moved(as_, "eve")


def test_whose_goal_was_met_is_given_kudos_and_told_so(as_, crew):
    goal = crew.goals["business"]
    goal.reword(by=crew.ada, base=None, owner_id=crew.bo.pk)
    goal.close(Closing.Result.MET, by=crew.ada)
    address = f"/northwind/lighter/reactions/goal/{goal.pk}/"
    assert f'action="{address}"' in page(as_, "di")
    assert "Give kudos" not in page(as_, "eve")

    given = as_("di").post(address, {"mark": "well_done", "look": "kudos"}, headers={"HX-Request": "true"})

    assert "You gave kudos" in given.content.decode()
    assert "1 person did" in page(as_, "eve")
    assert (
        "Di Marin gives kudos: “Open a new source of revenue”." in as_("bo").get("/northwind/notices/").content.decode()
    )
    assert "You gave kudos" in as_("di").get(f"/northwind/lighter/goals/{goal.number}/").content.decode()

    as_("di").post(address, {"end": "well_done", "look": "kudos"}, headers={"HX-Request": "true"})

    assert "1 person did" not in page(as_, "eve")


def moved(as_, who):
    said = page(as_, who)
    return said[said.index('id="moved-title"') : said.index("today-side")]


def test_whoever_begins_is_asked_for_a_product_and_then_for_its_thread(as_, crew):
    founded, empty = Organisation.found("Bakery", by=crew.ada), "/bakery/today/"
    first = as_("ada").get(empty).content.decode()
    assert 'id="first-product"' in first
    assert 'href="/bakery/products/new/"' in first

    product = founded.add_product("Orders", by=crew.ada)

    then = as_("ada").get(empty).content.decode()
    assert 'id="first-product"' not in then
    assert 'href="/bakery/orders/first/"' in then

    Goal.set(product, Level.VISION, "Nobody waits for bread", by=crew.ada)

    assert "/bakery/orders/first/" not in as_("ada").get(empty).content.decode()
