"""Speaking up, as only browsers show it: three people at once, one of them on a phone and without name."""

import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.support.browsers import axe

GOAL = "/northwind/lighter/goals/4/"
LIST = "/northwind/lighter/concerns/"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def is_connected(page):
    page.wait_for_function("() => document.querySelector('#live')._htmx?.sse")
    return page


def pass_time(installation):
    """Have the moment come at which what was written without name is shown."""
    [base] = [one for one in installation.home.glob("*.sqlite3") if one.stem != "cache"]
    past = (datetime.now(UTC) - timedelta(minutes=1)).replace(tzinfo=None).isoformat(sep=" ")
    with closing(sqlite3.connect(base)) as rows, rows:
        rows.execute("UPDATE voice_concern SET at = ?", [past])
        rows.execute("UPDATE voice_reply SET at = ?", [past])


@pytest.mark.browser
def test_a_concern_raised_on_a_phone_without_name_changes_the_goal_and_its_writer_reads_so(visit, served, installation):
    cy = visit("cy", GOAL, **PHONE)
    cy.locator("#tool-speak-up").tap()
    cy.get_by_label("What concerns you?").fill("Nobody measures what people leave out.")
    cy.get_by_text("Without name to other people", exact=True).tap()
    axe(cy)
    assert cy.evaluate("document.documentElement.scrollWidth <= innerWidth")
    cy.get_by_role("button", name="Say it").tap()
    expect(cy.get_by_text("Others see it from")).to_be_visible()

    ada = visit("ada", LIST)
    expect(ada.get_by_text("Nobody measures what people leave out.")).to_have_count(0)
    pass_time(installation)
    ada.reload()
    ada.get_by_role("link", name="Nobody measures what people leave out.").click()
    expect(ada.get_by_text("Raised without name")).to_be_visible()
    axe(ada)
    bo = is_connected(visit("bo", ada.url))
    ada.get_by_label("Your reply").fill("Which food do you mean?")
    ada.get_by_role("button", name="Reply").click()
    expect(bo.get_by_text("Which food do you mean?")).to_be_visible()

    # The new words say which concern they answer, and everybody's page of it with them.
    ada.goto(f"{GOAL}wording/")
    ada.locator("#id_statement").fill("Understand what I eat and leave out")
    ada.locator("#id_concern").select_option(index=1)
    ada.get_by_role("button", name="Save").click()
    expect(ada.get_by_text("Understand what I eat and leave out").first).to_be_visible()
    expect(bo.get_by_text("Changed because of this concern.")).to_be_visible()
    assert "Cy Okafor" not in bo.locator("#concern").inner_text()

    cy.goto("/northwind/today/")
    cy.get_by_role("link", name="Read it").tap()
    expect(cy.get_by_text("Changed because of this concern.")).to_be_visible()
    cy.get_by_role("button", name="I have read it").tap()
    cy.get_by_text("Step forward", exact=True).tap()
    cy.get_by_role("button", name="Put my name on it").tap()
    expect(bo.locator("#concern").get_by_text("Cy Okafor").first).to_be_visible()


@pytest.mark.browser
def test_a_no_stands_on_the_goal_with_its_reason_and_the_page_shows_what_a_change_takes_away(visit):
    bo = visit("bo", GOAL)
    bo.locator("#concerns").get_by_role("link", name="Speak up").click()
    bo.get_by_label("What concerns you?").fill("Say it shorter.")
    bo.get_by_role("button", name="Say it").click()
    expect(bo.locator("#concern").get_by_text("Bo Winter")).to_be_visible()

    ada = visit("ada", bo.url)
    ada.get_by_text("Declined, with why").click()
    ada.get_by_role("button", name="Answer").click()
    expect(ada.get_by_text("Say why. A no with its reason stays")).to_be_visible()
    ada.get_by_label("Why, and what follows").fill("Shorter would leave out who it is for.")
    ada.get_by_role("button", name="Answer").click()
    expect(ada.get_by_text("declined, with why").first).to_be_visible()
    ada.goto(GOAL)
    expect(ada.locator("#said-no")).to_contain_text("Shorter would leave out who it is for.")
    axe(ada)

    ada.goto(f"{GOAL}wording/")
    ada.locator("#id_statement").press_sequentially(" ")
    ada.locator("#id_statement").fill("Better eating")
    expect(ada.locator(".taken-away")).to_contain_text("the words no longer say who gets something of it")
    axe(ada)
    ada.get_by_role("button", name="Save").click()
    expect(ada.get_by_role("heading", name=re.compile("Better eating"))).to_be_visible()
