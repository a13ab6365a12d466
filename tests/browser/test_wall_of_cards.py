"""Many cards in a room: on the big screen all can be reached, and each screen begins a phase at its top."""

import pytest
from playwright.sync_api import expect

NEW = "/northwind/lighter/workshops/new/?agenda=roadmapping"
# More than a screen holds, in whatever order they lie: three people, as many cards each as one may write.
EACH = 20


def on_to(lead, phase):
    """On until that phase, each step seen on the table and in the facilitator's column before the next is taken."""
    now = lead.locator("#room-bar [aria-current]")
    while (before := now.inner_text()) != phase:
        leaving = lead.locator("#do-advance input[name=leaving]").input_value()
        lead.locator("#do-advance button").click()
        expect(now).not_to_have_text(before)
        lead.wait_for_function(
            "left => document.querySelector('#do-advance input[name=leaving]')?.value !== left", arg=leaving
        )


def write(page, words, cards):
    page.locator("#card-words").fill(words)
    page.locator("#card-words").press("Enter")
    expect(page.locator(".mine-card")).to_have_count(cards)


@pytest.mark.browser
def test_sixty_cards_can_all_be_reached_and_laid_together_by_keyboard(visit, served):
    lead = visit("fay", NEW)
    lead.get_by_role("button", name="Convene").click()
    lead.get_by_role("button", name="Open the room").click()
    expect(lead.locator("#lead")).to_be_visible()
    room = lead.url
    ada, bo, cy = (visit(one, room) for one in ("ada", "bo", "cy"))
    cy.set_viewport_size({"width": 390, "height": 844})
    for one in (ada, bo, cy):
        one.get_by_role("button", name="Take a seat").click()
    on_to(lead, "Ground rules")
    for one in (lead, ada, bo, cy):
        one.get_by_role("button", name="I promise this").click()
    on_to(lead, "Write in silence")

    # Whoever signs one card has not signed the next.
    ada.get_by_label("with my name").check()
    write(ada, "What people eat no. 0", 1)
    expect(ada.get_by_label("with my name")).not_to_be_checked()
    for number in range(1, EACH):
        write(
            ada, f"What people eat and talk about in the evening, when all of them are at home no. {number}", number + 1
        )
    for number in range(EACH):
        write(
            bo,
            f"What doctors see on the screen while somebody sits before them and waits for an answer no. {number}",
            number + 1,
        )
        write(
            cy, f"What members ask us when they have given up and come back after some weeks no. {number}", number + 1
        )
    wall = visit("fay", f"{room}projector/")
    wall.set_viewport_size({"width": 1280, "height": 720})
    cy.evaluate("scrollTo(0, document.body.scrollHeight)")
    on_to(lead, "Reveal & group")

    expect(cy.locator("[data-card]")).to_have_count(3 * EACH)
    cy.wait_for_function("scrollY === 0")
    rest = wall.get_by_role("button", name="Show the others")
    expect(rest).to_be_visible()
    for _screenful in range(10):
        said = wall.locator("#room-rest").text_content()
        if said == "Back to the top":
            break
        wall.locator("#room-rest").press("Enter")
        expect(wall.locator("#room-rest")).not_to_have_text(said)
    expect(wall.get_by_role("button", name="Back to the top")).to_be_visible()
    lowest = "Math.max(...[...document.querySelectorAll('[data-card]')].map(one => one.getBoundingClientRect().bottom))"
    assert wall.evaluate(lowest) <= 720

    first, second = (ada.locator("[data-card]", has_text=f"at home no. {number}").last for number in (11, 12))
    first.press("Enter")
    second.press("Enter")
    expect(ada.locator(".cluster [data-card]")).to_have_count(2)
    # Whoever works by keyboard goes on from the card that was laid.
    expect(ada.locator(".cluster [data-card]:focus")).to_have_count(1)

    on_to(lead, "Draft")
    ada.get_by_text("All 60 cards").click()
    expect(ada.locator("#from-all .from")).to_have_count(3 * EACH)
