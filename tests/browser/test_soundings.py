"""A draft that goes round, as only browsers show it: an organiser and several people, one of them on a phone by a link."""

import pytest
from playwright.sync_api import expect

from tests.support.browsers import axe, mailed_link

GOAL = "/northwind/lighter/goals/4/"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def send(ada, *names):
    """Send a draft of the goal round, to these people; gives the address of its page."""
    ada.locator("#agreed").get_by_role("link", name="Agree on this").click()
    ada.get_by_role("link", name="One by one").click()
    axe(ada)
    ada.locator("#id_statement").fill("Know what I eat, and what it does to me")
    for box in ada.locator('input[name="voters"]').all():
        box.uncheck()
    for name in names:
        ada.locator("label", has_text=name).locator('input[name="voters"]').check()
    ada.get_by_role("button", name="Send it round").click()
    expect(ada.locator("#desk")).to_be_visible()
    return ada.url


def answer(page, position, words="", share=""):
    page.get_by_text(position, exact=True).click()
    if words:
        page.get_by_text("Say something to it").click()
        page.locator("#id_words").fill(words)
        page.get_by_text(share, exact=True).click()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text(f"You answered: {position}.")).to_be_visible()


@pytest.mark.browser
def test_a_draft_goes_round_is_reworked_and_agreed_one_of_them_on_a_phone(visit, served):
    ada = visit("ada", GOAL)
    page = send(ada, "Di Marin", "Bo Winter")
    link = mailed_link(ada, served, "di", "sounding")
    di = visit(None, link, **PHONE)
    expect(di.get_by_text("You answer as Di Marin")).to_be_visible()
    axe(di)
    answer(di, "It needs more talk first", "Say by when", "Not passed on")
    assert di.evaluate("document.documentElement.scrollWidth <= innerWidth")

    # The desk follows by itself; the leader is asked last.
    expect(ada.locator("#desk")).to_contain_text("Say by when")
    axe(ada)
    bo = visit("bo", page)
    answer(bo, "I support it wholeheartedly")
    expect(bo.locator("body")).not_to_contain_text("Say by when")

    said = ada.locator(".desk-said", has_text="Say by when")
    said.get_by_text("taken up", exact=True).click()
    said.get_by_label("And why").fill("By spring, it says now.")
    said.get_by_role("button", name="Answer").click()
    ada.get_by_role("link", name="Write the next version").click()
    ada.locator("#id_statement").fill("Know by spring what I eat, and what it does to me")
    ada.locator("#id_changed").fill("By when")
    ada.get_by_text("It means something else").click()
    axe(ada)
    ada.get_by_role("button", name="Send it round").click()
    expect(ada.locator("#question-words ins")).to_have_text("added: by spring")

    di.reload()
    expect(di.get_by_text("By spring, it says now.")).to_be_visible()
    answer(di, "I agree; small things aside")
    bo.goto(page)
    bo.get_by_text("I support it wholeheartedly", exact=True).click()
    bo.get_by_role("button", name="Send").click()

    for one in (ada, bo):
        expect(one.locator("#ended")).to_contain_text("Everybody whose support was needed supports these words.")
    ada.get_by_role("link", name="The record of it").click()
    expect(ada.locator("main")).to_contain_text("All three support it")
    expect(ada.locator("main")).not_to_contain_text("Say by when")
