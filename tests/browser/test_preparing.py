"""Convening a meeting and changing its agenda by keys alone, and what others see of it meanwhile."""

import pytest
from playwright.sync_api import expect

from tests.support.browsers import axe

NEW = "/northwind/lighter/workshops/new/?agenda=sprint_planning"
PHONE = {"viewport": {"width": 390, "height": 844}}


@pytest.mark.browser
def test_a_meeting_is_convened_and_its_agenda_put_in_order_by_keys(visit):
    ada = visit("ada", NEW)
    expect(ada.get_by_text("Stakeholders are not invited")).to_be_visible()
    ada.locator("#id_title").fill("What comes next")
    ada.get_by_role("button", name="Convene").click()
    expect(ada.get_by_role("link", name="Prepare it")).to_be_visible()
    # In another window: the first one follows the meeting, and may come anew under a click.
    ada = visit("ada", ada.url + "plan/")
    agenda = ada.locator("#agenda")
    phases = agenda.locator(".phase")
    expect(phases.first).to_contain_text("Arrive")
    axe(ada)

    # Down one place by the arrow key, with the focus kept on the handle.
    moved = phases.nth(3)
    name = moved.get_attribute("id")
    handle = ada.locator(f"#{name}-handle")
    handle.focus()
    ada.keyboard.press("ArrowDown")
    expect(phases.nth(4)).to_have_attribute("id", name)
    expect(handle).to_be_focused()

    # Nothing stands before arriving: said where it happened, and nothing moved.
    minutes = phases.nth(1).locator('input[name="minutes"]')
    minutes.fill("12")
    minutes.press("Enter")
    expect(phases.nth(1).locator('input[name="minutes"]')).to_have_value("12")
    expect(agenda.locator(".section-head")).to_contain_text("59 minutes")

    # Whoever is invited answers on a phone, and the page of who prepares it is none the narrower for it.
    cy = visit("cy", ada.url.removesuffix("plan/"), **PHONE)
    # The page follows the meeting and may come anew at any moment.
    cy.wait_for_function("document.documentElement.scrollWidth <= innerWidth")
    cy.get_by_role("button", name="Yes", exact=True).click()
    expect(cy.get_by_text("You said that you come.")).to_be_visible()
    ada.reload()
    expect(ada.get_by_text("1 comes")).to_be_visible()
