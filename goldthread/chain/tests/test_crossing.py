"""Two edits that cross: both texts are shown and nothing is lost."""

import re
from html import unescape

import pytest

from goldthread.chain.models import Goal

from .conftest import HTMX, at


@pytest.fixture
def crossed(crew):
    """Bo changed the words after somebody had started from `base`."""
    goal = crew.goals["need"]
    base = goal.version_id
    theirs = goal.reword(by=crew.bo, base=base, statement="Lose weight for good", why="Health & joy")
    return goal, base, theirs


def _hidden(html, name="crossed-mine"):
    """The hidden inputs of the form that puts mine, or keeps theirs, by name."""
    form = html[html.index(f'id="{name}"') : html.index("</form>", html.index(f'id="{name}"'))]
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form)
    return {name: unescape(value) for name, value in found}


def _save(client, goal, said, **head):
    return client.post(at("wording", goal.number), said, **head)


def test_both_texts_are_shown_with_who_and_what_differs_underlined(as_, crossed):
    goal, base, _theirs = crossed
    answer = _save(as_("ada"), goal, {"statement": "Lose weight gently", "base": base})
    html = answer.content.decode()

    assert answer.status_code == 409
    assert "Bo Winter changed this while you were writing" in html
    assert 'Lose weight<u class="changed"> for good</u>' in html
    assert 'Lose weight<u class="changed"> gently</u>' in html
    goal.refresh_from_db()
    assert goal.version.statement == "Lose weight for good"


def test_putting_mine_sends_my_words_again_from_the_version_in_force(as_, crossed):
    goal, base, theirs = crossed
    client = as_("ada")
    html = _save(client, goal, {"statement": "Lose weight gently", "because": "Kinder", "base": base}).content.decode()
    again = _hidden(html)
    assert (again["statement"], again["because"], again["base"]) == ("Lose weight gently", "Kinder", str(theirs.pk))

    assert _save(client, goal, again).status_code == 302
    goal.refresh_from_db()
    assert (goal.version.statement, goal.version.because, goal.version.why) == (
        "Lose weight gently",
        "Kinder",
        "Health & joy",
    )


def test_keeping_theirs_leads_back_to_where_it_was_written(as_, crossed):
    goal, base, _theirs = crossed
    page = f"http://testserver{at('wording', goal.number)}?x=1"
    html = _save(as_("ada"), goal, {"statement": "Gently", "base": base}, headers={"referer": page}).content.decode()

    assert f'href="{at("wording", goal.number)}?x=1"' in html


@pytest.mark.parametrize("came_from", ["https://evil.example/", "javascript:alert(1)", "//evil.example"])
def test_nobody_is_led_elsewhere(as_, crossed, came_from):
    goal, base, _theirs = crossed
    html = _save(
        as_("ada"), goal, {"statement": "Gently", "base": base}, headers={"referer": came_from}
    ).content.decode()

    assert came_from not in html


def test_both_together_begin_with_mine(as_, crossed):
    goal, base, _theirs = crossed
    html = _save(as_("ada"), goal, {"statement": "Lose weight gently", "base": base}).content.decode()

    assert re.search(r'<textarea name="statement"[^>]*>Lose weight gently</textarea>', html)


def test_in_the_browser_it_opens_in_the_dialog_and_answers_where_the_first_form_did(as_, crossed):
    goal, base, _theirs = crossed
    head = {
        **HTMX,
        "HTTP_HX_TARGET": "article#goal-2",
        "HTTP_HX_CURRENT_URL": "http://testserver/northwind/lighter/goals/2/",
    }
    answer = _save(as_("ada"), goal, {"statement": "Lose weight gently", "base": base}, **head)
    html = answer.content.decode()

    assert (answer.status_code, answer["HX-Retarget"], answer["HX-Reswap"]) == (409, "#dialog-inside", "innerHTML")
    assert "<html" not in html
    assert html.count('hx-target="#goal-2"') == 2


def test_a_target_that_is_no_id_is_not_written_into_the_page(as_, crossed):
    goal, base, _theirs = crossed
    html = _save(
        as_("ada"), goal, {"statement": "Gently", "base": base}, HTTP_HX_TARGET='x#"><script>', **HTMX
    ).content.decode()

    assert "<script>" not in html
    assert "hx-post" not in html


def test_fields_that_only_one_of_them_touched_are_not_in_question(as_, crossed):
    goal, base, _theirs = crossed
    whole = {"statement": "Lose weight gently", "why": "", "level": "user_goal", "how": "Slowly", "base": base}
    html = _save(as_("ada"), goal, whole).content.decode()

    assert "<h3>Goal</h3>" in html
    assert "<h3>Why</h3>" not in html
    assert (_hidden(html)["how"], "why" in _hidden(html)) == ("Slowly", False)


def test_to_keep_what_is_in_force_keeps_what_nobody_else_changed(as_, crossed):
    goal, base, _theirs = crossed
    client = as_("ada")
    html = _save(client, goal, {"statement": "Gently", "how": "Slowly", "base": base}).content.decode()
    assert "<h3>How</h3>" not in html
    assert _save(client, goal, _hidden(html, "crossed-theirs")).status_code == 302

    goal.refresh_from_db()
    assert (goal.version.statement, goal.version.how) == ("Lose weight for good", "Slowly")


def test_a_whole_form_in_which_other_fields_were_changed_crosses_nothing(as_, crossed):
    goal, base, _theirs = crossed
    whole = {"statement": "Lose weight and keep it off", "why": "", "level": "user_goal", "how": "Slowly", "base": base}
    assert _save(as_("ada"), goal, whole).status_code == 302

    goal.refresh_from_db()
    assert (goal.version.statement, goal.version.why, goal.version.how) == (
        "Lose weight for good",
        "Health & joy",
        "Slowly",
    )


def test_of_two_owners_or_days_one_is_chosen_by_its_name(as_, crew):
    goal = crew.goals["next"]
    base = goal.version_id
    goal.reword(by=crew.bo, base=base, owner_id=crew.cy.pk, due="2031-03-31")
    html = _save(as_("ada"), goal, {"owner": crew.di.pk, "due": "2031-04-30", "base": base}).content.decode()

    assert 'class="changed">Cy Okafor</u>' in html
    assert 'class="changed">Di Marin</u>' in html
    assert "31 March 2031" in html.replace('<u class="changed">', "").replace("</u>", "")
    assert f'type="radio" name="owner" value="{crew.cy.pk}"' in html
    assert re.search(rf'name="owner" value="{crew.di.pk}" checked', html)


@pytest.mark.parametrize(
    "words", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "عربي مختلط latin", "{{ 7*7 }}"]
)
def test_hostile_words_are_shown_as_words(as_, crossed, words):
    goal, base, _theirs = crossed
    html = _save(as_("ada"), goal, {"statement": words, "base": base}).content.decode()

    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert _hidden(html)["statement"] == words
    assert Goal.objects.get(pk=goal.pk).version.statement == "Lose weight for good"
