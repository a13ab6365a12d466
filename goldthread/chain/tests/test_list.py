"""The list through HTTP: an outline that reads well aloud and on paper."""

import re
from datetime import date
from html.parser import HTMLParser

import pytest

from goldthread.chain.models import Goal, KeyResult, Level
from goldthread.chain.tests.conftest import HTMX, at
from goldthread.measures.models import Metric


class Nested(HTMLParser):
    """Collects the goals of nested lists as (depth, number), and checks that every tag is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.goals: list[tuple[int, int]] = []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        if tag in ("ul", "li", "section", "article"):
            self.open.append(tag)
        ident = dict(attributes).get("id", "") or ""
        if tag == "li" and ident.startswith("goal-"):
            self.goals.append((self.open.count("li"), int(ident[5:])))

    def handle_endtag(self, tag):
        if tag in ("ul", "li", "section", "article"):
            assert self.open.pop() == tag


@pytest.fixture
def read(as_):
    def reading(short: str = "eve", query: str = "") -> str:
        html = as_(short).get(f"{at('list')}?{query}").content.decode()
        return html[html.index('id="list"') - 5 : html.index("</main>")]

    return reading


def test_goals_stand_once_each_under_their_first_parent(read):
    assert Nested(read().rsplit("</div>", 1)[0]).goals == [(1, 1), (2, 2), (3, 4), (2, 3), (1, 5)]


def test_all_reasons_are_told_also_of_ties_that_the_indent_does_not_show(crew, read):
    crew.goals["next"].tie(crew.goals["business"], by=crew.ada, because="Insight is what people pay for.")

    html = read()

    assert "A step towards the goal above, because it is a step towards it." in html
    assert "Also a step towards “Open a new source of revenue”, because insight is what people pay for." in html


def test_a_goal_is_told_with_level_people_dates_and_numbers(crew, read):
    crew.goals["next"].reword(by=crew.ada, base=None, owner_id=crew.bo.pk, due=date(2027, 1, 31))
    metric = Metric.add(crew.organisation, "Meals logged", by=crew.ada)
    KeyResult.set(
        crew.goals["next"], metric, by=crew.ada, baseline=3, target=20, due=date(2027, 1, 31), owner_id=crew.cy.pk
    )

    html = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", read()))

    for words in (
        "product goal · Insight",
        "Owner: Bo Winter",
        "by 31 Jan",
        "Meals logged: 3 → 20 by 31 Jan",
        "Cy Okafor",
    ):
        assert words in html


def test_headings_follow_the_depth_of_the_thread(read):
    levels = re.findall(r"<h(\d)[^>]*class=\"say\"", read())

    assert levels == ["3", "4", "5", "4", "3"]


def test_what_leads_nowhere_has_a_section_of_its_own(read):
    html = read()

    nowhere = html[html.index("Leads nowhere") :]
    assert "Log a meal in ten seconds" in nowhere
    assert "Lose weight" not in nowhere


def test_closed_goals_are_read_on_request(crew, read):
    crew.goals["business"].close("missed", by=crew.ada)

    assert 'id="goal-3"' not in read()
    assert 'id="goal-3"' in read(query="state=all")


def test_the_goal_that_the_address_names_is_marked(read):
    assert re.search(r'<li id="goal-4" class="marked">', read(query="goal=4"))


def test_a_thread_deeper_than_people_indent_still_closes_every_list(crew, read):
    above = crew.goals["vision"]
    for number in range(40):
        goal = Goal.set(crew.product, Level.PRODUCT_GOAL, f"Rung {number}", by=crew.ada)
        goal.tie(above, by=crew.ada)
        above = goal

    goals = Nested(read().rsplit("</div>", 1)[0]).goals

    assert len(goals) == 45
    assert max(depth for depth, _number in goals) == 13


def test_htmx_gets_the_outline_alone(as_):
    html = as_("eve").get(at("list"), **HTMX).content.decode()

    assert html.lstrip().startswith('<div id="list"')


def test_an_empty_product_is_told_in_a_sentence(crew, as_):
    crew.organisation.add_product("Deeper", by=crew.ada)

    assert (
        "As soon as the product has a goal, it stands here."
        in as_("eve").get("/northwind/deeper/list/").content.decode()
    )
