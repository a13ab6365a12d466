"""The page of a goal: what it shows, to whom, and what can be done there."""

import re
from datetime import date

import pytest

from goldthread.chain.models import Goal, Tie, many
from goldthread.measures.models import Metric
from goldthread.talk.models import Comment

from .conftest import HTMX, at

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "\u202egnp.exe",
    "{{ 7 * 7 }}",
]


@pytest.fixture
def need(crew):
    return crew.goals["need"]


def _page(client, goal, query="", **head):
    answer = client.get(at("goal", goal.number) + query, **head)
    assert answer.status_code == 200
    return answer.content.decode()


# --- what it shows ---


def test_a_goal_shows_its_words_its_place_and_its_past(as_, crew):
    goal = crew.goals["next"]
    goal.reword(
        by=crew.bo,
        base=None,
        because="Asked by clinics",
        why="So *that* they stay",
        how="With a scale",
        for_customer="Calm",
        for_business="Renewals",
        owner_id=crew.cy.pk,
        due=date(2031, 1, 31),
    )
    html = _page(as_("eve"), goal)

    for words in (
        "Understand what I eat",
        "So <em>that</em> they stay",
        "With a scale",
        "Calm",
        "Renewals",
        "Cy Okafor",
        "product goal",
    ):
        assert words in html
    for parent in ("need", "business"):
        assert crew.goals[parent].version.statement in html
    assert "It is a step towards it." in html
    assert "Asked by clinics" in html
    assert "changed: why, how, for the customer, for the business, owner, due." in html
    assert "Bo Winter" in html


def test_a_sprint_goal_tells_method_and_how_we_know_first(as_, crew):
    crew.goals["sprint"].reword(
        by=crew.cy, base=None, method="Five interviews", how_we_know="Four of five", why="To learn"
    )
    html = _page(as_("eve"), crew.goals["sprint"])

    assert html.index("Five interviews") < html.index("Four of five") < html.index("To learn")
    assert 'id="how-we-know"' in html


def test_the_thread_reads_as_one_sentence_up_to_the_vision(as_, crew):
    html = _page(as_("eve"), crew.goals["next"])
    said = re.search(r'id="sentence"[^>]*>(.*?)</p>', html, re.DOTALL)
    words = " ".join(re.sub(r"<[^>]+>", "", said[1]).split())

    assert (
        words
        == "Understand what I eat and how it affects me so that lose weight and keep it off so that people eat well without thinking about it."
    )
    assert 'data-copy-from="#sentence"' in html


def test_what_is_loose_stands_on_the_page_with_its_deed(as_, crew):
    html = _page(as_("cy"), crew.goals["sprint"])

    assert "Not a step towards any product goal." in html
    assert f'href="{at("ties", crew.goals["sprint"].number)}"' in html
    assert f'href="{at("wording", crew.goals["sprint"].number)}#id_how_we_know"' in html
    crew.goals["vision"].close("met", by=crew.ada)
    assert 'id="loose"' not in _page(as_("ada"), crew.goals["vision"])


def test_steps_that_have_ended_are_folded_away(as_, crew, need):
    crew.goals["next"].close("met", by=crew.ada)
    html = _page(as_("eve"), need)

    assert "1 step that has ended" in html
    assert html.index("1 step that has ended") < html.index("Understand what I eat")


def test_goals_of_another_product_are_linked_where_they_live(as_, crew, need):
    other = crew.organisation.add_product("Heavier", by=crew.ada)
    Goal.set(other, "product_goal", "Gain weight", by=crew.ada).tie(need, by=crew.ada)
    html = _page(as_("eve"), need)

    assert "Gain weight" in html
    assert 'href="/northwind/heavier/goals/6/"' in html


def test_a_guest_reads_nothing_of_goals_in_products_they_do_not_see(as_, crew, need):
    other = crew.organisation.add_product("Heavier", by=crew.ada)
    above = Goal.set(other, "user_goal", "Hidden above", by=crew.ada)
    Goal.set(other, "product_goal", "Hidden below", by=crew.ada).tie(need, by=crew.ada)
    need.tie(above, by=crew.ada)

    assert "Hidden" not in _page(as_("gus"), need)
    assert _page(as_("eve"), need).count("Hidden") >= 2


def test_the_page_follows_the_product_and_the_comments_the_goal(as_, crew, need):
    html = _page(as_("eve"), need)

    assert f'hx-trigger="product-{crew.product.pk} from:#live"' in html
    assert f'hx-trigger="goal-{need.pk} from:#live"' in html
    assert f"topic=product-{crew.product.pk}&amp;topic=goal-{need.pk}" in html
    assert f'data-here="goal-{need.pk}"' in html


def test_htmx_gets_the_goal_without_the_page_and_without_the_comments(as_, need):
    html = _page(as_("ada"), need, **HTMX)

    assert html.strip().startswith(f'<article id="goal-{need.number}"')
    assert "<html" not in html
    assert 'id="comments"' not in html


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_shown_as_words_everywhere(as_, crew, need, words):
    client = as_("ada")
    fields = (
        "statement",
        "why",
        "how",
        "for_customer",
        "for_business",
        "name",
        "timeframe",
        "owner_as_written",
        "because",
    )
    answer = client.post(
        at("wording", need.number), {**dict.fromkeys(fields, words), "base": need.version_id}, follow=True
    )
    Comment.say(need, words, by=crew.ada)
    Tie.between(need, crew.goals["vision"], by=crew.ada, because=words)
    need.close("met", by=crew.ada, learned=words)
    html = answer.content.decode() + _page(client, need)

    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert 'href="javascript:' not in html
    assert "7 * 7" in html or "7 * 7" not in words


def test_marks_that_no_screen_shows_are_left_out(as_, need):
    as_("bo").post(
        at("wording", need.number), {"statement": "\x00Lose\x07 weight\r\n", "why": "a\x00b", "base": need.version_id}
    )
    need.refresh_from_db()

    assert (need.version.statement, need.version.why) == ("Lose weight", "ab")


# --- who ---

ROLES = ("ada", "bo", "cy", "di", "eve", "fay", "gus")
MAY_SET = {
    "need": ("ada", "bo", "fay"),
    "sprint": ("cy",),
}
MAY_COMMENT = ("ada", "bo", "cy", "di", "fay", "gus")


@pytest.mark.parametrize("who", ROLES)
@pytest.mark.parametrize("key", MAY_SET)
def test_each_role_sees_the_goal_and_only_the_forms_it_may_use(as_, crew, key, who):
    goal, client = crew.goals[key], as_(who)
    html = _page(client, goal)
    may = who in MAY_SET[key]

    assert ('id="statement-form"' in html) == may
    assert (f'href="{at("wording", goal.number)}"' in html) == may
    assert (at("closing", goal.number) in html) == may
    assert ('id="comment-form"' in html) == (who in MAY_COMMENT)
    for name in ("wording", "closing"):
        assert client.get(at(name, goal.number)).status_code == (200 if may else 403)
    saved = client.post(at("wording", goal.number), {"statement": "Other words", "base": goal.version_id})
    assert saved.status_code == (302 if may else 403)
    assert client.post(at("reopening", goal.number)).status_code == (302 if may else 403)
    goal.refresh_from_db()
    assert (goal.version.statement == "Other words") == may


def test_who_may_not_set_goals_may_propose_one_below(as_, need):
    assert f"{at('propose')}?level=product_goal&amp;parent={need.number}" in _page(as_("di"), need)
    assert f"{at('new')}?level=product_goal&amp;parent={need.number}" in _page(as_("bo"), need)
    assert at("propose") not in _page(as_("gus"), need)


def test_a_goal_of_another_organisation_looks_like_no_goal(as_, crew, need):
    client = as_("hal")
    theirs = client.get(at("goal", need.number))
    nobodys = client.get("/nowhere/lighter/goals/2/")
    unknown = client.get(at("goal", 4711))

    assert [theirs.status_code, nobodys.status_code, unknown.status_code] == [404, 404, 404]
    assert _body(theirs) == _body(unknown) == _body(nobodys)


def _body(answer):
    """The page without what differs by address and by request."""
    html = answer.content.decode()
    html = re.sub(r'name="(csrfmiddlewaretoken|once)" value="[^"]*"|"X-CSRFToken": "[^"]*"', "", html)
    return re.sub(r"/(northwind|nowhere)/lighter/goals/\d+/", "", html)


@pytest.mark.parametrize(
    "path",
    [
        "goals/0/",
        "goals/99999999999999999999999/",
        "goals/2/versions/99/",
        "goals/2/versions/99999999999999999999/",
        "goals/-1/",
    ],
)
def test_what_is_not_there_is_not_found(as_, crew, path):
    assert as_("ada").get(f"/northwind/lighter/{path}").status_code == 404


def test_a_goal_is_found_only_under_its_own_product(as_, crew, need):
    crew.organisation.add_product("Heavier", by=crew.ada)

    assert as_("ada").get(f"/northwind/heavier/goals/{need.number}/").status_code == 404


def test_a_goal_of_many_key_results_shows_them_page_by_page(crew, as_):
    metric = Metric.add(crew.organisation, "Meals logged", by=crew.ada)
    numbers = {"baseline": 0, "target": 9}
    many.measure_goals([(crew.goals["next"], metric, numbers)] * 120, by=crew.ada)
    first = as_("ada").get(at("goal", crew.goals["next"].number)).content.decode()
    third = as_("ada").get(at("goal", crew.goals["next"].number), {"page": "3"}).content.decode()

    assert "Page 1 of 3" in first
    assert first.count('id="key-result-') == 50
    assert third.count('id="key-result-') == 20
