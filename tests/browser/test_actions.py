"""What people took on, on a phone."""

import pytest
from playwright.sync_api import expect

SMALL = """() => [...document.querySelectorAll("#actions-list a")]
  .map(one => one.getBoundingClientRect()).filter(box => box.height < 24 || box.width < 24).length"""


@pytest.mark.browser
def test_every_link_of_an_action_is_large_enough_for_a_finger(visit):
    ada = visit("ada", "/northwind/lighter/goals/4/", viewport={"width": 390, "height": 844}, has_touch=True)
    ada.locator("#actions").get_by_role("link", name="Take something on").click()
    ada.locator("dialog[open] #id_words").fill("Ask three doctors")
    ada.get_by_role("button", name="Take it on").click()
    expect(ada.locator("#actions .action")).to_have_count(1)

    ada.goto("/northwind/lighter/actions/")
    expect(ada.locator(".action-goal a")).to_be_visible()
    assert ada.evaluate(SMALL) == 0
