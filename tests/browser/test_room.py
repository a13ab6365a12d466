"""A live meeting in several browsers: facilitator, two who take part (one on a phone), and the screen on the wall."""

import pytest
from playwright.sync_api import expect

NEW = "/northwind/lighter/workshops/new/?agenda=one_goal&goal=2"


def take_part(page, room):
    page.goto(room)
    page.get_by_role("button", name="Take a seat").click()
    expect(page.locator("#table")).to_be_visible()


def go_on(lead, to):
    lead.locator("#do-advance button").click()
    expect(lead.locator("#room-bar [aria-current]")).to_have_text(to)


@pytest.mark.browser
def test_a_room_agrees_on_a_goal_and_all_screens_show_it_at_once(visit, served):
    lead = visit("fay", NEW)
    for line in lead.locator(".invite-line").all():
        line.locator("input[name=invited]").uncheck()
        expect(line.locator("input[name=required]")).to_be_hidden()
    for name in ("Ada Lopez", "Cy Okafor"):
        for field in ("invited", "required"):
            lead.locator(".invite-line", has_text=name).locator(f"input[name={field}]").check()
    lead.get_by_role("button", name="Convene").click()
    lead.get_by_role("button", name="Open the room").click()
    expect(lead.locator("#lead")).to_be_visible()
    room = lead.url
    ada, cy = visit("ada", room), visit("cy", room)
    cy.set_viewport_size({"width": 390, "height": 844})
    take_part(ada, room)
    take_part(cy, room)
    wall = visit("fay", f"{room}projector/")

    go_on(lead, "Ground rules")
    for one in (lead, ada, cy):
        one.get_by_role("button", name="I promise this").click()
        expect(one.get_by_role("button", name="I promise this")).to_have_count(0)
    expect(lead.locator(".lead-count")).to_contain_text("3 of 3")
    go_on(lead, "Discuss")
    ada.get_by_role("button", name="I pass").click()
    expect(ada.locator("#mine")).to_contain_text("You were heard.")
    cy.get_by_role("button", name="I would like to speak").click()
    expect(cy.locator("#mine")).to_contain_text("You are in the line.")
    lead.get_by_role("button", name="Next speaker").click()
    expect(wall.locator(".speaks")).to_contain_text("Cy Okafor")
    cy.get_by_role("button", name="I have finished").click()
    expect(cy.locator("#mine")).to_contain_text("You were heard.")
    expect(lead.locator("#lead-against")).to_have_count(0)
    go_on(lead, "Draft")
    cy.locator("#wording-words").fill("Lose weight and keep it off for good")
    cy.get_by_role("button", name="On the table").click()
    expect(wall.locator("#room-words ins")).to_have_text("for good")
    # Whoever changes the words begins with those on the table; what somebody is typing stays.
    expect(ada.locator("#wording-words")).to_have_value("Lose weight and keep it off for good")
    ada.locator("#wording-words").press("ControlOrMeta+End")
    ada.locator("#wording-words").press_sequentially(", and be glad")
    cy.locator("#wording-words").fill("Lose weight, keep it off for good")
    cy.get_by_role("button", name="On the table").click()
    expect(wall.locator("#room-words")).to_have_text("Lose weight, keep it off for good")
    expect(lead.locator("#wording-words")).to_have_value("Lose weight, keep it off for good")
    expect(ada.locator("#wording-words")).to_have_value("Lose weight and keep it off for good, and be glad")
    go_on(lead, "Agree")

    # Half typed when something else changes on the page: it stays.
    ada.get_by_label("I support it, with a concern").check()
    ada.locator("textarea[name=because]").fill("Who helps after")
    cy.locator("input[value=support]").check()
    cy.get_by_role("button", name="Cast").click()
    expect(cy.get_by_text("Your vote is in")).to_be_visible()
    expect(wall.locator("#room-outcome")).to_have_count(0)
    ada.locator("textarea[name=because]").press("End")
    ada.locator("textarea[name=because]").press_sequentially(" a year?")
    ada.get_by_role("button", name="Cast").click()
    for one in (ada, cy, lead, wall):
        expect(one.locator("#room-outcome")).to_contain_text("Who helps after a year?")
        expect(one.locator("#room-tied")).to_be_visible()

    lead.reload()
    go_on(lead, "Record")
    lead.get_by_role("button", name="Yes, I confirm it").click()
    cy.get_by_role("button", name="Yes, I confirm it").click()
    expect(lead.locator("#lead-against")).to_have_count(0)
    go_on(lead, "Close")
    cy.goto("/northwind/lighter/goals/2/")
    expect(cy.locator("h1")).to_contain_text("for good")
