import json
from datetime import date, timedelta

import pytest
from django.urls import reverse

from goldthread.boards.models import Feature, Note
from goldthread.chain.models import Goal, KeyResult
from goldthread.kit import clock
from goldthread.measures.models import Metric

from .conftest import HTMX, at

HOSTILE = "<img src=x onerror=alert(1)> {% raw %} \"'</textarea> \u202e 文字"


def _today():
    return clock.today("Europe/Berlin")


def _goal(crew, statement, **said):
    return Goal.set(crew.product, "product_goal", statement, by=crew.ada, **said)


def _order(page, *statements):
    """The statements in the order in which they stand on the page."""
    places = {words: page.index(f">{words}<") for words in statements}
    return sorted(places, key=lambda words: places[words])


def test_columns_stand_in_the_order_of_time_whatever_their_rank(crew, as_):
    _goal(crew, "Third", timeframe="3rd quarter 2031")
    _goal(crew, "Second", due=date(2031, 5, 1))
    _goal(crew, "First", due=date(2030, 5, 1))
    page = as_("cy").get(at("roadmap")).content.decode()

    assert _order(page, "First", "Second", "Third", "Understand what I eat and how it affects me") == [
        "First",
        "Second",
        "Third",
        "Understand what I eat and how it affects me",
    ]


def test_a_column_shows_date_name_goal_features_and_metrics(crew, as_):
    goal = crew.goals["next"]
    goal.reword(by=crew.ada, base=None, due=date(2031, 1, 31))
    Feature.add(goal, "Meal photo log", by=crew.ada)
    KeyResult.set(
        goal,
        Metric.add(crew.organisation, "Days logged", by=crew.ada),
        by=crew.ada,
        baseline=3,
        target=5,
        due=date(2031, 1, 15),
        owner_id=crew.cy.pk,
    )
    page = as_("cy").get(at("roadmap")).content.decode()

    for words in (
        "by 31 January 2031",
        "Insight",
        "Understand what I eat",
        "Meal photo log",
        "Days logged",
        "· Cy",
        "15 Jan 2031",
        "3 → 5",
        "Lose weight and keep it off",
        "Open a new source of revenue",
    ):
        assert words in page
    assert "<progress" not in page


def test_now_stands_on_the_first_column_that_is_active(crew, as_):
    _goal(crew, "Planned", due=_today() + timedelta(days=5), starts=_today() + timedelta(days=1))
    page = as_("cy").get(at("roadmap")).content.decode()

    assert page.count(">now<") == 1
    assert page.index("Planned") < page.index(">now<")


def test_a_goal_past_its_date_says_so(crew, as_):
    crew.goals["next"].reword(by=crew.ada, base=None, due=_today() - timedelta(days=1))

    assert "overdue" in as_("cy").get(at("roadmap")).content.decode()


def test_a_goal_without_metric_and_tie_shows_both_as_loose(crew, as_):
    _goal(crew, "Alone")
    page = as_("ada").get(at("roadmap")).content.decode()

    assert "No metric yet: which number would tell?" in page
    assert "Not a step towards any user or business goal yet" in page


@pytest.mark.parametrize(
    ("count", "hint"),
    [
        (1, "Three to five make a goal imaginable."),
        (3, ""),
        (5, ""),
        (6, "More than five: details belong into the backlog."),
    ],
)
def test_three_to_five_features_are_hinted_at(crew, as_, count, hint):
    for number in range(count):
        Feature.add(crew.goals["next"], f"Feature {number}", by=crew.ada)
    page = as_("ada").get(at("roadmap")).content.decode()

    hints = [
        words
        for words in ("Three to five make a goal imaginable.", "More than five: details belong into the backlog.")
        if words in page
    ]
    assert hints == ([hint] if hint else [])


def test_those_who_do_not_steer_only_read(crew, as_):
    page = as_("cy").get(at("roadmap")).content.decode()
    main = page[page.index('id="main"') : page.index('id="undo"')]

    assert not [field for field in ("<textarea", "<input", "<form", "<button") if field in main]
    assert "candidates/new/?level=product_goal" in main


def test_an_empty_roadmap_asks_for_the_next_outcome(crew, as_):
    crew.goals["next"].close("let_go", by=crew.ada)

    assert "What is the next outcome" in as_("ada").get(at("roadmap")).content.decode()
    assert "There is no product goal yet." in as_("cy").get(at("roadmap")).content.decode()


def test_a_new_column_is_a_product_goal(crew, as_):
    answer = as_("ada").post(at("roadmap_goals"), {"text": "Members weigh in most days"}, **HTMX)

    assert answer.status_code == 204
    assert Goal.objects.at_level("product_goal").filter(version__statement="Members weigh in most days").exists()


def test_name_and_statement_are_written_in_place(crew, as_):
    goal, client = crew.goals["next"], as_("ada")
    base = goal.version_id
    client.post(at("roadmap_goal_name", goal.number), {"text": "1.0 “Insight”", "base": base}, **HTMX)
    answer = client.post(at("roadmap_goal", goal.number), {"text": "Know what I eat", "base": base}, **HTMX)

    goal.refresh_from_db()
    assert answer.status_code == 204
    assert (goal.version.name, goal.version.statement) == ("1.0 “Insight”", "Know what I eat")


def test_a_name_can_be_taken_away(crew, as_):
    goal = crew.goals["next"]
    as_("ada").post(at("roadmap_goal_name", goal.number), {"text": "", "base": goal.version_id}, **HTMX)

    goal.refresh_from_db()
    assert goal.version.name == ""


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ({"due": "2031-01-31", "timeframe": ""}, (date(2031, 1, 31), "")),
        ({"due": "", "timeframe": " 2nd  quarter 2031 "}, (None, "2nd quarter 2031")),
        ({"due": "2031-01-31", "timeframe": "later"}, (date(2031, 1, 31), "")),
        ({"due": "", "timeframe": ""}, (None, "")),
    ],
)
def test_a_goal_has_a_day_or_a_timeframe(crew, as_, said, kept):
    goal = crew.goals["next"]
    as_("ada").post(at("roadmap_goal_date", goal.number), {**said, "base": goal.version_id}, **HTMX)

    goal.refresh_from_db()
    assert (goal.version.due, goal.version.timeframe) == kept


@pytest.mark.parametrize("due", ["31.1.2031", "0031-01-31", "2031-02-30", "9999-12-31"])
def test_a_date_that_is_none_is_refused_with_a_sentence(crew, as_, due):
    goal = crew.goals["next"]
    answer = as_("ada").post(at("roadmap_goal_date", goal.number), {"due": due, "timeframe": ""}, **HTMX)

    goal.refresh_from_db()
    assert answer.status_code == 422
    assert json.loads(answer["HX-Trigger"])["say"]["text"]
    assert goal.version.due is None


def test_crossing_dates_show_both(crew, as_):
    goal = crew.goals["next"]
    base = goal.version_id
    goal.reword(by=crew.bo, base=base, due=date(2031, 3, 31))
    answer = as_("ada").post(
        at("roadmap_goal_date", goal.number), {"due": "2031-06-30", "timeframe": "", "base": base}, **HTMX
    )

    assert answer.status_code == 409
    assert "2031-03-31" in answer.content.decode()
    assert "2031-06-30" in answer.content.decode()


def test_columns_of_one_moment_are_put_in_another_order(crew, as_):
    a, b = (_goal(crew, words, due=date(2031, 1, 31)) for words in "AB")
    client = as_("ada")

    assert client.post(at("roadmap_goal_place", b.number), {"to": "up"}, **HTMX).status_code == 204
    assert _order(client.get(at("roadmap")).content.decode(), "A", "B") == ["B", "A"]
    client.post(at("roadmap_goal_place", b.number), {"before": crew.goals["next"].pk}, **HTMX)
    assert _order(client.get(at("roadmap")).content.decode(), "A", "B") == ["A", "B"]
    client.post(at("roadmap_goal_place", b.number), {"before": a.pk}, **HTMX)
    assert _order(client.get(at("roadmap")).content.decode(), "A", "B") == ["B", "A"]


def test_a_column_does_not_move_against_its_date(crew, as_):
    late = _goal(crew, "Late", due=date(2031, 6, 30))
    _goal(crew, "Early", due=date(2031, 1, 31))
    answer = as_("ada").post(at("roadmap_goal_place", late.number), {"to": "up"}, **HTMX)

    assert answer.status_code == 422
    assert (
        json.loads(answer["HX-Trigger"])["say"]["text"]
        == "Columns stand in the order of their dates. To move “Late”, change its date."
    )


def test_letting_a_column_go_is_asked_first_and_can_be_taken_back(crew, as_):
    goal, client = crew.goals["next"], as_("ada")
    asked = client.get(at("roadmap_goal_removal", goal.number), **HTMX).content.decode()
    told = json.loads(
        client.post(at("roadmap_goal_removal", goal.number), {"learned": "Nobody asked for it."}, **HTMX)["HX-Trigger"]
    )["removed"]

    goal.refresh_from_db()
    assert "Let “Understand what I eat and how it affects me” go?" in asked
    assert (goal.closing.result, goal.closing.learned) == ("let_go", "Nobody asked for it.")
    client.post(told["url"], **HTMX)
    goal.refresh_from_db()
    assert goal.closing is None


def test_features_are_added_reworded_moved_and_removed(crew, as_):
    goal, client = crew.goals["next"], as_("ada")
    for words in ("Meal photo log", "Gentle nudges"):
        assert client.post(at("goal_features", goal.number), {"text": words}, **HTMX).status_code == 204
    photo, nudges = Feature.objects.in_order()
    client.post(at("feature", photo.pk), {"text": "Photo log", "base": 1}, **HTMX)
    client.post(at("feature_place", nudges.pk), {"to": "up"}, **HTMX)
    moved = list(Feature.objects.standing().in_order().values_list("text", flat=True))
    client.post(at("feature_removal", nudges.pk), **HTMX)

    assert moved == ["Gentle nudges", "Photo log"]
    assert [one.text for one in Feature.objects.standing()] == ["Photo log"]


def test_the_title_is_written_once_and_then_reworded(crew, as_):
    client = as_("ada")
    client.post(at("roadmap_title"), {"text": "From first members to a business", "base": ""}, **HTMX)
    client.post(at("roadmap_title"), {"text": "From members to a business", "base": 1}, **HTMX)

    note = Note.objects.get(section="roadmap_title")
    assert (note.text, note.edition) == ("From members to a business", 2)


def test_two_people_who_name_the_roadmap_at_once_see_both_names(crew, as_):
    as_("bo").post(at("roadmap_title"), {"text": "A business", "base": ""}, **HTMX)
    answer = as_("ada").post(at("roadmap_title"), {"text": "First members", "base": ""}, **HTMX)

    assert answer.status_code == 409
    assert "A business" in answer.content.decode()
    assert as_("ada").post(at("roadmap_title"), {"text": "First members", "base": 1}, **HTMX).status_code == 204


def test_only_those_who_steer_write_on_the_roadmap(crew, as_):
    number = crew.goals["next"].number
    feature = Feature.add(crew.goals["next"], "Meal photo log", by=crew.ada)
    deeds = [
        at("roadmap_title"),
        at("roadmap_goals"),
        *(
            at(name, number)
            for name in (
                "roadmap_goal",
                "roadmap_goal_name",
                "roadmap_goal_date",
                "roadmap_goal_place",
                "roadmap_goal_removal",
                "roadmap_goal_return",
                "goal_features",
            )
        ),
        at("feature", feature.pk),
        at("feature_removal", feature.pk),
    ]
    for who in ("cy", "di", "eve"):
        assert {as_(who).post(url, {"text": "x"}, **HTMX).status_code for url in deeds} == {403}
    assert {as_("hal").post(url, {"text": "x"}, **HTMX).status_code for url in deeds} == {404}


def test_nothing_is_found_under_numbers_that_are_not_there(crew, as_):
    client = as_("ada")
    for url in (
        at("feature", 10**17),
        at("note", 10**17),
        at("roadmap_goal", 10**9),
        reverse("chain:key_results", args=("northwind", "lighter", 10**9)),
    ):
        assert client.post(url, {"text": "x"}, **HTMX).status_code == 404
