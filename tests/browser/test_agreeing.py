"""Agreeing in writing, as only browsers show it: several people at once, one of them by the link of a mail on a phone."""

import pytest
from playwright.sync_api import expect

from tests.support.browsers import axe, mailed_link

VISION = "/northwind/lighter/goals/1/"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def is_connected(page):
    page.wait_for_function("() => document.querySelector('#live')._htmx?.sse")
    return page


def ask(ada, *names):
    """Ask these people about the goal whose page is open; gives the address of the ballot."""
    ada.locator("#agreed").get_by_role("link", name="Agree on this").click()
    for box in ada.locator('input[name="voters"]').all():
        box.uncheck()
    for name in names:
        ada.get_by_label(name, exact=True).check()
    ada.get_by_role("button", name="Ask them").click()
    expect(ada.locator(".ballot")).to_be_visible()
    return ada.url


@pytest.mark.browser
def test_three_people_agree_one_of_them_on_a_phone_by_the_link_of_the_mail(visit, served):
    ada = visit("ada", VISION)
    ballot = ask(ada, "Ada Lopez", "Bo Winter", "Di Marin")
    bo = is_connected(visit("bo", ballot))
    is_connected(ada)
    link = mailed_link(ada, served, "di", "voting")
    di = is_connected(visit(None, link, **PHONE))
    expect(di.get_by_text("You vote as Di Marin")).to_be_visible()
    axe(di)
    # From the link to the cast vote: two touches.
    di.get_by_text("I support it", exact=True).tap()
    di.get_by_role("button", name="Cast").tap()
    expect(di.get_by_text("Your vote is in")).to_be_visible()
    assert di.evaluate("document.documentElement.scrollWidth <= innerWidth")

    bo.get_by_text("I support it, with a concern").click()
    bo.locator("#id_because").fill("Say by when")
    bo.get_by_role("button", name="Cast").click()
    expect(bo.get_by_text("Your vote is in")).to_be_visible()
    is_connected(ada)
    expect(ada.locator("#outcome")).to_have_count(0)
    ada.get_by_text("I support it", exact=True).click()
    ada.get_by_role("button", name="Cast").click()

    for page in (ada, bo, di):
        expect(page.locator("#outcome")).to_contain_text("All three support it, one with a concern.")
        expect(page.locator("#outcome")).to_contain_text("Say by when")
    axe(ada)
    ada.goto(VISION)
    expect(ada.locator("#agreed")).to_contain_text("all 3 support it, 1 with a concern")


@pytest.mark.browser
def test_a_ballot_is_cast_without_scripts(visit):
    ada = visit("ada", VISION, java_script_enabled=False)
    ask(ada, "Ada Lopez", "Bo Winter")
    ada.get_by_text("I cannot support it").click()
    ada.locator("#id_because").fill("Too wide")
    ada.get_by_role("button", name="Cast").click()

    expect(ada.get_by_text("Your vote is in: I cannot support it.")).to_be_visible()
