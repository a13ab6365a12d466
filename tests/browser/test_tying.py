"""Tying goals on the map: by dragging, by keyboard, from a menu, on a phone, without scripts, before others' eyes."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.browsers import resting
from tests.support.map import BUSINESS, MAP, NEED, NEXT, PHONE, SPRINT, VISION, card, drag, expect_line, parents


def test_a_goal_is_tied_by_dragging_from_knot_to_knot_and_the_reason_is_asked(visit, served):
    page = visit("cy", MAP)

    drag(page, "#goal-5 > .knot.in", NEXT)
    expect(card(page, NEXT)).to_have_class(re.compile(r"\baimed\b"))
    assert page.locator("#wires .pulled").count() == 1
    page.mouse.up()

    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(
        "“Log a meal in ten seconds” is a step towards “Understand what I eat and how it affects me”, because"
    )
    dialog.get_by_label("Why does it help?").fill("Nobody logs for longer.")
    dialog.get_by_role("button", name="Tie").click()

    expect(dialog).to_be_hidden()
    expect_line(page, SPRINT, NEXT)
    expect(card(page, SPRINT)).not_to_contain_text("Not a step towards")
    assert parents(served, SPRINT) == ["4 Nobody logs for longer."]


def test_a_finger_pulls_a_line_from_knot_to_knot_and_the_page_stays_where_it_is(visit, served):
    page = visit("cy", MAP, viewport={"width": 1100, "height": 1000}, has_touch=True)
    card(page, SPRINT).scroll_into_view_if_needed()
    knot, onto = resting(page.locator("#goal-5 > .knot.in")), resting(card(page, NEXT))
    fingers = page.context.new_cdp_session(page)
    scrolled = page.evaluate("scrollY")

    def touch(kind, *at):
        points = [{"x": at[0], "y": at[1]}] if at else []
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", knot["x"] + 4, knot["y"] + 4)
    touch("touchMove", knot["x"] - 30, knot["y"] - 40)
    touch("touchMove", onto["x"] + 60, onto["y"] + 30)
    expect(card(page, NEXT)).to_have_class(re.compile(r"\baimed\b"))
    touch("touchEnd")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Why does it help?").fill("Nobody logs for longer.")
    assert page.evaluate("scrollY") == scrolled
    dialog.get_by_role("button", name="Tie").click()

    expect(dialog).to_be_hidden()
    expect_line(page, SPRINT, NEXT)
    assert parents(served, SPRINT) == ["4 Nobody logs for longer."]


def test_a_line_can_be_pulled_from_the_higher_goal_too(visit, served):
    page = visit("cy", MAP)

    drag(page, "#goal-4 > .knot.out", SPRINT)
    page.mouse.up()
    page.get_by_role("dialog").get_by_role("button", name="Tie").click()

    expect_line(page, SPRINT, NEXT)
    assert parents(served, SPRINT) == ["4 "]


def test_a_goal_is_tied_by_keyboard(visit, served):
    page = visit("cy", MAP)
    page.locator("#goal-5 .goal-link").focus()

    page.keyboard.press("t")
    expect(page.locator("#goal-4 .goal-link")).to_be_focused()
    expect(card(page, NEXT)).to_have_class(re.compile(r"\baimed\b"))
    expect(page.locator("#voice")).to_contain_text("Tying “Log a meal in ten seconds”")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Why does it help?")).to_be_focused()
    page.keyboard.type("It is what we build.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect_line(page, SPRINT, NEXT)
    assert parents(served, SPRINT) == ["4 It is what we build."]
    expect(page.locator("#goal-5 .goal-link")).to_be_focused()


@pytest.mark.parametrize(
    ("knot", "onto", "why"),
    [
        ("#goal-4 > .knot.in", NEXT, "A goal cannot be a step towards itself."),
        (
            "#goal-2 > .knot.in",
            NEXT,
            "“Understand what I eat and how it affects me” is a step towards “Lose weight and keep it off” already.",
        ),
        ("#goal-2 > .knot.out", SPRINT, "You cannot change “Log a meal in ten seconds”."),
    ],
)
def test_a_line_let_go_where_nothing_can_be_tied_says_why_and_selects_no_words(visit, served, knot, onto, why):
    page = visit("ada", MAP)
    before = parents(served, onto)

    drag(page, knot, onto)
    page.mouse.up()

    expect(page.locator("#messages .notice")).to_have_count(1)
    expect(page.locator("#messages")).to_contain_text(why)
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.evaluate("getSelection().toString()") == ""
    assert parents(served, onto) == before


def test_a_line_past_a_level_runs_between_its_cards_and_not_behind_them(visit):
    page = visit("ada", MAP)

    drag(page, "#goal-4 > .knot.in", VISION)
    page.mouse.up()
    page.get_by_role("dialog").get_by_role("button", name="Tie").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect_line(page, NEXT, VISION)

    hidden = page.evaluate("""() => {
        const frame = document.getElementById("wires").getBoundingClientRect();
        const cards = [...document.querySelectorAll("#column-1 .goal")].map(card => card.getBoundingClientRect());
        const path = document.querySelector("#wires .wire.dim");
        const points = Array.from({length: 600}, (_, at) => path.getPointAtLength(path.getTotalLength() * at / 599));
        const inside = (x, y, box) => x > box.left + 2 && x < box.right - 2 && y > box.top + 2 && y < box.bottom - 2;
        return points.filter(one => cards.some(box => inside(one.x + frame.left, one.y + frame.top, box))).length;
    }""")
    assert hidden == 0


def test_a_goal_of_others_cannot_be_pulled_and_it_is_said_why(visit):
    page = visit("ada", MAP)

    drag(page, "#goal-5 > .knot.in", NEXT)
    page.mouse.up()

    expect(page.locator("#messages")).to_contain_text("You cannot change “Log a meal in ten seconds”.")
    assert page.evaluate("getSelection().toString()") == ""


def test_tying_by_keyboard_begins_at_a_goal_not_tied_yet_and_shows_its_own_keys(visit):
    page = visit("ada", MAP)
    page.locator("#goal-4 .goal-link").focus()
    expect(page.locator("#map-keys .usual")).to_be_visible()

    # It is a step towards the need and the business goal already: what is left is a goal further up.
    page.keyboard.press("t")

    expect(page.locator("#goal-1 .goal-link")).to_be_focused()
    expect(page.locator("#map-keys .tying")).to_be_visible()
    expect(page.locator("#map-keys .usual")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.locator("#map-keys .usual")).to_be_visible()


def test_a_goal_is_tied_and_untied_from_its_menu(visit, served):
    page = visit("cy", MAP)
    card(page, SPRINT).hover()
    card(page, SPRINT).get_by_role("button", name="More: Log a meal in ten seconds").click()
    page.locator("#deeds").get_by_role("link", name="Tie to…").click()
    dialog = page.get_by_role("dialog")
    towards = dialog.get_by_role("combobox", name="A step towards")
    towards.press_sequentially("understand")
    expect(dialog.get_by_role("option")).to_have_text(["Understand what I eat and how it affects me"])
    towards.press("Enter")
    dialog.get_by_role("button", name="Tie").click()
    expect_line(page, SPRINT, NEXT)

    card(page, SPRINT).get_by_role("button", name="More: Log a meal").click()
    page.locator("#deeds").get_by_role("link", name="Untie…").click()
    dialog.get_by_role("button", name="Untie from “Understand what I eat").click()

    expect(dialog).to_be_hidden()
    expect(card(page, SPRINT)).to_contain_text("Not a step towards any product goal.")
    assert parents(served, SPRINT) == []


def test_dragging_along_a_tie_that_stands_asks_to_change_the_reason_or_untie(visit, served):
    page = visit("ada", MAP)

    drag(page, "#goal-4 > .knot.in", BUSINESS)
    page.mouse.up()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Why does it help?")).to_have_value("It is a step towards it.")
    dialog.get_by_role("button", name="Untie").click()

    expect(dialog).to_be_hidden()
    expect(card(page, NEXT)).to_have_attribute("data-ties", "2")
    assert parents(served, NEXT) == ["2 It is a step towards it."]


def test_others_see_a_tie_at_once_and_keep_what_they_had_chosen(visit):
    ada, cy = visit("ada", MAP), visit("cy", MAP)
    card(ada, NEED).locator(".eyebrow").click()
    ada.locator("#goal-3 .goal-link").focus()
    expect(ada.locator("#side")).to_contain_text("Lose weight")

    drag(cy, "#goal-5 > .knot.in", NEXT)
    cy.mouse.up()
    cy.get_by_role("dialog").get_by_role("button", name="Tie").click()

    expect_line(ada, SPRINT, NEXT, ".lit")
    expect(ada.locator("#goal-3 .goal-link")).to_be_focused()
    expect(card(ada, NEED)).to_have_class(re.compile(r"\bchosen\b"))
    expect(card(ada, SPRINT)).to_have_class(re.compile(r"\blit\b"))


def test_folds_choice_and_an_open_menu_outlast_the_changes_of_others(visit):
    ada, cy = visit("ada", MAP), visit("cy", MAP)
    ada.locator("#column-0").hover()
    ada.get_by_role("button", name="Fold the column Vision").click()
    card(ada, NEXT).hover()
    card(ada, NEXT).get_by_role("button", name="More:").click()
    expect(ada.locator("#deeds")).to_be_visible()

    drag(cy, "#goal-5 > .knot.in", NEXT)
    cy.mouse.up()
    cy.get_by_role("dialog").get_by_role("button", name="Tie").click()

    expect(card(ada, SPRINT)).to_have_attribute("data-ties", "4")
    expect(card(ada, VISION)).to_be_hidden()
    expect(ada.locator("#deeds")).to_be_visible()


def test_on_a_phone_a_loose_goal_is_tied_from_the_list(visit, served):
    page = visit("cy", MAP, **PHONE, has_touch=True)

    page.locator("#outline-nowhere").get_by_role("link", name="Tie").tap()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox", name="A step towards").tap()
    dialog.get_by_role("option", name="Understand what I eat and how it affects me").tap()
    dialog.get_by_role("button", name="Tie").tap()

    expect(page.get_by_role("heading", name="Leads nowhere")).to_be_hidden()
    assert parents(served, SPRINT) == ["4 "]


def test_a_level_folded_on_the_phone_stays_folded_while_the_tab_is_open(visit):
    page = visit("cy", MAP, **PHONE, has_touch=True)
    needs = page.locator("#outline-user_goal")
    needs.get_by_role("heading", name="User goals").tap()
    expect(needs.get_by_role("link", name="Lose weight")).to_be_hidden()

    page.reload()

    expect(needs.get_by_role("link", name="Lose weight")).to_be_hidden()
    expect(page.locator("#outline-vision").get_by_role("link")).to_be_visible()
    needs.get_by_role("heading", name="User goals").tap()
    expect(needs.get_by_role("link", name="Lose weight").first).to_be_visible()


def test_without_scripts_a_goal_is_chosen_and_tied_by_links_and_forms(visit, served):
    page = visit("cy", MAP, java_script_enabled=False)
    card(page, NEED).get_by_role("link").click()
    expect(page.locator("#side")).to_contain_text("Lose weight and keep it off")
    expect(card(page, NEXT)).to_have_class(re.compile(r"\blit\b"))

    card(page, SPRINT).get_by_role("link", name="Tie it").click()
    page.get_by_label("A step towards").select_option("4")
    page.get_by_label("Why does it help?").fill("It is the first step.")
    page.get_by_role("button", name="Tie").click()

    expect(page).to_have_url(re.compile(r"\?goal=5$"))
    assert parents(served, SPRINT) == ["4 It is the first step."]
