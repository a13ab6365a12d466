"""Checking in as only browsers show it: by taps on a phone while somebody else looks on, by keyboard, without scripts."""

import pytest
from playwright.sync_api import expect

from tests.support.browsers import axe

from .test_key_result import MEASURED, PHONE, is_connected


@pytest.fixture
def page_of_it(served):
    done = served.installation.python("-c", MEASURED, DJANGO_SETTINGS_MODULE="goldthread.config.settings")
    assert done.returncode == 0, done.stderr
    return done.stdout.strip().splitlines()[-1].strip('"')


def test_a_check_in_by_four_taps_on_a_phone_stands_on_somebody_elses_screen(visit, page_of_it):
    ada = is_connected(visit("ada", page_of_it))
    cy = visit("cy", page_of_it, **PHONE)
    cy.get_by_role("link", name="Check in").tap()
    expect(cy.locator(".sure input[name=confidence]:checked")).to_have_count(0)
    cy.get_by_label("What changed, and what we learned").fill("Two clinics hand out the scale.")
    cy.locator(".sure label").filter(has_text="7").tap()
    cy.get_by_role("button", name="Check in").tap()

    expect(cy.get_by_text("Saved.")).to_be_visible()
    expect(ada.locator("#story")).to_contain_text("Two clinics hand out the scale.")
    expect(ada.locator("#story")).to_contain_text("Sure: 7 of 10.")
    ada.locator("#story summary[title=React]").first.click()
    ada.get_by_role("button", name="Well done").click()
    expect(ada.locator("#story .reaction.own")).to_have_count(1)


def test_where_nothing_changed_two_taps_are_enough(visit, page_of_it):
    cy = visit("cy", f"{page_of_it}check-in/", **PHONE)
    cy.locator(".sure label").filter(has_text="6").tap()
    cy.get_by_role("button", name="Nothing changed").tap()

    expect(cy.locator("main")).to_contain_text("Nothing changed.")
    expect(cy.locator("main")).to_contain_text("Sure: 6 of 10.")
    assert cy.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_beside_the_story_the_keyboard_is_enough_and_words_outlive_the_page(visit, page_of_it):
    cy = is_connected(visit("cy", page_of_it))
    cy.get_by_label("What changed, and what we learned").first.fill("Posters work.")
    cy.wait_for_function("() => Object.keys(sessionStorage).some((key) => key.startsWith('draft:'))")
    cy.reload()
    is_connected(cy)
    expect(cy.locator("#check_in_learned")).to_have_value("Posters work.")

    cy.locator(".sure input").first.focus()
    for _step in range(4):
        cy.keyboard.press("ArrowRight")
    cy.locator("#check_in_learned").press("Tab")
    cy.get_by_role("button", name="Check in", exact=True).focus()
    cy.keyboard.press("Enter")
    expect(cy.locator("#story")).to_contain_text("Posters work.")
    expect(cy.locator("#story")).to_contain_text("Sure: 4 of 10.")
    expect(cy.locator("#check_in_learned")).to_have_value("")


def test_what_was_chosen_can_be_left_out_again(visit, page_of_it):
    cy = visit("cy", page_of_it)
    cy.locator(".sure label").filter(has_text="3").first.click()
    cy.get_by_text("leave it out").click()
    expect(cy.locator(".sure .dial input:checked")).to_have_count(0)


def test_without_scripts_it_is_checked_in_all_the_same(visit, page_of_it):
    cy = visit("cy", page_of_it, java_script_enabled=False)
    cy.locator("#check_in_value").fill("1480")
    cy.locator(".sure label").filter(has_text="8").click()
    cy.get_by_role("button", name="Check in", exact=True).click()

    expect(cy.locator("main")).to_contain_text("1,480")
    expect(cy.locator("main")).to_contain_text("Sure: 8 of 10.")


def test_the_pages_keep_nobody_out_in_either_light(visit, page_of_it):
    for theme in ("light", "dark"):
        page = visit("cy", page_of_it, color_scheme=theme)
        page.get_by_text("Blocker, next step, another state").click()
        axe(page)
        page.goto(f"{page_of_it}check-in/")
        axe(page)
