"""Coming in, as only a browser can show it: under the strict policy, by keyboard, with and without scripts."""

from playwright.sync_api import expect

from tests.support.browsers import axe
from tests.support.scenario import PASSWORD


def test_somebody_signs_in_with_a_password_and_stands_in_their_organisation(visit):
    page = visit(None, "/")

    page.get_by_label("E-mail").first.fill("ada@northwind.example")
    page.locator("input[type=password]").first.fill(PASSWORD)
    page.keyboard.press("Enter")

    expect(page.get_by_text("Northwind").first).to_be_visible()


def test_the_sign_in_page_keeps_nobody_out(visit):
    axe(visit(None, "/accounts/login/"))


def test_who_is_signed_in_sees_the_thread_of_their_product(visit):
    page = visit("eve", "/northwind/lighter/")

    expect(page.get_by_text("Lose weight and keep it off").first).to_be_visible()
