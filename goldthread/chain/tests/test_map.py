"""The map through HTTP: what it shows, what it costs, what is said to those who do not see lines."""

import re
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goldthread.chain.models import Goal, KeyResult, Level
from goldthread.chain.tests.conftest import HTMX, at
from goldthread.measures.models import Metric
from goldthread.people.models import Membership, Person


@pytest.fixture
def seen(as_):
    """The map as somebody sees it: its HTML, by the part of the address after "?"."""

    def see(short: str, query: str = "", **headers: str) -> str:
        answer = as_(short).get(f"{at('map')}?{query}", **headers)
        assert answer.status_code == 200
        return answer.content.decode()

    return see


def card(html: str, number: int) -> str:
    """The card of a goal, from its opening tag to the knots at its end."""
    found = re.search(rf'<li class="card[^"]*" id="goal-{number}".*?</button>', html, re.S)
    assert found, f"no card of goal {number}"
    return found[0]


def classes(html: str, number: int) -> set[str]:
    return set(re.match(r'<li class="([^"]*)"', card(html, number))[1].split())


def test_goals_stand_in_four_columns_with_their_counts(seen):
    html = seen("eve")

    counts = re.findall(r'class="column-name"[^>]*>([^<]+)</span> <span class="num">(\d+)<', html)
    assert counts == [
        ("Vision", "1"),
        ("User &amp; business goals", "2"),
        ("Product goals", "1"),
        ("Sprint goals &amp; contributions", "1"),
    ]


def test_every_card_names_its_ties_for_the_lines_and_for_readers(seen):
    html = seen("eve")

    assert 'data-ties="2 3"' in card(html, 4)
    assert "A step towards “Lose weight and keep it off”, “Open a new source of revenue”." in card(html, 4)


def test_a_goal_that_leads_nowhere_is_frayed_and_says_so(seen):
    html = seen("cy")

    assert "frayed" in classes(html, 5)
    assert "Not a step towards any product goal." in card(html, 5)
    assert 'href="/northwind/lighter/goals/5/ties/"' in card(html, 5)
    assert "frayed" not in classes(html, 1)


def test_the_deed_that_mends_is_offered_only_to_those_who_may(seen):
    assert "Tie it" not in card(seen("ada"), 5)
    assert "Orion can mend it." in seen("ada")
    assert "Measure it" in card(seen("ada"), 4)
    assert "Measure it" not in card(seen("eve"), 4)


def test_what_measures_a_goal_stands_on_its_card_with_a_name(crew, seen):
    metric = Metric.add(crew.organisation, "Meals logged", by=crew.ada)
    KeyResult.set(crew.goals["next"], metric, by=crew.ada, baseline=0, target=20, owner_id=crew.bo.pk)

    html = card(seen("eve"), 4)

    assert "Meals logged · Bo" in html
    assert "0 → 20" in html
    assert "Not measured yet" not in html


def test_the_chosen_goals_line_is_lit_by_the_server_too(seen):
    html = seen("eve", "goal=2")

    lit = {number for number in range(1, 6) if "lit" in classes(html, number)}
    assert lit == {1, 2, 4}
    assert {number for number in range(1, 6) if "chosen" in classes(html, number)} == {2}


@pytest.mark.parametrize("goal", ["", "99", "0", "-1", "x", "2 ", "1e9", "9" * 40, "<b>"])
def test_an_address_that_names_no_goal_chooses_none(seen, goal):
    assert "has-chosen" not in seen("eve", f"goal={goal}")


def test_beside_the_map_the_thread_is_one_sentence_up_to_the_vision(seen):
    html = seen("eve", "goal=4")

    said = re.search(r'id="said">(.*?)</p>', html, re.S)[1]
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", said)).strip()
    assert words == (
        "Understand what I eat and how it affects me so that lose weight and keep it off"
        " so that people eat well without thinking about it."
    )


def test_beside_the_map_stand_the_reasons_of_the_chosen_goal(crew, seen):
    crew.goals["next"].tie(crew.goals["need"], by=crew.ada, because="Who knows what they eat eats less.")

    html = seen("ada", "goal=4")

    assert "because who knows what they eat eats less." in html
    assert "/northwind/lighter/goals/4/ties/?to=2" in html
    assert "/ties/?to=2" not in seen("eve", "goal=4")


def test_loose_ends_are_listed_five_at_once_and_the_rest_on_request(crew, seen):
    for number in range(7):
        Goal.set(crew.product, Level.PRODUCT_GOAL, f"Step {number}", by=crew.ada)

    html = seen("ada")

    listed = re.search(r'<ul class="loose">(.*?)</ul>', html, re.S)[1]
    assert listed.count("<li>") == 5
    assert re.search(r"<details[^>]*id=\"loose-rest\"", html)


def test_a_filter_keeps_the_goals_above_so_that_the_thread_holds(crew, seen):
    crew.goals["sprint"].tie(crew.goals["next"], by=crew.cy)

    html = seen("eve", f"team={crew.teams['orion'].pk}")

    assert {number for number in range(1, 6) if f'id="goal-{number}"' in html} == {1, 2, 3, 4, 5}
    assert "context" in classes(html, 4)
    assert "context" not in classes(html, 5)
    assert "1 goal fits." in html


def test_an_owner_is_also_who_has_a_key_result(crew, seen):
    metric = Metric.add(crew.organisation, "Meals logged", by=crew.ada)
    KeyResult.set(crew.goals["need"], metric, by=crew.ada, baseline=0, target=20, owner_id=crew.bo.pk)

    html = seen("eve", f"owner={crew.bo.pk}")

    assert 'id="goal-2"' in html
    assert 'id="goal-3"' not in html


def test_closed_goals_are_shown_when_they_are_asked_for(crew, seen):
    crew.goals["business"].close("met", by=crew.ada)

    assert 'id="goal-3"' not in seen("eve")
    assert "closed" in classes(seen("eve", "state=all"), 3)
    assert 'id="goal-2"' not in seen("eve", "state=closed")


def test_a_tie_to_a_closed_goal_is_told_in_words(crew, seen):
    crew.goals["business"].close("met", by=crew.ada)

    assert "Also towards “Open a new source of revenue”" in card(seen("eve"), 4)


def test_a_tie_into_another_product_is_told_in_words(crew, seen):
    other = crew.organisation.add_product("Deeper", by=crew.ada)
    above = Goal.set(other, Level.USER_GOAL, "Sleep well", by=crew.ada)
    crew.goals["next"].tie(above, by=crew.ada)

    assert "Also towards “Sleep well” · Deeper" in card(seen("eve"), 4)


def test_an_empty_product_asks_the_guiding_questions_and_shows_ways_in(crew, as_):
    crew.organisation.add_product("Deeper", by=crew.ada)

    html = as_("ada").get("/northwind/deeper/").content.decode()

    assert "Nothing is tied yet." in html
    assert "/northwind/deeper/first/" in html
    assert "/northwind/deeper/paste/" in html
    assert html.count('class="column-empty"') == 4
    assert "goals/new/?level=business_goal" in html


@pytest.mark.parametrize(
    ("who", "deed"), [("ada", "New goal"), ("cy", "New goal"), ("ivy", "Propose a goal"), ("eve", None)]
)
def test_the_head_offers_what_somebody_may_do(crew, as_, who, deed):
    if who == "ivy":
        crew.people["ivy"] = Person.objects.create_user("ivy@northwind.example", name="Ivy Moss")
        Membership.objects.create(organisation=crew.organisation, person=crew.ivy, role=Membership.Role.MEMBER)
    html = as_(who).get(at("map")).content.decode()
    head = html[html.index('class="map-head"') : html.index('id="map"')]

    assert [words for words in ("New goal", "Propose a goal") if words in head] == ([deed] if deed else [])


def test_htmx_gets_the_map_and_what_stands_beside_it_alone(seen):
    html = seen("eve", "goal=2", **HTMX)

    assert html.lstrip().startswith('<section id="map"')
    assert '<hx-partial hx-target="#side"' in html
    assert "<html" not in html


@pytest.mark.parametrize(
    ("only", "there", "absent"), [("columns", "goal-2", "outline-vision"), ("outline", "outline-vision", "goal-2")]
)
def test_a_window_that_follows_gets_only_the_half_that_it_shows(seen, only, there, absent):
    html = seen("eve", f"only={only}", **HTMX)

    assert f'id="{there}"' in html
    assert f'id="{absent}"' not in html
    assert f"only={only}" in re.search(r'hx-get="([^"]*)"', html)[1]


def test_a_whole_page_holds_both_halves(seen):
    html = seen("eve", "only=outline")

    assert 'id="goal-2"' in html
    assert 'id="outline-vision"' in html


def test_the_outline_shows_every_goal_once_and_what_leads_nowhere_last(seen):
    html = seen("cy")
    outline = html[html.index('id="outline"') : html.index('id="deeds"')]

    places = re.findall(r'<h2[^>]*>([^<]+)</h2>|<a href="[^"]*/goals/(\d+)/">', outline)
    assert [title or int(number) for title, number in places] == [
        "Vision",
        1,
        "User goals",
        2,
        4,
        "Business goals",
        3,
        "Leads nowhere",
        5,
    ]
    assert "also under “Open a new source of revenue”" in outline


def test_words_of_people_are_shown_as_text(crew, seen):
    hostile = "<script>alert(1)</script>\"'`{{ 7*7 }}</li></ul>"
    goal = Goal.set(
        crew.product,
        Level.SPRINT_GOAL,
        hostile,
        by=crew.ada,
        name=hostile,
        owner_as_written=hostile,
        how_we_know=hostile,
    )
    metric = Metric.add(crew.organisation, hostile, by=crew.ada)
    KeyResult.set(goal, metric, by=crew.ada, baseline=1, target=2, owner_as_written=hostile)
    goal.tie(crew.goals["next"], by=crew.ada, because=hostile)

    for query in (
        f"goal={goal.number}",
        "owner=~" + quote(hostile),
        "team=" + quote(hostile),
        "state=" + quote(hostile),
    ):
        html = seen("ada", query)
        assert "<script>alert" not in html
    assert card(seen("ada"), goal.number).count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 3


def test_a_stranger_does_not_learn_that_the_product_exists(as_):
    for name in ("map", "side", "list"):
        assert as_("hal").get(at(name)).status_code == 404


def _grown(crew, count):
    for number in range(count):
        goal = Goal.set(crew.product, Level.PRODUCT_GOAL, f"Step {number}", by=crew.ada, owner_id=crew.bo.pk)
        goal.tie(crew.goals["need"], by=crew.ada, because="It helps.")
        KeyResult.set(goal, Metric.add(crew.organisation, f"Number {number}", by=crew.ada), by=crew.ada, target=5)


def _asked(client, name):
    """How many statements a page takes, and the page."""
    with CaptureQueriesContext(connection) as seen:
        html = client.get(at(name)).content.decode()
    return len(seen), html


def test_a_page_asks_as_many_questions_at_200_goals_as_at_20(crew, as_, walls):
    client, names = as_("ada"), ("map", "side", "list")
    for name in names:
        client.get(at(name))
    _grown(crew, 15)
    few = {name: _asked(client, name)[0] for name in names}
    _grown(crew, 180)
    for name in names:
        many, html = _asked(client, name)
        assert many == few[name] <= 28 + walls, name
        assert name == "side" or "Step 179" in html
