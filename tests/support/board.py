"""The vision board in a browser: its address, and reading, adding and waiting for its lines."""

from playwright.sync_api import expect

BOARD = "/northwind/lighter/board/"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
LINE = "#goal-2 textarea"


def is_connected(page):
    page.wait_for_function("() => document.querySelector('#live')._htmx?.sse")
    return page


def add(page, section, *words):
    field = page.locator(f"#add-{section}-text")
    for text in words:
        field.fill(text)
        field.press("Enter")
        expect(page.locator(f"#{section}-lines textarea, #{section}-lines p").last).to_have_value(text)


def lines(page, section="target-group"):
    return page.locator(f"#{section}-lines textarea").evaluate_all("fields => fields.map(field => field.value)")


def holds(page, words, section="target-group"):
    """Wait until the lines of a section are these."""
    page.wait_for_function(
        "([section, words]) => [...document.querySelectorAll(`#${section}-lines textarea`)].map(one => one.value).join('|') === words",
        arg=[section, "|".join(words)],
    )
