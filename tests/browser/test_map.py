"""The map of the thread as only a browser can show it: lines, choice, keys, folds, a phone. Nothing here changes it."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.browsers import axe
from tests.support.map import (
    BUSINESS,
    MAP,
    NEED,
    NEXT,
    PHONE,
    SPRINT,
    VISION,
    card,
    drag,
    expect_line,
    lines,
    parents,
    runs,
)

NARROW, WIDE = PHONE["viewport"], {"width": 1280, "height": 800}


@pytest.fixture(scope="module")
def served(workshop, crew_template):
    """One server for all: these tests only look."""
    with workshop.copy(crew_template).served() as running:
        yield running


def test_every_tie_is_a_line_from_knot_to_knot(visit):
    page = visit("ada", MAP)

    for child, parent in ((NEED, VISION), (BUSINESS, VISION), (NEXT, NEED), (NEXT, BUSINESS)):
        expect_line(page, child, parent)
    assert len(lines(page)) == 4


def test_lines_follow_when_the_window_changes(visit):
    page = visit("ada", MAP)
    expect_line(page, NEXT, NEED)

    page.set_viewport_size({"width": 1100, "height": 700})

    expect_line(page, NEXT, NEED)
    expect_line(page, BUSINESS, VISION)


@pytest.mark.parametrize(
    ("begun", "turned", "late", "fits"),
    [(WIDE, NARROW, "outline", "columns"), (NARROW, WIDE, "columns", "outline")],
)
def test_a_window_that_turns_back_before_the_answer_shows_its_own_view(visit, begun, turned, late, fits):
    page = visit("ada", MAP, viewport=begun)
    held = []
    page.route(f"**/*only={late}*", lambda route: held.append(route))
    with page.expect_request(re.compile(f"only={late}")):
        page.set_viewport_size(turned)
    page.set_viewport_size(begun)

    # What fits is asked for once the late answer is there.
    with page.expect_response(re.compile(f"only={fits}")):
        held[0].continue_()

    goal = page.locator(f"#{fits}").get_by_text("Understand what I eat and how it affects me").first
    expect(goal).to_be_visible()


def test_choosing_a_goal_lights_its_line_and_the_address_names_it(visit):
    page = visit("ada", MAP)

    card(page, NEED).locator(".eyebrow").click()

    expect(page).to_have_url(re.compile(r"\?goal=2$"))
    expect(card(page, NEED).locator(".goal-link")).to_have_attribute("aria-current", "true")
    for on_the_line in (VISION, NEED, NEXT):
        expect(card(page, on_the_line)).to_have_class(re.compile(r"\blit\b"))
    expect(card(page, BUSINESS)).not_to_have_class(re.compile(r"\blit\b"))
    expect_line(page, NEXT, NEED, ".lit")
    assert not runs(page, NEXT, BUSINESS, ".lit")
    beside = page.locator("#side")
    expect(beside.get_by_role("heading", name="Lose weight and keep it off")).to_be_visible()
    expect(beside.locator("#said")).to_contain_text("so that people eat well without thinking about it")


def test_a_chosen_goal_is_chosen_again_when_the_address_is_opened(visit):
    page = visit("bo", MAP + "?goal=4")

    expect(card(page, NEXT)).to_have_class(re.compile(r"\bchosen\b"))
    expect(page.locator("#side").get_by_text("because it is a step towards it.").first).to_be_visible()


def test_arrows_walk_the_map_and_enter_chooses(visit):
    page = visit("ada", MAP)
    page.locator("#goal-1 .goal-link").focus()

    page.keyboard.press("ArrowRight")
    expect(page.locator("#goal-2 .goal-link")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#goal-3 .goal-link")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#goal-4 .goal-link")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"goal=4"))
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile(r"/northwind/lighter/$"))


def test_only_one_card_is_in_the_order_of_tab(visit):
    page = visit("ada", MAP)
    page.locator("#goal-3 .goal-link").focus()

    reachable = page.evaluate(
        "() => [...document.querySelectorAll('#columns .goal')].filter(one => one.querySelector('.goal-link').tabIndex === 0).map(one => one.id)"
    )

    assert reachable == ["goal-3"]


def test_letting_go_beside_the_goals_ties_nothing(visit, served):
    page = visit("cy", MAP)

    drag(page, "#goal-5 > .knot.in", NEXT)
    page.mouse.move(700, 880)
    page.mouse.up()

    expect(page.get_by_role("dialog")).to_be_hidden()
    assert page.locator("#wires .pulled").count() == 0
    assert parents(served, SPRINT) == []


def test_what_would_close_a_ring_cannot_be_aimed_at(visit):
    page = visit("ada", MAP)

    drag(page, "#goal-2 > .knot.in", NEXT)

    expect(card(page, VISION)).to_have_class(re.compile(r"\bmay\b"))
    expect(card(page, NEXT)).not_to_have_class(re.compile(r"\bmay\b|\baimed\b"))
    page.mouse.up()
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_escape_leaves_tying_by_keyboard(visit):
    page = visit("cy", MAP)
    page.locator("#goal-5 .goal-link").focus()

    page.keyboard.press("t")
    page.keyboard.press("Escape")

    expect(page.locator("#goal-5 .goal-link")).to_be_focused()
    expect(page.locator("#map")).not_to_have_class(re.compile("tying-now"))
    assert page.locator("#wires .pulled").count() == 0


def test_who_may_not_change_a_goal_is_offered_no_way_to_tie_it(visit):
    page = visit("eve", MAP)

    drag(page, "#goal-4 > .knot.in", VISION)
    page.mouse.up()
    expect(page.get_by_role("dialog")).to_be_hidden()
    card(page, NEXT).hover()
    card(page, NEXT).get_by_role("button", name="More:").click()

    expect(page.locator("#deeds")).to_be_visible()
    expect(page.locator("#deeds").get_by_role("link")).to_have_count(1)


def test_what_is_folded_stays_folded_for_this_viewer(visit):
    page = visit("ada", MAP)
    page.locator("#column-1").hover()
    page.get_by_role("button", name="Fold the column User & business goals").click()
    expect(card(page, NEED)).to_be_hidden()
    # What lay between is passed through: the product goal still hangs on the vision.
    expect_line(page, NEXT, VISION, ".through")

    page.reload()

    expect(card(page, NEED)).to_be_hidden()
    page.get_by_role("button", name="Fold the column User & business goals").click()
    expect(card(page, NEED)).to_be_visible()


def test_a_branch_is_folded_on_its_knot(visit):
    page = visit("ada", MAP)
    page.locator("#goal-1 .goal-link").focus()

    page.keyboard.press("f")

    expect(card(page, NEED)).to_be_hidden()
    expect(card(page, NEXT)).to_be_hidden()
    expect(card(page, SPRINT)).to_be_visible()
    card(page, VISION).get_by_text("+2").click()
    expect(card(page, NEXT)).to_be_visible()
    expect_line(page, NEXT, NEED)


def test_the_filter_shows_a_team_with_what_stands_above_it(visit):
    page = visit("ada", MAP)
    page.locator("#filter > summary").click()
    page.get_by_label("Team or group").select_option(label="Orion")
    page.get_by_role("button", name="Show", exact=True).click()

    expect(page).to_have_url(re.compile(r"team=\d+"))
    expect(card(page, SPRINT)).to_be_visible()
    expect(card(page, NEED)).to_have_count(0)
    card(page, SPRINT).locator(".eyebrow").click()
    expect(page).to_have_url(re.compile(r"team=\d+&goal=5"))


def test_on_a_phone_the_thread_is_a_list_with_goals_under_their_parents(visit):
    page = visit("cy", MAP, **PHONE)

    expect(page.locator("#columns")).to_be_hidden()
    expect(page.get_by_role("heading", name="Leads nowhere")).to_be_visible()
    nested = page.locator("#outline-user_goal li li").first
    expect(nested).to_contain_text("Understand what I eat")
    expect(nested).to_contain_text("also under “Open a new source of revenue”")
    wide = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_map_keeps_nobody_out(visit, scheme):
    page = visit("ada", MAP + "?goal=2", color_scheme=scheme)
    expect_line(page, NEXT, NEED)

    axe(page)


@pytest.mark.parametrize("place", ["", "list/", "goals/5/ties/"])
def test_the_phones_pages_keep_nobody_out(visit, place):
    axe(visit("cy", MAP + place, **PHONE))


def test_the_dialog_for_tying_keeps_nobody_out(visit):
    page = visit("ada", MAP)
    drag(page, "#goal-4 > .knot.in", BUSINESS)
    page.mouse.up()
    expect(page.get_by_role("dialog")).to_be_visible()

    axe(page, "#dialog")
