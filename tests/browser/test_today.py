"""Today and the bell in real browsers: what somebody says reaches the other at once, and nobody is kept out."""

import pytest
from playwright.sync_api import expect

from tests.support.browsers import axe

TODAY, NOTICES, GOAL = "/northwind/today/", "/northwind/notices/", "/northwind/lighter/goals/2/"


def test_a_mention_rings_the_bell_and_waits_on_today_without_loading_anything(visit):
    bo, di = visit("bo", TODAY), visit("di", GOAL)
    # That Ada made them part of the product is news to everybody.
    expect(bo.locator("#bell")).to_contain_text("1 not read")

    di.get_by_label("Your comment").fill("@Bo Winter, could you look?")
    di.get_by_role("button", name="Say it").click()

    expect(bo.locator("#bell")).to_contain_text("2 not read")
    expect(bo.locator("#today")).to_contain_text("Di Marin mentioned you")
    bo.locator("#bell").click()
    bo.get_by_role("button", name="Di Marin mentioned you").click()
    expect(bo.locator("#bell")).to_contain_text("1 not read")
    expect(bo.locator("#comments")).to_contain_text("could you look?")


def test_following_begins_and_ends_at_the_press_of_a_button(visit):
    page = visit("cy", GOAL)

    page.get_by_role("button", name="Follow", exact=True).click()
    expect(page.get_by_role("button", name="Following")).to_be_visible()
    page.get_by_role("button", name="Following").click()
    expect(page.get_by_role("button", name="Follow", exact=True)).to_be_visible()


def test_notices_are_read_on_their_page_and_the_bell_follows(visit):
    bo, di = visit("bo", NOTICES), visit("di", GOAL)
    di.get_by_label("Your comment").fill("@Bo Winter, could you look?")
    di.get_by_role("button", name="Say it").click()
    expect(bo.locator(".notices .unread")).to_have_count(2)

    bo.get_by_role("button", name="All read").click()

    expect(bo.locator(".notices .unread")).to_have_count(0)
    expect(bo.locator("#bell")).to_contain_text("all read")


@pytest.mark.parametrize("path", [TODAY, NOTICES, "/me/notices/"])
def test_the_pages_keep_nobody_out_and_fit_a_phone(visit, path):
    axe(visit("ada", path))
    phone = visit("bo", path, viewport={"width": 390, "height": 780})

    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    axe(phone)
