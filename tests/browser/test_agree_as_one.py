"""A whole board agreed as one by several people at once, one of them by the link of a mail on a phone; an order on a phone."""

import pytest
from playwright.sync_api import expect

from tests.support.browsers import axe, mailed_link

PLACE = "/northwind/lighter"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def is_connected(page):
    page.wait_for_function("() => document.querySelector('#live')._htmx?.sse")
    return page


def only(page, *names):
    """Ask these people, and nobody else."""
    for box in page.locator('input[name="voters"]').all():
        box.uncheck()
    for name in names:
        page.get_by_label(name, exact=True).check()
    page.get_by_role("button", name="Ask them").click()
    expect(page.locator(".answer-sheet")).to_be_visible()
    return page.url


def fits(page):
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.browser
def test_three_people_agree_on_a_board_and_one_line_is_pulled_out(visit, served):
    ada = visit("ada", f"{PLACE}/board/")
    ada.get_by_role("link", name="Agree on the whole board").click()
    sheet = only(ada, "Ada Lopez", "Bo Winter", "Di Marin")
    bo, eve = is_connected(visit("bo", sheet)), is_connected(visit("eve", sheet))
    link = mailed_link(ada, served, "di", "voting")
    di = is_connected(visit(None, link, **PHONE))
    expect(di.get_by_text("You answer as Di Marin")).to_be_visible()
    axe(di)
    fits(di)
    # From the link to the cast sheet: two touches.
    di.get_by_text("I support all of this").tap()
    di.get_by_role("button", name="Cast").tap()
    expect(di.get_by_text("Your answer is in.")).to_be_visible()

    bo.locator(".sheet-mark").nth(1).click()
    bo.locator("#because-2").fill("Say until when.")
    axe(bo)
    bo.get_by_text("I support the rest").click()
    bo.get_by_role("button", name="Cast").click()
    expect(bo.get_by_text("Your answer is in.")).to_be_visible()
    expect(eve.locator("#outcome")).to_have_count(0)

    is_connected(ada)
    ada.get_by_text("I support all of this").click()
    ada.get_by_role("button", name="Cast").click()
    for page in (ada, bo, di, eve):
        expect(page.get_by_text("2 lines are agreed, 1 is not.")).to_be_visible()
        expect(page.get_by_text("Say until when.")).to_be_visible()
    axe(ada)
    ada.get_by_role("link", name="Agree on this one").click()
    expect(ada.locator("#id_statement")).to_have_value("Lose weight and keep it off")


@pytest.mark.browser
def test_a_mark_without_words_keeps_what_was_typed(visit):
    ada = visit("ada", f"{PLACE}/as-one/")
    only(ada, "Ada Lopez", "Bo Winter")
    ada.locator(".sheet-mark").nth(0).click()
    ada.locator(".sheet-mark").nth(1).click()
    ada.locator("#because-2").fill("Say until when.")
    ada.get_by_text("I support the rest").click()
    ada.get_by_role("button", name="Cast").click()
    expect(ada.locator("#because-1_error")).to_be_visible()
    expect(ada.locator("#because-2")).to_have_value("Say until when.")


@pytest.mark.browser
def test_an_order_is_asked_and_answered_on_a_phone_without_scripts(visit):
    ada = visit("ada", f"{PLACE}/agreements/", viewport=PHONE["viewport"], java_script_enabled=False)
    ada.get_by_role("link", name="Put things in order").click()
    ada.locator("#id_title").fill("What first?")
    ada.locator("#id_written").fill("Soup\nBread\nSalad")
    only(ada, "Ada Lopez")
    ada.locator("#line-1 .dial label").nth(3).click()
    ada.get_by_role("button", name="Cast").click()
    expect(ada.get_by_text("First comes “Soup”.")).to_be_visible()
    fits(ada)
