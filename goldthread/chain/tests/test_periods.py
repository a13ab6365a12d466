"""Periods of an organisation: planning, belonging, closing; by the verbs and through HTTP."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from goldthread.chain.calendar import Stretch, around
from goldthread.chain.models import Crossed, Goal, Level, Period, PeriodClosing, Refused, Settlement
from goldthread.journal.models import Entry
from goldthread.kit import clock

D = Settlement.Decision
SLUGS = ("northwind", "lighter")


@pytest.fixture
def quarters(crew):
    """The last quarter and this one, with the goals "next" and "business" in the last."""
    last = Period.plan(crew.organisation, "Q1", date(2030, 1, 1), date(2030, 3, 31), by=crew.ada)
    this = Period.plan(crew.organisation, "Q2", date(2030, 4, 1), date(2030, 6, 30), by=crew.ada)
    for name in ("next", "business"):
        crew.goals[name].reword(by=crew.ada, base=None, period_id=last.pk)
    return last, this


def closing_of(period):
    return reverse("chain:period_closing", args=[*SLUGS, period.pk])


def sent(goal, decision, **more):
    said = {"decision": decision, "base": goal.version_id, "statement": str(goal), "because": "", "due": "", **more}
    return {f"goal-{goal.number}-{name}": value for name, value in said.items()}


def test_the_quarters_and_halves_around_a_day_follow_each_other():
    found = around(date(2030, 11, 5))

    assert [one.key for one in found] == [
        "2030-q4",
        "2031-q1",
        "2031-q2",
        "2031-q3",
        "2031-q4",
        "2030-h2",
        "2031-h1",
        "2031-h2",
    ]
    assert (found[0].starts, found[0].ends) == (date(2030, 10, 1), date(2030, 12, 31))
    assert (found[5].starts, found[5].ends) == (date(2030, 7, 1), date(2030, 12, 31))
    assert Stretch("q", 2032, 1).ends == date(2032, 3, 31)


def test_a_period_planned_twice_is_one(crew):
    first = Period.plan(crew.organisation, "Q1", date(2030, 1, 1), date(2030, 3, 31), by=crew.ada)
    again = Period.plan(crew.organisation, "Q1", date(2030, 1, 1), date(2030, 3, 31), by=crew.bo)

    assert first == again
    assert Entry.objects.filter(verb="period.planned").count() == 1


def test_what_follows_a_quarter_is_the_next_quarter_and_not_the_half_that_starts_with_it(crew):
    def plan(name, first, last):
        return Period.plan(crew.organisation, name, first, last, by=crew.ada)

    q2 = plan("Q2", date(2030, 4, 1), date(2030, 6, 30))
    half = plan("H2", date(2030, 7, 1), date(2030, 12, 31))
    q3 = plan("Q3", date(2030, 7, 1), date(2030, 9, 30))
    h1 = plan("H1", date(2030, 1, 1), date(2030, 6, 30))

    assert q2.following() == q3
    assert h1.following() == half
    assert half.following() is None


def test_a_period_that_goals_belonged_to_is_not_removed(crew, quarters):
    last, this = quarters
    with pytest.raises(Refused):
        last.remove(by=crew.ada)
    this.remove(by=crew.ada)

    assert list(Period.objects.standing()) == [last]
    # Its name is free again.
    assert Period.plan(crew.organisation, "Q2", this.starts, this.ends, by=crew.ada) != this


def test_the_period_of_a_goal_is_carried_over_by_its_next_version(crew, quarters):
    goal = crew.goals["next"]
    goal.reword(by=crew.ada, base=None, statement="Other words")

    assert goal.version.period == quarters[0]


def test_kept_goals_stay_open_without_a_period(crew, quarters):
    made = Settlement.settle(quarters[0], crew.goals["next"], D.KEEP, by=crew.ada)
    goal = Goal.objects.get(pk=crew.goals["next"].pk)

    assert (goal.closing, goal.version.period, made.onward) == (None, None, None)


def test_goals_carried_over_go_on_in_the_next_period(crew, quarters):
    made = Settlement.settle(quarters[0], crew.goals["next"], D.CARRY_OVER, by=crew.ada, because="Half way.")
    goal = Goal.objects.get(pk=crew.goals["next"].pk)

    assert goal.version.period == quarters[1] == made.onward
    assert goal.version.because == "Half way."


def test_nothing_is_carried_over_where_no_later_period_is_planned(crew, quarters):
    crew.goals["next"].reword(by=crew.ada, base=None, period_id=quarters[1].pk)

    with pytest.raises(Refused, match="no later period"):
        Settlement.settle(quarters[1], crew.goals["next"], D.CARRY_OVER, by=crew.ada, because="Half way.")
    assert not Settlement.objects.exists()


def test_a_changed_goal_goes_on_in_other_words(crew, quarters):
    Settlement.settle(
        quarters[0], crew.goals["next"], D.CHANGE, by=crew.ada, because="Too wide.", statement="Know my breakfast"
    )
    goal = Goal.objects.get(pk=crew.goals["next"].pk)

    assert (str(goal), goal.version.period) == ("Know my breakfast", quarters[1])


def test_a_change_that_changes_nothing_is_refused(crew, quarters):
    with pytest.raises(Refused, match="Say what changes"):
        Settlement.settle(
            quarters[0], crew.goals["next"], D.CHANGE, by=crew.ada, because="Hm.", statement=str(crew.goals["next"])
        )


@pytest.mark.parametrize(
    ("decision", "result"), [(D.DROP, "let_go"), (D.MET, "met"), (D.PARTLY, "partly"), (D.MISSED, "missed")]
)
def test_goals_that_end_are_closed_with_what_was_learned(crew, quarters, decision, result):
    Settlement.settle(quarters[0], crew.goals["next"], decision, by=crew.ada, because="People log only lunch.")
    closing = Goal.objects.get(pk=crew.goals["next"].pk).closing

    assert (closing.result, closing.learned) == (result, "People log only lunch.")


def test_what_is_decided_stays_as_it_was_decided_first(crew, quarters):
    first = Settlement.settle(quarters[0], crew.goals["next"], D.MET, by=crew.ada)
    second = Settlement.settle(quarters[0], crew.goals["next"], D.MISSED, by=crew.bo)

    assert (first, second.decision) == (second, D.MET)
    assert Entry.objects.filter(verb="goal.settled").count() == 1


def test_a_goal_is_not_closed_on_words_that_others_changed_meanwhile(crew, quarters):
    seen = crew.goals["next"].version_id
    crew.goals["next"].reword(by=crew.bo, base=None, statement="Other words")

    with pytest.raises(Crossed):
        Settlement.settle(quarters[0], crew.goals["next"], D.MET, by=crew.ada, base=seen)


def test_quarters_are_planned_by_choosing_them(crew, as_):
    page = reverse("chain_rules:periods", args=["northwind"])
    offered = as_("bo").get(page).content.decode()
    key = next(one.key for one in around(clock.today("Europe/Berlin")))
    assert f'value="{key}"' in offered

    answer = as_("bo").post(page, {"offers": "1", "offer": [key]})

    assert answer.status_code == 303
    (made,) = Period.objects.all()
    assert made.name.startswith("Q")
    assert f'value="{key}"' not in as_("bo").get(page).content.decode()


def test_a_period_of_ones_own_needs_a_free_name_and_days_in_order(crew, as_, quarters):
    page = reverse("chain_rules:periods", args=["northwind"])
    wrong = as_("ada").post(page, {"name": "Q1", "starts": "2030-05-02", "ends": "2030-05-01"})

    assert wrong.status_code == 422
    assert "There is a period of this name already." in wrong.content.decode()
    assert "The period would end before it starts." in wrong.content.decode()
    assert as_("ada").post(page, {"name": "Spring", "starts": "2030-03-01", "ends": "2030-05-31"}).status_code == 303
    assert Period.objects.filter(name="Spring").exists()


def test_a_goal_is_put_into_a_period_where_it_is_edited(crew, as_, quarters):
    goal = crew.goals["need"]
    address = reverse("chain:wording", args=[*SLUGS, goal.number])
    assert "Q2" in as_("ada").get(address).content.decode()

    as_("ada").post(address, {"period": quarters[1].pk, "base": goal.version_id})

    page = as_("eve").get(reverse("chain:goal", args=[*SLUGS, goal.number])).content.decode()
    assert f'href="{reverse("chain:period", args=[*SLUGS, quarters[1].pk])}">Q2</a>' in page
    assert "period" in as_("eve").get(reverse("chain:version", args=[*SLUGS, goal.number, 2])).content.decode()


def test_the_map_and_the_list_show_the_goals_of_one_period(crew, as_, quarters):
    for name, shown in (("chain:map", 'data-ties="'), ("chain:list", '<li id="goal-')):
        html = as_("eve").get(reverse(name, args=SLUGS) + f"?period={quarters[0].pk}").content.decode()
        assert shown in html
        assert f'id="goal-{crew.goals["next"].number}"' in html
        assert f'id="goal-{crew.goals["sprint"].number}"' not in html


def test_the_list_names_the_period(crew, as_, quarters):
    assert "<span>Q1</span>" in as_("eve").get(reverse("chain:list", args=SLUGS)).content.decode()


def test_a_page_of_a_period_holds_its_goals_and_as_of_a_day_those_it_had_then(crew, as_, quarters):
    page = reverse("chain:period", args=[*SLUGS, quarters[0].pk])
    assert "Understand what I eat" in as_("eve").get(page).content.decode()

    yesterday = clock.today("Europe/Berlin") - timedelta(days=1)
    assert "Understand what I eat" not in as_("eve").get(f"{page}?on={yesterday}").content.decode()


def test_each_row_of_a_closing_is_saved_by_itself(crew, as_, quarters):
    goals = crew.goals
    said = {
        **sent(goals["next"], D.CARRY_OVER),
        **sent(goals["business"], D.DROP, because="Not ours to earn."),
    }

    answer = as_("ada").post(closing_of(quarters[0]), said)

    html = answer.content.decode()
    assert answer.status_code == 200
    assert "Say why it is carried over." in html
    assert "1 of 2 decided" in html
    assert Goal.objects.get(pk=goals["business"].pk).closing.result == "let_go"
    assert Goal.objects.get(pk=goals["next"].pk).version.period == quarters[0]


def test_where_nothing_could_be_saved_the_form_comes_back_as_typed(crew, as_, quarters):
    said = sent(crew.goals["next"], D.CHANGE, statement="Know my breakfast")

    answer = as_("ada").post(closing_of(quarters[0]), said)

    assert answer.status_code == 422
    assert "Say why it changes." in answer.content.decode()
    assert "Know my breakfast" in answer.content.decode()


def test_saving_one_row_keeps_what_was_typed_in_the_others(crew, as_, quarters):
    said = {
        **sent(crew.goals["next"], D.CARRY_OVER, because="Half way."),
        **sent(crew.goals["business"], D.DROP, because="Half a sentence"),
        "only": crew.goals["next"].number,
    }

    html = as_("ada").post(closing_of(quarters[0]), said).content.decode()

    assert "Half a sentence" in html
    assert Goal.objects.get(pk=crew.goals["business"].pk).closing is None


def test_a_period_is_closed_when_its_last_goal_is_decided(crew, as_, quarters):
    said = {**sent(crew.goals["next"], D.KEEP), **sent(crew.goals["business"], D.MET)}

    answer = as_("ada").post(closing_of(quarters[0]), said)

    assert answer.status_code == 303
    closing = PeriodClosing.objects.get()
    assert (closing.period, closing.product, closing.by) == (quarters[0], crew.product, crew.ada)
    assert "Closed by Ada Lopez on" in as_("eve").get(closing_of(quarters[0])).content.decode()
    assert Entry.objects.filter(verb="period.closed", product_id=crew.product.pk).count() == 1


def test_a_closed_period_is_not_offered_to_goals_of_the_product(crew, as_, quarters):
    quarters[1].close(crew.product, by=crew.ada)
    html = as_("ada").get(reverse("chain:new", args=SLUGS)).content.decode()

    assert f'<option value="{quarters[0].pk}">Q1' in html
    assert f'<option value="{quarters[1].pk}">Q2' not in html


def test_who_is_overtaken_is_told_what_was_decided(crew, as_, quarters):
    goal = crew.goals["next"]
    said = sent(goal, D.MISSED)
    Settlement.settle(quarters[0], goal, D.CARRY_OVER, by=crew.bo, because="Half way.")

    html = as_("ada").post(closing_of(quarters[0]), said).content.decode()

    assert "was decided meanwhile by Bo Winter: carried over, now in Q2." in html
    assert Goal.objects.get(pk=goal.pk).closing is None


def test_a_goal_that_was_reworded_meanwhile_waits_until_it_was_looked_at(crew, as_, quarters):
    said = sent(crew.goals["next"], D.MET)
    crew.goals["next"].reword(by=crew.bo, base=None, statement="Know my breakfast")

    answer = as_("ada").post(closing_of(quarters[0]), said)
    html = answer.content.decode()

    assert answer.status_code == 422
    assert "Bo Winter changed this goal meanwhile." in html
    assert f'value="{Goal.objects.get(pk=crew.goals["next"].pk).version_id}"' in html


def test_each_decides_only_on_goals_that_they_may_set(crew, as_, quarters):
    sprint = crew.goals["sprint"]
    sprint.reword(by=crew.cy, base=None, period_id=quarters[0].pk)
    said = {**sent(crew.goals["next"], D.MET), **sent(sprint, D.MET)}

    assert as_("cy").post(closing_of(quarters[0]), said).status_code == 303
    assert Goal.objects.get(pk=crew.goals["next"].pk).closing is None
    assert Goal.objects.get(pk=sprint.pk).closing.result == "met"
    assert as_("eve").post(closing_of(quarters[0]), said).status_code == 403


def test_a_restricted_goal_is_not_seen_in_its_period_nor_decided_by_others(crew, as_, quarters):
    from goldthread.chain.models import NamedPerson

    NamedPerson.restrict(crew.goals["business"], [crew.ada], by=crew.ada, because="A merger.")
    for page in (reverse("chain:period", args=[*SLUGS, quarters[0].pk]), closing_of(quarters[0])):
        assert "Open a new source of revenue" not in as_("bo").get(page).content.decode()
        assert "Open a new source of revenue" in as_("ada").get(page).content.decode()
    as_("bo").post(closing_of(quarters[0]), {**sent(crew.goals["business"], D.MET), **sent(crew.goals["next"], D.MET)})

    assert Goal.objects.get(pk=crew.goals["business"].pk).closing is None
    # For Bo nothing is left open, so it is closed; for Ada one goal still waits.
    assert "Closed by Bo Winter" in as_("bo").get(closing_of(quarters[0])).content.decode()


def test_the_pages_of_a_period_cost_the_same_however_many_goals_it_has(crew, as_, quarters):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    pages = (
        reverse("chain:periods", args=SLUGS),
        reverse("chain:period", args=[*SLUGS, quarters[0].pk]),
        closing_of(quarters[0]),
    )
    client = as_("ada")
    counts = []
    for _size in range(2):
        counts.append([])
        for page in pages:
            client.get(page)
            with CaptureQueriesContext(connection) as seen:
                client.get(page)
            counts[-1].append(len(seen))
        for number in range(15):
            Goal.set(
                crew.product,
                Level.PRODUCT_GOAL,
                f"Step {number}",
                by=crew.ada,
                owner_id=crew.bo.pk,
                period_id=quarters[0].pk,
            )
    assert counts[0] == counts[1]
