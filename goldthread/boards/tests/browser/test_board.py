"""What only browsers show of the vision board: writing in place, several people at once, dragging, the keyboard, a phone."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.board import BOARD, LINE, PHONE, add, holds, is_connected
from tests.support.browsers import axe


def test_lines_are_added_one_after_the_other_without_leaving_the_field(visit):
    ada = is_connected(visit("ada", BOARD))
    field = ada.locator("#add-target-group-text")
    field.click()
    for words in ("Adults told they are pre-diabetic", "Their family doctors", "Their employers"):
        ada.keyboard.type(words)
        ada.keyboard.press("Enter")
    holds(ada, ["Adults told they are pre-diabetic", "Their family doctors", "Their employers"])

    expect(field).to_be_focused()
    expect(field).to_have_value("")


def test_lines_typed_while_the_one_before_is_on_its_way_are_added_each_by_itself(visit):
    ada = is_connected(visit("ada", BOARD))
    field, first = ada.locator("#add-target-group-text"), []

    def hold(route):
        if route.request.method == "POST" and "/live/" not in route.request.url and not first:
            first.append(route)
        else:
            route.fallback()

    ada.route("**/*", hold)
    field.click()
    for words in ("Their family doctors", "Their employers", "Their schools"):
        ada.keyboard.type(words)
        ada.keyboard.press("Enter")
        expect(field).to_have_value("")
    ada.keyboard.type("Half a th")
    first[0].continue_()

    holds(ada, ["Their family doctors", "Their employers", "Their schools"])
    expect(field).to_have_value("Half a th")


def test_a_line_that_was_not_added_before_the_page_was_left_is_still_in_its_field(visit):
    ada = is_connected(visit("ada", BOARD))
    field = ada.locator("#add-target-group-text")
    field.fill("Their employers")
    ada.reload()
    expect(field).to_have_value("Their employers")

    field.press("Escape")
    ada.reload()
    expect(field).to_have_value("")


def test_without_a_connection_the_words_of_a_line_stay(visit):
    ada = is_connected(visit("ada", BOARD))
    line, field = ada.locator(LINE), ada.locator("#add-target-group-text")
    ada.context.set_offline(True)
    line.fill("Be light for good")
    line.press("Enter")
    field.fill("Their employers")
    field.press("Enter")
    expect(field).to_have_value("Their employers")
    ada.context.set_offline(False)
    ada.reload()

    expect(line).to_have_value("Be light for good")
    expect(field).to_have_value("Their employers")
    # That nothing could be fetched is what this is about.
    visit.faults[:] = [one for one in visit.faults if "fetch" not in one.lower() and "ERR_INTERNET" not in one]


def test_enter_saves_escape_gives_up_and_leaving_saves(visit):
    ada = is_connected(visit("ada", BOARD))
    line = ada.locator(LINE)
    line.fill("Be light for good")
    line.press("Escape")
    expect(line).to_have_value("Lose weight and keep it off")

    line.fill("Be light for good")
    line.press("Enter")
    expect(line).to_have_js_property("defaultValue", "Be light for good")
    expect(line).to_be_focused()

    line.fill("Be light for life")
    ada.locator("#add-user-goal-text").click()
    expect(line).to_have_js_property("defaultValue", "Be light for life")
    ada.reload()
    expect(line).to_have_value("Be light for life")


def test_who_stays_in_a_line_after_saving_it_follows_it_and_can_write_on(visit):
    ada, bo = is_connected(visit("ada", BOARD)), is_connected(visit("bo", BOARD))
    ada.locator(LINE).fill("Be light for good")
    ada.locator(LINE).press("Enter")
    # Typed on before the answer came, and left: neither lost nor crossed with oneself.
    ada.keyboard.type(" and for life")
    ada.locator("#add-user-goal-text").click()
    expect(bo.locator(LINE)).to_have_value("Be light for good and for life")

    ada.locator(LINE).fill("Be light")
    ada.locator(LINE).press("Enter")
    expect(bo.locator(LINE)).to_have_value("Be light")
    bo.locator(LINE).fill("Be light at last")
    bo.locator(LINE).press("Enter")
    expect(ada.locator(LINE)).to_be_focused()
    expect(ada.locator(LINE)).to_have_value("Be light at last")


def test_a_line_left_empty_keeps_its_words(visit):
    ada = is_connected(visit("ada", BOARD))
    ada.locator(LINE).fill("  ")
    ada.locator("#add-user-goal-text").click()

    expect(ada.locator(LINE)).to_have_value("Lose weight and keep it off")


def test_what_one_writes_stands_before_the_others_within_half_a_second(visit):
    ada, bo = is_connected(visit("ada", BOARD)), is_connected(visit("bo", BOARD))
    bo.evaluate(
        """() => { new MutationObserver(() => { if (document.querySelector('#target-group-lines')) window.seen ??= Date.now(); })
        .observe(document.querySelector('main'), {childList: true, subtree: true}); }"""
    )
    ada.locator("#add-target-group-text").fill("Their family doctors")
    pressed = ada.evaluate("() => Date.now()")
    ada.locator("#add-target-group-text").press("Enter")

    bo.wait_for_function("() => window.seen")
    assert bo.evaluate("() => window.seen") - pressed < 500 + 250, "half a second, and what a busy machine adds"


def test_who_may_not_write_on_the_board_sees_who_writes_and_where(visit):
    ada, cy = is_connected(visit("ada", BOARD)), is_connected(visit("cy", BOARD))
    expect(cy.locator(LINE)).to_have_count(0)

    ada.locator(LINE).click()
    ada.keyboard.type("Be light")

    expect(cy.locator('[data-place="goal-2-text"][data-writing="Ada"]')).to_be_visible()


def test_what_arrives_takes_neither_focus_nor_caret_nor_half_typed_words(visit):
    ada, bo = is_connected(visit("ada", BOARD)), is_connected(visit("bo", BOARD))
    mine = ada.locator("#goal-3 textarea")
    mine.click()
    mine.press("Home")
    ada.keyboard.type("Half a ")
    caret = mine.evaluate("field => field.selectionStart")

    add(bo, "target-group", "Their family doctors")
    bo.locator(LINE).fill("Be light for good")
    bo.locator(LINE).press("Enter")
    expect(ada.locator(LINE)).to_have_value("Be light for good")

    expect(ada.locator("#target-group-lines li")).to_have_count(1)
    expect(mine).to_be_focused()
    expect(mine).to_have_value("Half a Open a new source of revenue")
    assert mine.evaluate("field => field.selectionStart") == caret == 7
    mine.press("Enter")
    expect(bo.locator("#goal-3 textarea")).to_have_value("Half a Open a new source of revenue")


def test_others_see_who_is_writing_a_line(visit):
    ada, bo = is_connected(visit("ada", BOARD)), is_connected(visit("bo", BOARD))
    bo.locator(LINE).click()
    bo.keyboard.type("!")

    place = ada.locator("#goal-2 > .words")
    expect(place).to_have_attribute("data-writing", "Bo")
    assert place.evaluate("place => getComputedStyle(place, '::after').content") == '"Bo is writing"'
    bo.keyboard.press("Escape")


def test_two_who_change_one_line_see_both_texts_and_nothing_is_lost(visit):
    ada, bo = is_connected(visit("ada", BOARD)), is_connected(visit("bo", BOARD))
    ada.locator(LINE).fill("Weigh less for good")
    bo.locator(LINE).fill("Be light for life")
    bo.locator(LINE).press("Enter")
    expect(bo.locator(LINE)).to_have_js_property("defaultValue", "Be light for life")

    ada.locator(LINE).press("Enter")
    dialog = ada.locator("#dialog")
    expect(dialog).to_contain_text("Bo Winter changed this while you were writing")
    expect(dialog).to_contain_text("Be light for life")
    ada.keyboard.press("Escape")
    expect(ada.locator(LINE)).to_have_value("Weigh less for good")

    ada.locator(LINE).click()
    ada.locator(LINE).press("Enter")
    dialog.get_by_role("button", name="Put mine").click()
    expect(dialog).to_be_hidden()
    expect(bo.locator(LINE)).to_have_value("Weigh less for good")
    expect(ada.locator(LINE)).to_have_js_property("defaultValue", "Weigh less for good")
    bo.locator(LINE).fill("Another word")
    bo.locator(LINE).press("Enter")
    expect(ada.locator(LINE)).to_have_value("Another word")


def test_words_written_into_a_line_that_somebody_removes_are_shown(visit):
    ada, bo = is_connected(visit("ada", BOARD)), is_connected(visit("bo", BOARD))
    add(bo, "target-group", "Their family doctors")
    line = ada.locator("#target-group-lines textarea")
    line.fill("Their family doctors and nurses")

    bo.locator("#target-group-lines li").hover()
    bo.locator("#target-group-lines .menu > summary").click()
    bo.get_by_role("button", name="Remove").click()

    expect(ada.locator("#undo")).to_contain_text("Their family doctors and nurses")


def test_a_removed_line_is_brought_back_from_the_notice(visit):
    ada = is_connected(visit("ada", BOARD))
    add(ada, "target-group", "Their family doctors", "Their employers")
    ada.locator("#target-group-lines li").first.hover()
    ada.locator("#target-group-lines li").first.locator(".menu > summary").click()
    ada.get_by_role("button", name="Remove").first.click()
    holds(ada, ["Their employers"])

    back = ada.get_by_role("button", name="Bring it back")
    expect(back).to_be_focused()
    back.press("Enter")
    holds(ada, ["Their family doctors", "Their employers"])
    expect(ada.locator("#undo form")).to_have_count(0)


def test_the_number_that_tells_is_chosen_in_a_dialog(visit):
    ada, bo = is_connected(visit("ada", BOARD)), is_connected(visit("bo", BOARD))
    ada.locator("#goal-2").get_by_role("link", name="Measure it").click()
    dialog = ada.locator("#dialog")
    dialog.get_by_label("What is measured").fill("5% lighter after 6 months")
    dialog.get_by_label("Today").fill("31%")
    dialog.get_by_label("Target").fill("45%")
    dialog.get_by_role("button", name="Measure it").click()
    expect(dialog).to_contain_text("Put one name on it")
    dialog.get_by_label("Owner").select_option(label="Cy Okafor")
    dialog.get_by_role("button", name="Measure it").click()

    expect(dialog).to_be_hidden()
    for page in (ada, bo):
        expect(page.locator("#goal-2")).to_contain_text("31 → 45%")
        expect(page.locator("#goal-2")).not_to_have_class(re.compile("frayed"))


def test_sections_on_demand_open_and_stay_open_when_something_arrives(visit):
    ada, bo = is_connected(visit("ada", BOARD)), is_connected(visit("bo", BOARD))
    ada.locator("#section-channels > summary").click()
    add(ada, "channels", "Pharmacies")
    add(bo, "target-group", "Their family doctors")
    expect(ada.locator("#target-group-lines li")).to_have_count(1)

    expect(ada.locator("#section-channels")).to_have_attribute("open", "")
    expect(bo.locator("#section-channels > summary")).to_contain_text("Pharmacies")


def test_without_scripts_the_board_is_written_too(visit):
    ada = visit("ada", BOARD, java_script_enabled=False)
    ada.locator("#add-target-group-text").fill("Their family doctors")
    ada.locator("#add-target-group-form").get_by_role("button", name="Add").click()
    expect(ada.locator("#target-group-lines textarea")).to_have_value("Their family doctors")
    ada.locator("#target-group-lines textarea").fill("Their doctors")
    ada.locator("#target-group-lines form").get_by_role("button", name="Save").click()
    expect(ada.locator("#target-group-lines textarea")).to_have_value("Their doctors")

    ada.locator("#target-group-lines .menu > summary").click()
    ada.locator("#target-group-lines").get_by_role("button", name="Remove").click()
    expect(ada.locator("#target-group-lines")).to_have_count(0)
    ada.get_by_role("button", name="Bring it back").click()
    expect(ada.locator("#target-group-lines textarea")).to_have_value("Their doctors")


@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}, PHONE], ids=["light", "dark", "phone"])
def test_the_board_keeps_nobody_out_and_fits(visit, options):
    for who in ("ada", "cy"):
        page = visit(who, BOARD, **options)
        axe(page)
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
