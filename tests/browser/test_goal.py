"""A goal's page, as only browsers show it: several people at once, the keyboard, a phone, no scripts at all."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.browsers import axe

GOAL = "/northwind/lighter/goals/2/"
SAID = "Lose weight and keep it off"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def is_connected(page):
    page.wait_for_function("() => document.querySelector('#live')._htmx?.sse")
    return page


def statement(page):
    return page.locator("#goal-statement")


def write(page, words):
    """Open the statement where it stands and put other words, not saved yet."""
    page.locator("#statement > summary").click()
    page.locator("#statement-text").fill(words)


def test_the_statement_is_changed_where_it_stands_by_keyboard_and_the_difference_is_shown(visit):
    ada = is_connected(visit("ada", GOAL))
    ada.locator("#statement > summary").focus()
    ada.keyboard.press("Enter")
    expect(ada.locator("#statement-text")).to_be_focused()
    ada.keyboard.press("Escape")
    expect(ada.locator("#statement > summary")).to_be_focused()

    ada.keyboard.press("Enter")
    ada.keyboard.type(" for good")
    ada.locator("#statement-because").fill("Clearer")
    ada.keyboard.press("Control+Enter")
    expect(statement(ada)).to_have_text(f"{SAID} for good")
    expect(ada.locator("#goal-told ins")).to_contain_text("for good")
    expect(ada.locator("#statement")).not_to_have_attribute("open", "")
    expect(ada.locator("#past")).to_contain_text("Clearer")
    # A second change begins without the reason of the first.
    ada.locator("#statement > summary").click()
    expect(ada.locator("#statement-because")).to_have_value("")


def test_another_sees_the_change_and_keeps_what_they_were_writing(visit):
    ada, bo = is_connected(visit("ada", GOAL)), is_connected(visit("bo", GOAL))
    bo.locator("#comment-text").click()
    bo.keyboard.type("Half a sen")
    expect(ada.locator('[data-place="goal-2-comment"][data-writing="Bo"]')).to_be_visible()
    write(ada, "Lose weight for good")
    expect(bo.locator('[data-place="goal-2-statement"][data-writing="Ada"]')).to_be_visible()
    ada.keyboard.press("Control+Enter")

    expect(statement(bo)).to_have_text("Lose weight for good")
    expect(bo.locator("#comment-text")).to_be_focused()
    bo.keyboard.type("tence")
    expect(bo.locator("#comment-text")).to_have_value("Half a sentence")
    expect(bo.locator("#presence .av")).to_have_attribute("aria-label", "Ada Lopez")


@pytest.fixture
def crossing(visit):
    """Bo wrote while Ada saved other words; his are sent and cross."""
    ada, bo = is_connected(visit("ada", GOAL)), is_connected(visit("bo", GOAL))
    write(bo, "Lose weight gently")
    expect(bo.locator("#coach-statement-text li").first).to_be_visible()
    write(ada, "Lose weight for good")
    ada.keyboard.press("Control+Enter")
    expect(ada.locator("#goal-told ins")).to_be_visible()
    # Neither hints nor what arrived meanwhile have renewed his words or the version he started from.
    expect(bo.locator("#past")).to_contain_text("Ada Lopez")
    expect(bo.locator("#statement-text")).to_have_value("Lose weight gently")
    bo.get_by_role("button", name="Save", exact=True).click()
    expect(bo.locator("#dialog")).to_contain_text("Ada Lopez changed this while you were writing")
    return ada, bo


def test_words_left_unsent_cross_what_was_saved_before_they_are_sent(visit):
    """A page opened anew brings the words back, and with them the version they started from."""
    ada, bo = is_connected(visit("ada", GOAL)), is_connected(visit("bo", GOAL))
    write(bo, "Lose weight gently")
    bo.goto("about:blank")
    write(ada, "Lose weight for good")
    ada.keyboard.press("Control+Enter")
    expect(ada.locator("#goal-told ins")).to_be_visible()

    bo.goto(GOAL)
    bo.locator("#statement > summary").click()
    expect(bo.locator("#statement-text")).to_have_value("Lose weight gently")
    bo.get_by_role("button", name="Save", exact=True).click()
    expect(bo.locator("#dialog")).to_contain_text("Ada Lopez changed this while you were writing")


def test_crossing_edits_show_both_texts_and_mine_can_be_put(crossing):
    ada, bo = crossing
    expect(bo.locator("#dialog u").nth(0)).to_contain_text("for good")
    expect(bo.locator("#dialog u").nth(1)).to_contain_text("gently")
    axe(bo, "#dialog")
    bo.get_by_role("button", name="Put mine").click()

    expect(bo.locator("#dialog")).not_to_be_visible()
    expect(statement(bo)).to_have_text("Lose weight gently")
    expect(statement(ada)).to_have_text("Lose weight gently")


def test_crossing_edits_can_be_edited_together(crossing):
    ada, bo = crossing
    bo.get_by_text("Edit both together").click()
    bo.locator("#crossed-statement").fill("Lose weight gently and for good")
    bo.get_by_role("button", name="Save this").click()

    expect(statement(ada)).to_have_text("Lose weight gently and for good")


def test_of_crossing_edits_theirs_can_be_kept(crossing):
    _ada, bo = crossing
    bo.get_by_role("link", name="Keep what is in force").click()

    expect(statement(bo)).to_have_text("Lose weight for good")


def test_people_talk_mention_each_other_and_lay_files_beside(visit):
    ada, bo = is_connected(visit("ada", GOAL)), is_connected(visit("bo", GOAL))
    ada.locator("#comment-text").click()
    ada.keyboard.type("Could @bo")
    expect(ada.get_by_role("option", name="Bo Winter")).to_have_attribute("aria-selected", "true")
    ada.keyboard.press("Enter")
    ada.keyboard.type("look at this?")
    expect(ada.locator("#comment-text")).to_have_value("Could @Bo Winter look at this?")
    ada.get_by_text("Attach files").click()
    ada.locator("#comment-files").set_input_files(
        [{"name": name, "mimeType": "text/plain", "buffer": b"hello"} for name in ("a.txt", "b.md")]
    )
    ada.get_by_role("button", name="Say it").click()

    said = bo.locator(".comment")
    expect(said.locator(".mention")).to_have_text("@Bo Winter")
    expect(ada.locator("#comment-text")).to_have_value("")
    assert ada.evaluate("document.querySelector('#comment-files').files.length") == 0
    with bo.expect_download() as download:
        said.get_by_role("link", name="a.txt").click()
    assert download.value.suggested_filename == "a.txt"

    ada.locator(".comment summary").click()
    ada.get_by_role("button", name="Take it back").click()
    expect(said).to_contain_text("Ada Lopez took back what was said here.")


def test_the_names_are_left_by_escape_and_a_name_may_be_typed_in_full(visit):
    ada = is_connected(visit("ada", GOAL))
    ada.locator("#comment-text").click()
    ada.keyboard.type("@B")
    expect(ada.locator(".mention-names")).to_be_visible()
    ada.keyboard.press("Escape")
    expect(ada.locator(".mention-names")).to_have_count(0)
    ada.keyboard.type("o Winter")
    expect(ada.locator(".mention-names")).to_be_visible()
    ada.keyboard.press("ArrowDown")
    ada.keyboard.press("Tab")
    expect(ada.locator("#comment-text")).to_have_value("@Bo Winter ")


def test_a_goal_is_closed_in_the_dialog_and_opened_again(visit):
    ada, bo = is_connected(visit("ada", GOAL)), is_connected(visit("bo", GOAL))
    ada.get_by_role("link", name="Close", exact=True).click()
    ada.get_by_role("radio", name="Missed").check()
    ada.locator("#id_learned").fill("Evenings are hard.")
    ada.get_by_role("button", name="Close the goal").click()

    expect(bo.locator("#closing")).to_contain_text("Evenings are hard.")
    expect(ada.locator("#dialog")).not_to_be_visible()
    bo.get_by_role("button", name="Open it again").click()
    expect(ada.locator("#closing")).to_have_count(0)


def test_what_was_typed_into_the_whole_form_is_still_there_after_a_mishap(visit):
    ada = visit("ada", f"{GOAL}wording/")
    ada.locator("#id_why").fill("Because of evenings")
    ada.wait_for_function("() => Object.keys(sessionStorage).some(one => one.endsWith('wording'))")
    ada.reload()
    expect(ada.locator("#id_why")).to_have_value("Because of evenings")

    ada.locator("#id_why").press("Control+Enter")
    expect(ada.locator("#why")).to_contain_text("Because of evenings")
    ada.goto(f"{GOAL}wording/")
    expect(ada.locator(".draft-note")).to_have_count(0)


def test_each_level_shows_its_own_question_and_fields(visit):
    ada = visit("ada", "/northwind/lighter/goals/new/?level=user_goal")
    expect(ada.get_by_text("Which problem do people want solved")).to_be_visible()
    expect(ada.locator("#id_team")).not_to_be_visible()
    cy = visit("cy", "/northwind/lighter/goals/new/?level=sprint_goal")
    expect(cy.get_by_text("What will be different at the end of the sprint")).to_be_visible()
    expect(cy.locator("#id_team")).to_be_visible()
    expect(cy.locator("select[name=parent] optgroup").first).to_have_attribute("label", "Product goal")


def test_a_goal_below_is_set_and_stands_on_the_page_of_the_one_above(visit):
    ada, bo = is_connected(visit("ada", GOAL)), is_connected(visit("bo", GOAL))
    ada.get_by_role("link", name="New goal below").click()
    expect(ada.get_by_role("heading", name="New goal", exact=True)).to_be_visible()
    ada.wait_for_load_state("load")
    ada.get_by_label("Goal", exact=True).fill("Weigh in every day")
    ada.keyboard.press("Control+Enter")
    expect(statement(ada)).to_have_text("Weigh in every day")

    expect(bo.locator("#steps")).to_contain_text("Weigh in every day")


def test_a_proposal_is_taken_up_before_everybodys_eyes(visit):
    di, ada = (is_connected(visit(who, "/northwind/lighter/candidates/")) for who in ("di", "ada"))
    di.get_by_role("link", name="Propose a goal").click()
    di.get_by_label("Goal", exact=True).fill("Cook together")
    di.get_by_role("button", name="Propose it").click()
    expect(di.locator("#dialog")).not_to_be_visible()
    expect(ada.locator(".candidate")).to_contain_text("Cook together")
    ada.get_by_role("button", name="Take it up").click()

    expect(di.locator(".answered")).to_contain_text("Taken up by Ada Lopez")


def test_everything_works_without_scripts(visit):
    ada = visit("ada", GOAL, java_script_enabled=False)
    ada.locator("#statement > summary").click()
    ada.locator("#statement-text").fill("Lose weight for good")
    ada.get_by_role("button", name="Save", exact=True).click()
    expect(ada.locator("#goal-told")).to_contain_text("for good")
    ada.locator("#comment-text").fill("Hello @Bo Winter")
    ada.get_by_role("button", name="Say it").click()
    expect(ada.locator(".comment .mention")).to_have_text("@Bo Winter")
    ada.get_by_role("link", name="Close", exact=True).click()
    ada.get_by_role("radio", name="The outcome is there.").check()
    ada.get_by_role("button", name="Close the goal").click()
    expect(ada.locator("#closing")).to_contain_text("Met.")


PAGES = (
    GOAL,
    f"{GOAL}wording/",
    f"{GOAL}closing/",
    "/northwind/lighter/goals/new/",
    "/northwind/lighter/candidates/",
    "/northwind/lighter/candidates/new/",
)


@pytest.mark.parametrize("look", [{}, {"color_scheme": "dark"}, PHONE], ids=["light", "dark", "phone"])
def test_no_page_of_a_goal_keeps_anybody_out_or_runs_over_the_edge(visit, look):
    page = visit("ada", GOAL, **look)
    for path in PAGES:
        page.goto(path)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    page.goto(GOAL)
    page.locator("#comment-text").fill("@B")
    expect(page.locator(".mention-names")).to_be_visible()
    axe(page)


def test_who_may_only_read_sees_no_forms(visit):
    eve = visit("eve", GOAL)

    expect(statement(eve)).to_have_text(SAID)
    expect(eve.locator("main form:not([id^='follow-'])")).to_have_count(0)
    assert re.search(r"No\. 2", eve.locator("main").inner_text(), re.IGNORECASE)


def test_a_goal_to_be_a_step_towards_is_found_by_a_few_letters(visit):
    ada = visit("ada", "/northwind/lighter/goals/new/?level=product_goal")
    towards = ada.get_by_role("combobox", name="A step towards")
    towards.click()
    expect(ada.get_by_role("group", name="User goal")).to_be_visible()
    towards.press_sequentially("rev so")
    expect(ada.get_by_role("listbox").get_by_role("option")).to_have_text(["Open a new source of revenue"])
    towards.press("Enter")
    expect(towards).to_have_value("Open a new source of revenue")
    axe(ada)
    ada.get_by_label("Goal", exact=True).fill("Sell to clinics")
    ada.keyboard.press("Control+Enter")

    expect(ada.locator("#above")).to_contain_text("Open a new source of revenue")


def test_words_that_were_not_chosen_are_not_kept_in_the_field(visit):
    ada = visit("ada", "/northwind/lighter/goals/new/?level=product_goal&parent=2")
    towards = ada.get_by_role("combobox", name="A step towards")
    expect(towards).to_have_value(SAID)
    towards.fill("something else")
    towards.press("Tab")
    expect(towards).to_have_value(SAID)
    towards.fill("")
    towards.press("Tab")
    expect(ada.locator("select[name=parent]")).to_have_value("")
