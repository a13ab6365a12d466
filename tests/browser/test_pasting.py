"""Pasting a list in a browser: what shows that it is being saved."""

import re

from playwright.sync_api import expect


def test_a_list_being_put_on_the_thread_shows_it_and_a_second_press_saves_nothing_twice(visit):
    page = visit("ada", "/northwind/lighter/paste/")
    page.get_by_label("Your list").fill("Product goal: Sell to clinics\nProduct goal: Sell to insurers")
    page.get_by_role("button", name="Read it").click()
    save = page.get_by_role("button", name="Put it on the thread")
    expect(save).to_be_visible()
    held = []
    page.route("**/paste/", lambda route: held.append(route))

    save.click()
    expect(page.locator("#preview")).to_have_attribute("aria-busy", "true")
    ring = save.evaluate("button => getComputedStyle(button, '::before').animationName")
    save.click()

    assert ring == "turn"
    assert len(held) == 1
    held[0].continue_()
    expect(page).to_have_url(re.compile(r"/northwind/lighter/(\?.*)?$"))
    expect(page.locator("#columns").get_by_role("link", name="Sell to clinics", exact=True)).to_have_count(1)
