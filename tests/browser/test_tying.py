"""Tying goals on the map: by dragging, by keyboard, from a menu, on a phone, without scripts, before others' eyes."""

import re

from playwright.sync_api import expect

from tests.support.map import BUSINESS, MAP, NEED, NEXT, PHONE, SPRINT, VISION, card, drag, expect_line, parents


def test_a_goal_is_tied_by_dragging_from_knot_to_knot_and_the_reason_is_asked(visit, served):
    page = visit("cy", MAP)

    drag(page, "#goal-5 > .knot.in", NEXT)
    expect(card(page, NEXT)).to_have_class(re.compile(r"\baimed\b"))
    assert page.locator("#wires .pulled").count() == 1
    page.mouse.up()

    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Log a meal in ten seconds so that understand what I eat")
    dialog.get_by_label("Why does it help?").fill("Nobody logs for longer.")
    dialog.get_by_role("button", name="Tie").click()

    expect(dialog).to_be_hidden()
    expect_line(page, SPRINT, NEXT)
    expect(card(page, SPRINT)).not_to_contain_text("Not a step towards")
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


def test_a_goal_is_tied_and_untied_from_its_menu(visit, served):
    page = visit("cy", MAP)
    card(page, SPRINT).hover()
    card(page, SPRINT).get_by_role("button", name="More: Log a meal in ten seconds").click()
    page.locator("#deeds").get_by_role("link", name="Tie to…").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("A step towards").select_option("4")
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
    ada.get_by_role("button", name="Fold this column: Vision").click()
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
    dialog.get_by_label("A step towards").select_option("4")
    dialog.get_by_role("button", name="Tie").tap()

    expect(page.get_by_role("heading", name="Leads nowhere")).to_be_hidden()
    assert parents(served, SPRINT) == ["4 "]


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
