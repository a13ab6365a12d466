"""Setting the rhythm, and taking on an action from what another person said, as only browsers show it."""

import re

from playwright.sync_api import expect

GOAL = "/northwind/lighter/goals/4/"


def is_connected(page):
    page.wait_for_function("() => document.querySelector('#live')._htmx?.sse")
    return page


def test_the_form_of_a_rhythm_asks_only_what_its_kind_needs_and_shows_the_days_that_come(visit):
    ada = visit("ada", "/northwind/products/lighter/")
    ada.get_by_role("link", name="Rhythm of check-ins").click()
    expect(ada.get_by_label("Weekday")).to_be_visible()
    expect(ada.get_by_label("Day of the month")).to_be_hidden()

    ada.get_by_label("How often").select_option("month_day")
    expect(ada.get_by_label("Weekday")).to_be_hidden()
    expect(ada.get_by_label("Day of the month")).to_be_visible()

    ada.get_by_label("How often").select_option("week")
    ada.get_by_label("Weekday").select_option("Thursday")
    ada.get_by_role("button", name="Save").click()
    expect(ada.get_by_text(re.compile("Every Thursday at 10:00")).first).to_be_visible()
    expect(ada.locator(".due-days > li")).to_have_count(6)
    expect(ada.locator(".due-days > li").first).to_contain_text("Thu")


def test_what_one_says_another_takes_on_and_ends_before_everybodys_eyes(visit):
    di, cy = is_connected(visit("di", GOAL)), is_connected(visit("cy", GOAL))
    di.get_by_label("Your comment").fill("Somebody should ask two clinics.")
    di.get_by_role("button", name="Say it").click()

    said = cy.locator(".comment", has_text="ask two clinics")
    said.locator("summary").click()
    cy.get_by_role("link", name="Take this on").click()
    dialog = cy.get_by_role("dialog")
    expect(dialog.get_by_label("What is to be done")).to_have_value("Somebody should ask two clinics.")
    dialog.get_by_label("What is to be done").fill("Ask two clinics")
    dialog.get_by_role("button", name="Take it on").click()
    expect(dialog).to_be_hidden()

    taken = di.locator("#actions .action", has_text="Ask two clinics")
    expect(taken).to_contain_text("Cy Okafor")
    expect(taken.get_by_role("link", name="from a comment")).to_be_visible()

    cy.goto("/northwind/today/")
    cy.locator(".todo", has_text="Ask two clinics").get_by_role("link", name="Done or dropped").click()
    cy.get_by_role("dialog").get_by_label("In a line").fill("Both said yes.")
    cy.get_by_role("button", name="It is done").click()
    expect(cy.locator(".todo", has_text="Ask two clinics")).to_have_count(0)
    expect(di.locator("#actions .action.ended")).to_contain_text("Both said yes.")
