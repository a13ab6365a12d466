"""Search and the keys of every page, as only a browser can show them. Nothing here changes the thread."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.browsers import axe, resting

MAP = "/northwind/lighter/"
PHONE = {"width": 390, "height": 780}


@pytest.fixture(scope="module")
def served(workshop, crew_template):
    """One server for all: these tests only look."""
    with workshop.copy(crew_template).served() as running:
        yield running


def search_for(page, words):
    page.locator("#search-field").fill(words)
    expect(page.locator("#search-options")).to_have_attribute("data-question", words)


def test_search_opens_by_key_is_walked_by_arrows_and_leads_to_what_is_chosen(visit):
    page = visit("ada", MAP)
    page.keyboard.press("Control+k")
    expect(page.locator("#search-field")).to_be_focused()

    search_for(page, "rev")
    page.keyboard.press("End")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")

    first = page.locator("#search-options [role=option]").first
    expect(first).to_have_attribute("aria-selected", "true")
    expect(page.locator("#search-field")).to_have_attribute("aria-activedescendant", first.get_attribute("id"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/goals/3/$"))


def test_escape_closes_search_and_gives_the_focus_back(visit):
    page = visit("ada", MAP)
    page.locator("#tool-search").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#search")).to_be_visible()

    page.keyboard.press("Escape")

    expect(page.locator("#search")).to_be_hidden()
    expect(page.locator("#tool-search")).to_be_focused()


def test_typing_a_deed_begins_it_with_the_words_that_follow(visit):
    page = visit("ada", MAP)
    page.keyboard.press("/")

    search_for(page, "new user goal Eat together")
    expect(page.locator("#search-options [aria-selected=true]")).to_contain_text("Eat together")
    page.keyboard.press("Enter")

    expect(page.locator("[name=statement]")).to_have_value("Eat together")


def test_enter_before_the_answer_is_there_leads_to_the_page_of_results(visit):
    page = visit("ada", MAP)
    page.keyboard.press("Control+k")
    expect(page.locator("#search-options [role=option]").first).to_be_visible()
    page.route("**/search/?*dialog=1*", lambda route: None)

    page.keyboard.type("weight")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"/northwind/search/\?.*q=weight"))
    expect(page.get_by_role("link", name="Lose weight and keep it off")).to_be_visible()


def test_two_keys_lead_to_a_view_and_none_does_anything_while_one_types(visit):
    page = visit("ada", MAP)

    page.keyboard.press("g")
    page.keyboard.press("r")
    expect(page).to_have_url(re.compile(r"/roadmap/$"))
    page.wait_for_load_state("load")

    page.keyboard.press("Control+k")
    page.keyboard.type("g r ? n")
    expect(page.locator("#search-field")).to_have_value("g r ? n")
    expect(page.locator("#keys")).to_be_hidden()
    expect(page).to_have_url(re.compile(r"/roadmap/$"))


def test_the_sheet_opens_by_key_and_by_mouse_and_turns_single_keys_off(visit):
    page = visit("ada", MAP)
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    axe(page, "#keys")

    page.get_by_label("Single keys do something").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_hidden()

    page.locator("#me > summary").click()
    page.get_by_role("button", name="Keyboard shortcuts").click()
    expect(page.get_by_label("Single keys do something")).not_to_be_checked()
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    expect(page.locator("#search")).to_be_visible()


def test_search_with_results_has_no_fault_that_a_machine_can_find(visit):
    page = visit("ada", MAP)
    page.keyboard.press("Control+k")
    search_for(page, "eat")
    axe(page, "#search")


def test_on_a_phone_search_is_in_the_header_and_fills_the_screen(visit):
    page = visit("ada", MAP)
    page.set_viewport_size(PHONE)

    page.locator("#tool-search").click()

    expect(page.locator("#search-field")).to_be_focused()
    box = resting(page.locator("#search"))
    assert (round(box["width"]), round(box["height"])) == (PHONE["width"], PHONE["height"])
