"""The wall in a browser that nobody is signed in on: it follows changes, turns, pauses, and goes dark."""

import pytest
from playwright.sync_api import expect

from tests.support.browsers import axe

WALL = "/northwind/lighter/wall/"
LINKS = "/northwind/products/lighter/walls/"
SCREEN = {"viewport": {"width": 1920, "height": 1080}}


@pytest.fixture
def address(visit):
    """The path of a new link, made by Ada in the browser."""
    page = visit("ada", LINKS)
    page.get_by_label("Where it hangs").fill("Kitchen")
    page.get_by_role("button", name="Make the link").click()
    said = page.locator("#wall-address").inner_text()
    return "/wall/" + said.rstrip("/").rpartition("/")[2] + "/"


def test_a_screen_follows_what_changes_and_goes_dark_when_the_link_is_taken_back(visit, address):
    screen = visit(None, address, **SCREEN)
    assert screen.url.endswith(WALL)
    expect(screen.locator(".of-thread h1")).to_have_text("People eat well without thinking about it")

    ada = visit("ada", "/northwind/lighter/goals/1/wording/")
    ada.locator("[name=statement]").fill("Nobody thinks about food")
    ada.get_by_role("button", name="Save").first.click()

    # Sooner than the minute after which it would ask by itself.
    expect(screen.locator(".of-thread h1")).to_have_text("Nobody thinks about food")

    ada.goto(LINKS)
    ada.get_by_role("button", name="Take back: Kitchen").click()
    expect(screen.get_by_text("This link has ended.")).to_be_visible()
    expect(screen.get_by_text("Nobody thinks about food")).to_have_count(0)
    # The screen tries once more to listen, and is told that it may not.
    visit.faults[:] = [one for one in visit.faults if "SSE reconnect failed with status 401" not in one]


def test_the_wall_turns_and_a_key_or_a_tap_stops_it(visit):
    page = visit("cy", f"{WALL}?seconds=5", **SCREEN)
    wall = page.locator(".wall")

    expect(page.locator("#slide-thread")).to_be_visible()
    expect(page.locator("#slide-board")).to_be_hidden()
    expect(wall).to_have_attribute("data-view", "board")
    expect(page.locator("#slide-board")).to_be_visible()

    page.keyboard.press("p")
    expect(page.get_by_role("status").filter(has_text="Paused")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(wall).to_have_attribute("data-view", "roadmap")
    page.mouse.click(900, 500)
    expect(page.get_by_role("status").filter(has_text="Turning again")).to_be_visible()
    page.mouse.click(900, 500)
    expect(page.get_by_role("status").filter(has_text="Paused")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(wall).to_have_attribute("data-view", "thread")


def test_who_wants_no_motion_sees_none(visit):
    page = visit("cy", WALL, reduced_motion="reduce", **SCREEN)

    assert page.locator("#slide-thread").evaluate("(slide) => getComputedStyle(slide).animationName") == "none"


@pytest.mark.parametrize("view", ["thread", "board", "roadmap"])
def test_everything_on_a_screen_is_large_and_fits(visit, view):
    page = visit("cy", f"{WALL}?view={view}", **SCREEN)
    page.locator(f"#slide-{view}").wait_for()

    sizes = page.evaluate("""() => [...document.querySelectorAll(".wall-slides *")]
        .filter((one) => one.offsetParent && [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()))
        .map((one) => parseFloat(getComputedStyle(one).fontSize))""")
    assert min(sizes) >= 22
    assert page.evaluate(
        "document.documentElement.scrollHeight <= innerHeight && document.documentElement.scrollWidth <= innerWidth"
    )


@pytest.mark.parametrize(
    "options", [{**SCREEN, "color_scheme": "dark"}, SCREEN, {"viewport": {"width": 390, "height": 844}}]
)
def test_nothing_on_the_wall_keeps_people_out(visit, options):
    for view in ("thread", "board", "roadmap"):
        page = visit("cy", f"{WALL}?view={view}", reduced_motion="reduce", **options)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), view
