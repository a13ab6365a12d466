"""The page of the loose ends, exemptions, goals that were brought in, merging, and an organisation's severities."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goldthread.chain.models import Exemption, Goal, KeyResult, Level, Severity, gathering
from goldthread.chain.models.goal import Refused
from goldthread.chain.snapshot import thread
from goldthread.journal.models import Entry
from goldthread.kit import clock
from goldthread.measures.models import Metric
from goldthread.people.models import Product

from .conftest import HTMX, at


def looked(crew):
    product = Product.objects.select_related("organisation").get(pk=crew.product.pk)
    return thread(product, hidden=frozenset(), today=clock.today("Europe/Berlin")).looked


def rules_of(crew, goal):
    found = looked(crew)
    return [end.rule for end in (*found.loose, *found.hints) if end.goal == crew.goals[goal].pk]


def shown(client, **asked):
    html = client.get(at("loose_ends"), asked).content.decode()
    return re.findall(r'<li id="end-([a-z_]+-[^"]+)"', html)


def measured(crew, goal, name="Meals logged"):
    metric = Metric.add(crew.organisation, name, by=crew.ada)
    return KeyResult.set(crew.goals[goal], metric, by=crew.ada, baseline=0, target=20, owner_id=crew.bo.pk)


def exempt(crew, because="We measure it next year.", rule="no_metric", goal="next"):
    return Exemption.exempt(crew.product, rule, goal=crew.goals[goal], by=crew.ada, because=because)


# --- the page ---


def test_five_stand_on_the_page_at_once_and_all_on_request(crew, as_):
    for number in range(8):
        Goal.set(crew.product, Level.PRODUCT_GOAL, f"Step {number}", by=crew.ada)

    html = as_("ada").get(at("loose_ends")).content.decode()

    assert len(shown(as_("ada"))) == 5
    assert "?show=all" in html
    assert len(shown(as_("ada"), show="all")) > 16


def test_the_page_is_sifted_by_kind_and_by_owner(crew, as_):
    crew.goals["next"].reword(by=crew.ada, base=None, owner_id=crew.bo.pk)

    assert shown(as_("ada"), kind="no_metric") == ["no_metric-4"]
    assert shown(as_("ada"), kind="no_kpi") == ["no_kpi-2", "no_kpi-3"]
    assert {one.rpartition("-")[2] for one in shown(as_("ada"), owner=str(crew.bo.pk))} == {"4"}
    assert shown(as_("ada"), kind="no_such_rule") == []


def test_the_deed_and_the_exemption_are_offered_to_those_who_may_set_the_goal(crew, as_):
    assert "/northwind/lighter/goals/4/key-results/" in as_("ada").get(at("loose_ends")).content.decode()
    assert "It may stay so" not in as_("eve").get(at("loose_ends")).content.decode()


def test_a_page_without_goals_says_so(crew, as_):
    crew.organisation.add_product("Deeper", by=crew.ada)

    assert "There is no goal yet." in as_("ada").get("/northwind/deeper/loose-ends/").content.decode()


def test_words_of_people_are_shown_as_text(crew, as_):
    hostile = "<script>alert(1)</script> TBD {{ 7*7 }}"
    Goal.set(crew.product, Level.PRODUCT_GOAL, hostile, by=crew.ada)
    Goal.set(crew.product, Level.PRODUCT_GOAL, hostile, by=crew.ada)
    exempt(crew, because=hostile)

    html = as_("ada").get(at("loose_ends"), {"show": "all", "owner": "", "kind": ""}).content.decode()

    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


@pytest.mark.parametrize("asked", [{"page": "x"}, {"page": "-3"}, {"kind": "<b>"}, {"owner": "~" * 300}, {"show": "x"}])
def test_an_address_that_asks_for_nonsense_gets_the_page(crew, as_, asked):
    assert as_("ada").get(at("loose_ends"), asked).status_code == 200


def test_the_page_asks_as_many_questions_at_200_goals_as_at_5(crew, as_, walls):
    client = as_("ada")
    with CaptureQueriesContext(connection) as few:
        client.get(at("loose_ends"))
    for number in range(200):
        goal = Goal.set(crew.product, Level.PRODUCT_GOAL, f"Step {number}", by=crew.ada)
        goal.tie(crew.goals["need"], by=crew.ada)
    with CaptureQueriesContext(connection) as many:
        client.get(at("loose_ends"), {"show": "all"})

    assert len(many) == len(few) <= 25 + walls


# --- exemptions ---


def test_an_exempted_rule_is_loose_no_more_and_its_reason_stays_visible(crew, as_):
    assert "no_metric" in rules_of(crew, "next")

    answer = as_("ada").post(
        at("exemptions"), {"rule": "no_metric", "goal": 4, "because": "A bet; we measure it in May."}
    )

    assert (answer.status_code, answer["Location"]) == (303, at("goal", 4))
    assert "no_metric" not in rules_of(crew, "next")
    for page in (at("loose_ends"), at("goal", 4)):
        html = as_("eve").get(page).content.decode()
        assert "A bet; we measure it in May." in html
        assert "Ada Lopez" in html


def test_exempting_twice_keeps_one_row_and_a_new_reason_begins_another(crew):
    first = exempt(crew)

    assert exempt(crew) == first
    assert Entry.objects.filter(verb="exemption.made").count() == 1
    second = exempt(crew, because="Other reason.")
    assert list(Exemption.objects.standing()) == [second]
    assert Exemption.objects.count() == 2


def test_an_exemption_that_is_ended_lets_the_rule_hold_again(crew, as_):
    made = exempt(crew)

    for _again in range(2):
        assert as_("bo").post(at("exemption_ending", made.pk)).status_code == 303

    assert "no_metric" in rules_of(crew, "next")
    assert Entry.objects.filter(verb="exemption.ended").count() == 1


@pytest.mark.parametrize("because", ["", "   "])
def test_an_exemption_without_a_reason_is_refused_with_a_sentence(crew, as_, because):
    answer = as_("ada").post(at("exemptions"), {"rule": "no_metric", "goal": 4, "because": because})

    assert answer.status_code == 422
    assert "Say why." in answer.content.decode()
    assert not Exemption.objects.exists()


@pytest.mark.parametrize("said", [{"rule": "x"}, {"rule": ""}, {"about": "<b>"}])
def test_nonsense_is_refused_and_changes_nothing(crew, as_, said):
    told = {"rule": "no_metric", "goal": 4, "because": "Why not.", **said}

    assert as_("ada").post(at("exemptions"), told).status_code == 422
    assert not Exemption.objects.exists()


def test_a_team_exempts_its_own_sprint_goal_alone(crew, as_):
    told = {"rule": "leads_nowhere", "because": "It only fixes the build."}

    assert as_("cy").post(at("exemptions"), {**told, "goal": 5}).status_code == 303
    assert as_("cy").post(at("exemptions"), {**told, "goal": 4}).status_code == 403
    assert as_("cy").post(at("exemptions"), {**told, "rule": "one_vision"}).status_code == 403


def test_what_is_said_of_the_product_is_exempted_for_the_product(crew, as_):
    crew.goals["vision"].close("let_go", by=crew.ada)
    assert None in {end.goal for end in looked(crew).loose if end.rule == "one_vision"}

    as_("ada").post(at("exemptions"), {"rule": "one_vision", "because": "We share the vision of another product."})

    assert "one_vision" not in {end.rule for end in looked(crew).loose}


def test_the_form_stands_in_the_dialog_and_on_a_page_of_its_own(crew, as_):
    alone = as_("ada").get(at("exemptions"), {"rule": "no_metric", "goal": 4}).content.decode()
    part = as_("ada").get(at("exemptions"), {"rule": "no_metric", "goal": 4}, **HTMX).content.decode()

    assert "<html" in alone
    assert "<html" not in part
    assert "Understand what I eat" in part
    assert as_("ada").get(at("exemptions"), {"rule": "x"})["Location"] == at("loose_ends")


# --- goals that were brought in ---


def test_goals_that_were_brought_in_wait_in_one_line_until_somebody_touches_them(crew, as_):
    gathering.bring_in([crew.goals["next"], crew.goals["need"]])
    assert not rules_of(crew, "next")

    page = as_("ada").get(at("loose_ends")).content.decode()
    beside = as_("eve").get(at("map")).content.decode()
    assert "2 goals were brought in on" in page
    assert "not yet agreed here" in beside

    crew.goals["next"].refresh_from_db()
    crew.goals["next"].reword(by=crew.ada, base=None, why="Because.")
    assert "no_metric" in rules_of(crew, "next")
    assert not rules_of(crew, "need")


def test_while_goals_that_were_brought_in_wait_it_is_not_said_that_nothing_is_loose(crew, as_):
    gathering.bring_in(list(crew.goals.values()))
    for view, words in (
        ("map", "wait in the goals that were brought in."),
        ("loose_ends", "Nothing that counts is loose."),
    ):
        page = as_("ada").get(at(view)).content.decode()
        assert words in page
        assert "Every goal leads somewhere" not in page


@pytest.mark.parametrize("touch", ["tie", "measure", "change"])
def test_to_tie_or_to_measure_a_goal_touches_it(crew, touch):
    number = measured(crew, "need")
    gathering.bring_in([crew.goals["need"]])
    goal = Goal.objects.get(pk=crew.goals["need"].pk)
    if touch == "tie":
        goal.tie(crew.goals["vision"], by=crew.ada, because="Another reason.")
    elif touch == "measure":
        KeyResult.set(goal, Metric.add(crew.organisation, "Kilos", by=crew.ada), by=crew.ada)
    else:
        KeyResult.objects.get(pk=number.pk).change(by=crew.ada, target=30)

    assert Goal.objects.get(pk=goal.pk).looked_through_at is not None


def test_who_steers_says_that_all_were_looked_through(crew, as_):
    gathering.bring_in([crew.goals["next"]])

    assert as_("cy").post(at("looking_through")).status_code == 403
    for _again in range(2):
        assert as_("ada").post(at("looking_through")).status_code == 303

    assert "no_metric" in rules_of(crew, "next")
    assert Entry.objects.filter(verb="product.looked_through").count() == 1


def test_the_loose_ends_of_what_was_brought_in_are_read_on_request(crew, as_):
    gathering.bring_in([crew.goals["next"]])

    assert "no_metric-4" in shown(as_("ada"), show="brought-in")
    assert "no_metric-4" not in shown(as_("ada"), show="all")


# --- merging ---


def test_two_goals_that_say_the_same_become_one_with_the_ties_and_numbers_of_both(crew, as_):
    twin = Goal.set(crew.product, Level.PRODUCT_GOAL, "Understand what I eat and how it affects me!", by=crew.ada)
    crew.goals["sprint"].tie(twin, by=crew.cy, because="It tells.")
    metric = Metric.add(crew.organisation, "Meals", by=crew.ada)
    KeyResult.set(twin, metric, by=crew.ada, baseline=0, target=9)
    assert f"written_twice-{twin.number}" in shown(as_("ada"), show="all")

    answer = as_("ada").post(at("merging", twin.number), {"into": 4})

    assert (answer.status_code, answer["Location"]) == (303, at("goal", 4))
    assert [tie.parent_id for tie in crew.goals["sprint"].ties.standing()] == [crew.goals["next"].pk]
    assert crew.goals["sprint"].ties.standing().get().because == "It tells."
    assert crew.goals["next"].key_results.standing().get().metric == metric
    twin.refresh_from_db()
    assert twin.closing.result == "let_go"
    assert "No. 4" in twin.closing.learned


def test_merging_again_changes_nothing(crew):
    twin = Goal.set(crew.product, Level.PRODUCT_GOAL, "Twin", by=crew.ada)
    for _again in range(2):
        gathering.merge(twin, crew.goals["next"], by=crew.ada)

    assert Entry.objects.filter(verb="goal.merged").count() == 1


def test_a_goal_merges_with_a_goal_above_or_below_it_without_a_ring(crew):
    gathering.merge(crew.goals["next"], crew.goals["need"], by=crew.ada)

    assert [tie.parent_id for tie in crew.goals["need"].ties.standing()] == [
        crew.goals["vision"].pk,
        crew.goals["business"].pk,
    ]


def test_a_goal_whose_key_results_run_is_not_merged_away_past_a_pivot(crew, as_):
    running = measured(crew, "next")
    KeyResult.objects.filter(pk=running.pk).update(set_at=clock.now() - timedelta(days=40))
    other = Goal.set(crew.product, Level.PRODUCT_GOAL, "Understand what I eat", by=crew.ada)

    with pytest.raises(Refused, match="drop this one in a pivot"):
        gathering.merge(crew.goals["next"], other, by=crew.ada)
    page = as_("ada").post(at("merging", crew.goals["next"].number), {"into": other.number})
    assert page.status_code == 422
    assert "drop this one in a pivot" in page.content.decode()
    assert not Goal.objects.exclude(closing=None).exists()

    gathering.merge(other, crew.goals["next"], by=crew.ada)
    assert KeyResult.objects.standing().get(pk=running.pk).version_id == running.version_id


def test_a_goal_is_not_merged_with_itself(crew, as_):
    assert as_("ada").post(at("merging", 4), {"into": 4}).status_code == 422
    with pytest.raises(Refused):
        gathering.merge(crew.goals["next"], crew.goals["next"], by=crew.ada)


# --- severities ---


def severities(client, **said):
    return client.post("/northwind/settings/loose-ends/", said)


def test_an_organisation_takes_a_rule_more_or_less_gravely_or_not_at_all(crew, as_):
    assert severities(as_("ada"), no_metric="hint", no_kpi="off", one_sided="error").status_code == 303

    found = looked(crew)
    assert "no_metric" in {end.rule for end in found.hints}
    assert "no_kpi" not in {end.rule for end in (*found.loose, *found.hints)}
    severities(as_("ada"), no_kpi="")
    assert "no_kpi" in {end.rule for end in looked(crew).loose}
    assert "no_metric" in {end.rule for end in looked(crew).loose}


def test_only_owners_choose_severities_and_nonsense_is_refused(crew, as_):
    assert severities(as_("bo"), no_metric="off").status_code == 403
    assert severities(as_("ada"), no_metric="deadly").status_code == 422
    assert not Severity.objects.exists()


def test_saving_the_same_severities_again_records_nothing(crew, as_):
    severities(as_("ada"), no_metric="hint")
    before = Entry.objects.count()
    severities(as_("ada"), no_metric="hint")

    assert Entry.objects.count() == before


def test_the_settings_of_the_organisation_lead_to_the_rules(crew, as_):
    assert "/northwind/settings/loose-ends/" in as_("ada").get("/northwind/settings/").content.decode()
    assert "C14" in as_("ada").get("/northwind/settings/loose-ends/").content.decode()


def test_no_rule_that_is_loose_keeps_anybody_from_writing(crew, as_):
    severities(as_("ada"), placeholder="error", leads_nowhere="error")

    answer = as_("ada").post(at("new"), {"level": "product_goal", "statement": "TBD"})

    assert answer.status_code == 302
    assert Goal.objects.filter(version__statement="TBD").exists()


# --- the goal's own page ---


def test_a_goals_page_shows_what_is_loose_of_the_whole_thread_with_its_deed(crew, as_):
    twin = Goal.set(crew.product, Level.PRODUCT_GOAL, "Understand what I eat and how it affects me", by=crew.ada)

    html = as_("ada").get(at("goal", twin.number)).content.decode()

    assert "Written twice." in html
    assert f"/goals/{twin.number}/merging/?into=4" in html
    assert "Written twice." not in as_("ada").get(at("goal", 4)).content.decode()


def test_a_goals_page_shows_five_at_once_and_the_others_on_request(crew, as_):
    goal = Goal.set(
        crew.product, Level.PRODUCT_GOAL, "Build a dashboard TBD", by=crew.ada, due="2040-05-02", starts="2026-01-01"
    )

    html = as_("ada").get(at("goal", goal.number)).content.decode()

    listed = html[html.index('id="loose"') :]
    assert 'id="loose-rest"' in listed
    assert listed[: listed.index('id="loose-rest"')].count('<li class="top" id="end-') == 5
