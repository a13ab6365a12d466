"""Lines of the vision board are moved by keyboard, menu, mouse and finger."""

import pytest
from playwright.sync_api import expect

from tests.support.board import BOARD, PHONE, add, holds, is_connected, lines
from tests.support.browsers import resting


def test_lines_move_by_keyboard_are_announced_and_keep_the_focus(visit):
    ada, bo = is_connected(visit("ada", BOARD)), is_connected(visit("bo", BOARD))
    add(ada, "target-group", "A", "B", "C")
    line = ada.locator("#target-group-lines textarea").last
    line.click()
    line.press("Alt+ArrowUp")
    holds(ada, ["A", "C", "B"])
    expect(ada.locator("#voice")).to_have_text("“C” is now 2 of 3.")
    assert ada.evaluate("() => document.activeElement.value") == "C"

    ada.keyboard.press("Alt+ArrowUp")
    holds(ada, ["C", "A", "B"])
    holds(bo, ["C", "A", "B"])

    handle = ada.locator("#target-group-lines li").first.locator("[data-handle]")
    handle.focus()
    handle.press("ArrowDown")
    holds(ada, ["A", "C", "B"])
    handle = ada.locator("#target-group-lines li").nth(1).locator("[data-handle]")
    expect(handle).to_be_focused()


def test_lines_move_by_the_menu(visit):
    ada = is_connected(visit("ada", BOARD))
    add(ada, "target-group", "A", "B")
    ada.locator("#target-group-lines li").first.hover()
    ada.locator("#target-group-lines li").first.locator(".menu > summary").click()
    ada.locator("#target-group-lines li").first.get_by_role("button", name="Down").click()

    holds(ada, ["B", "A"])


@pytest.mark.parametrize("options", [{}, PHONE], ids=["mouse", "phone"])
def test_lines_are_dragged_to_another_place(visit, options):
    ada, bo = is_connected(visit("ada", BOARD, **options)), is_connected(visit("bo", BOARD))
    add(ada, "target-group", "A", "B", "C")
    items = ada.locator("#target-group-lines > li")
    items.last.scroll_into_view_if_needed()
    items.last.hover()
    grip = resting(items.last.locator("[data-handle]"))
    first = resting(items.first)
    ada.mouse.move(grip["x"] + 8, grip["y"] + 8)
    ada.mouse.down()
    for y in (grip["y"] - 10, first["y"] + 30, first["y"] + 2):
        ada.mouse.move(grip["x"] + 8, y)
    expect(ada.locator(".lifted")).to_have_count(1)
    ada.mouse.up()

    holds(ada, ["C", "A", "B"])
    holds(bo, ["C", "A", "B"])
    expect(ada.locator("#voice")).to_have_text("“C” is now 1 of 3.")
    assert (
        ada.locator("#target-group-lines [style]").evaluate_all("all => all.filter(one => one.style.translate).length")
        == 0
    )


def test_a_finger_drags_a_line_by_its_handle_and_does_not_scroll_the_page(visit):
    ada = is_connected(visit("ada", BOARD, **PHONE))
    add(ada, "target-group", "A", "B", "C")
    items = ada.locator("#target-group-lines > li")
    items.first.scroll_into_view_if_needed()
    grip, last = resting(items.first.locator("[data-handle]")), resting(items.last)
    fingers = ada.context.new_cdp_session(ada)
    scrolled = ada.evaluate("() => scrollY")

    def touch(kind, y):
        points = [] if kind == "touchEnd" else [{"x": grip["x"] + 10, "y": y}]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", grip["y"] + 10)
    for y in (grip["y"] + 30, last["y"] + 5, last["y"] + 40):
        touch("touchMove", y)
    touch("touchEnd", 0)

    holds(ada, ["B", "C", "A"])
    assert ada.evaluate("() => scrollY") == scrolled


def test_a_drag_given_up_with_escape_changes_nothing(visit):
    ada = is_connected(visit("ada", BOARD))
    add(ada, "target-group", "A", "B")
    ada.locator("#target-group-lines > li").last.hover()
    grip = ada.locator("#target-group-lines > li").last.locator("[data-handle]").bounding_box()
    ada.mouse.move(grip["x"] + 8, grip["y"] + 8)
    ada.mouse.down()
    ada.mouse.move(grip["x"] + 8, grip["y"] - 60)
    ada.keyboard.press("Escape")
    ada.mouse.up()

    expect(ada.locator(".lifted")).to_have_count(0)
    assert lines(ada) == ["A", "B"]
