"""The design system in a browser: in both themes, at phone width, by keyboard, with and without scripts."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.browsers import axe

PHONE = {"width": 390, "height": 844}
SMALL_TARGETS = """least => [...document.querySelectorAll('a.btn, button, summary, select, nav a, [type=checkbox], [type=radio]')]
  .map(one => one.closest('label') ?? one)
  .filter(one => one.checkVisibility({visibilityProperty: true}) && !one.matches('.btn-link'))
  .map(one => [one.textContent.trim().slice(0, 30), one.getBoundingClientRect()])
  .filter(([, box]) => box.width > 1 && (box.height < least || box.width < 24))
  .map(([words, box]) => `${words} ${box.width}x${box.height}`)"""


@pytest.fixture(scope="module")
def development(workshop, crew_template):
    """One server for all tests here: the page writes nothing. It is served in development only."""
    with workshop.copy(crew_template).served(GOLDTHREAD_DEVELOPMENT="1") as running:
        yield running


@pytest.fixture
def served(development):
    return development


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_component_in_every_state_keeps_nobody_out(visit, scheme):
    page = visit(None, "/components/", color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")

    axe(page, "html")


def test_on_a_phone_nothing_hangs_over_the_edge_and_everything_can_be_pressed(visit):
    page = visit(None, "/components/", viewport=PHONE, has_touch=True)

    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert page.evaluate(SMALL_TARGETS, 36) == []
    axe(page, "html")


def test_on_a_desk_every_target_is_large_enough(visit):
    assert visit(None, "/components/").evaluate(SMALL_TARGETS, 24) == []


def test_a_menu_is_walked_and_left_by_keyboard(visit):
    page = visit(None, "/components/")
    menu = page.locator("#menu-as-of-light")
    menu.locator("summary").focus()

    page.keyboard.press("ArrowDown")
    expect(menu.get_by_role("link", name="Today")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(menu.get_by_role("link", name="4 September")).to_be_focused()

    page.keyboard.press("Escape")
    expect(menu.locator("summary")).to_be_focused()
    expect(menu).not_to_have_attribute("open", "")


def test_a_menu_closes_when_something_else_is_pressed(visit):
    page = visit(None, "/components/")
    page.locator("#me > summary").click()
    expect(page.locator("#me")).to_have_attribute("open", "")

    page.get_by_role("heading", level=1).first.click()

    expect(page.locator("#me")).not_to_have_attribute("open", "")


def test_a_dialog_gives_the_focus_back(visit):
    page = visit(None, "/components/")
    opener = page.get_by_role("button", name="Open a dialog")
    opener.click()
    expect(page.get_by_role("dialog", name="Tie this goal")).to_be_visible()

    page.keyboard.press("Escape")

    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(opener).to_be_focused()


def test_the_chosen_theme_is_drawn_by_the_server_from_then_on(visit):
    page = visit(None, "/components/")
    page.locator("#me > summary").click()
    page.get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")

    assert 'data-theme="dark"' in page.request.get("/components/").text()


def test_what_was_typed_outlives_the_page_until_it_is_discarded(visit):
    page = visit(None, "/components/")
    form = page.locator("form[data-draft=sample-light]")
    form.get_by_label("Why it matters").fill("Because doctors ask for it")
    page.reload()

    expect(form.get_by_label("Why it matters")).to_have_value("Because doctors ask for it")
    form.get_by_role("button", name="Discard it").click()
    expect(form.get_by_label("Why it matters")).to_have_value("")
    page.reload()
    expect(form.get_by_label("Why it matters")).to_have_value("")


def test_a_refusal_is_said_and_takes_nothing_away(visit):
    page = visit(None, "/components/")

    page.get_by_role("button", name="Try what is not yours").first.click()

    expect(page.get_by_role("status", name="Messages")).to_contain_text("your role does not allow")
    expect(page.get_by_role("button", name="Try what is not yours")).to_have_count(2)


def test_who_was_signed_out_meanwhile_is_led_back_to_the_same_page(visit):
    page = visit(None, "/components/?from=here")

    page.get_by_role("button", name="Try while signed out").first.click()

    link = page.get_by_role("link", name="Sign in and come back")
    expect(link).to_have_attribute("href", re.compile(r"/accounts/login/\?next=%2Fcomponents%2F%3Ffrom%3Dhere$"))


# Not by `visit`: htmx writes the failure to the console, which would count as a fault of the page.
def test_what_cannot_be_reached_says_so(browser, served):
    context = browser.new_context(base_url=served.address)
    page = context.new_page()
    page.goto("/components/")
    context.route("**/*error=403*", lambda route: route.abort())

    page.get_by_role("button", name="Try what is not yours").first.click()

    expect(page.get_by_role("status", name="Messages")).to_contain_text("could not be reached")
    context.close()


def test_without_scripts_menus_open_and_nothing_dead_is_shown(visit):
    page = visit(None, "/components/", java_script_enabled=False)
    page.locator("#switcher > summary").click()

    expect(page.get_by_role("link", name="Pulse")).to_be_visible()
    expect(page.get_by_role("button", name="Copy a sentence")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_about_a_failure_keeps_nobody_out(visit, scheme):
    axe(visit(None, "/components/?error=409", color_scheme=scheme, viewport=PHONE), "html")


def test_without_a_connection_the_kept_page_stands_in(visit):
    page = visit(None, "/components/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.context.set_offline(True)
    page.goto("/components/?theme=dark")
    expect(page.get_by_role("heading", name="No connection")).to_be_visible()

    page.context.set_offline(False)
    page.get_by_role("link", name="Load it anew").click()

    expect(page.get_by_role("heading", name="Every component")).to_be_visible()
