"""What only browsers show of the roadmap: columns written and moved, slides, one printed page, a phone."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.browsers import axe, resting

ROADMAP = "/northwind/lighter/roadmap/"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
NEXT = "#goal-4"
SIX_COLUMNS = """
import django; django.setup()
from datetime import date
from goldthread.boards.models import Feature
from goldthread.chain.models import Goal, KeyResult
from goldthread.measures.models import Metric
from goldthread.people.models import Person, Product
product, ada = Product.objects.get(slug="lighter"), Person.objects.get(email="ada@northwind.example")
need = Goal.objects.get(product=product, number=2)
for number in range(5):
    goal = Goal.set(product, "product_goal", f"Members weigh in and log most days of the week {number}", by=ada,
        due=date(2031, 1 + 2 * number, 28), name=f"1.{number} “Habit and company”")
    goal.tie(need, by=ada)
    for words in ("Pair a scale in one minute", "Weekly trend on one page", "Share with my doctor", "Gentle nudges at night", "A family circle"):
        Feature.add(goal, words, by=ada)
    for words in ("Weekly active members", "Activation in week one", "Days logged a week"):
        KeyResult.set(goal, Metric.add(product.organisation, words, by=ada), by=ada, baseline=850, target=1800, due=date(2031, 1, 31), owner_id=ada.pk)
"""


def is_connected(page):
    page.wait_for_function("() => document.querySelector('#live')._htmx?.sse")
    return page


@pytest.fixture
def six_columns(served):
    done = served.installation.python("-c", SIX_COLUMNS, DJANGO_SETTINGS_MODULE="goldthread.config.settings")
    assert done.returncode == 0, done.stderr


def pages_of(pdf):
    return len(re.findall(rb"/Type\s*/Page(?!s)", pdf))


def statements(page):
    return page.locator(".cell.goal textarea").evaluate_all("all => all.map(one => one.value)")


def date_it(page, column, day="", timeframe=""):
    page.locator(f"{column}-date").click()
    page.locator(f"{column}-due").fill(day)
    page.locator(f"{column}-timeframe").fill(timeframe)
    page.locator(f"{column}-date-form").get_by_role("button", name="Save").click()


def test_a_column_is_added_named_dated_and_measured_where_it_stands(visit):
    ada, cy = is_connected(visit("ada", ROADMAP)), is_connected(visit("cy", ROADMAP))
    ada.locator("#add-column-text").fill("Members weigh in most days")
    ada.locator("#add-column-text").press("Enter")
    expect(ada.locator("#goal-6 .cell.goal textarea")).to_have_value("Members weigh in most days")

    ada.locator("#goal-6-name-text").fill("1.1 “Habit”")
    ada.locator("#goal-6-name-text").press("Enter")
    date_it(ada, "#goal-6", day="2031-04-30")
    ada.locator("#goal-6-add-feature-text").fill("Meal photo log")
    ada.locator("#goal-6-add-feature-text").press("Enter")

    column = cy.locator("#goal-6")
    for words in ("by 30 April 2031", "1.1 “Habit”", "Members weigh in most days", "Meal photo log"):
        expect(column).to_contain_text(words)
    expect(ada.locator("#goal-6-dating")).not_to_have_attribute("open", "")


def test_a_date_moves_its_column_to_its_place_in_time(visit):
    ada, bo = is_connected(visit("ada", ROADMAP)), is_connected(visit("bo", ROADMAP))
    ada.locator("#add-column-text").fill("Later")
    ada.locator("#add-column-text").press("Enter")
    expect(ada.locator("#goal-6")).to_be_visible()
    date_it(ada, "#goal-6", timeframe="2nd quarter 2031")

    expect(bo.locator("#goal-6-date")).to_have_text("2nd quarter 2031")
    assert statements(bo) == ["Later", "Understand what I eat and how it affects me"]


def test_columns_without_a_date_are_dragged_and_those_with_one_are_told_why_not(visit):
    ada, bo = is_connected(visit("ada", ROADMAP)), is_connected(visit("bo", ROADMAP))
    ada.locator("#add-column-text").fill("Second")
    ada.locator("#add-column-text").press("Enter")
    expect(ada.locator("#goal-6")).to_be_visible()
    drag(ada, "#goal-6", NEXT)
    expect(bo.locator(".go-column").first).to_have_id("goal-6")

    date_it(ada, NEXT, day="2031-01-31")
    expect(ada.locator(".go-column").first).to_have_id("goal-4")
    drag(ada, "#goal-6", NEXT)
    expect(ada.locator("#messages")).to_contain_text("Columns stand in the order of their dates.")
    expect(ada.locator(".go-column").first).to_have_id("goal-4")


def drag(page, column, before):
    page.locator(column).hover()
    grip = resting(page.locator(f"{column} > .line-tools [data-handle]"))
    left = resting(page.locator(before))
    page.mouse.move(grip["x"] + 8, grip["y"] + 8)
    page.mouse.down()
    page.mouse.move(grip["x"] - 40, grip["y"] + 8)
    page.mouse.move(left["x"] + 10, grip["y"] + 8)
    page.mouse.up()


def test_features_move_by_keyboard(visit):
    ada = is_connected(visit("ada", ROADMAP))
    for words in ("Photo log", "Gentle nudges"):
        ada.locator("#goal-4-add-feature-text").fill(words)
        ada.locator("#goal-4-add-feature-text").press("Enter")
        expect(ada.locator("#goal-4-features textarea").last).to_have_value(words)
    ada.locator("#goal-4-features textarea").last.press("Alt+ArrowUp")

    expect(ada.locator("#goal-4-features textarea").first).to_have_value("Gentle nudges")
    expect(ada.locator("#goal-4-features textarea").first).to_be_focused()
    expect(ada.locator("#voice")).to_have_text("“Gentle nudges” is now 1 of 2.")


def test_a_goal_is_let_go_after_a_question_and_brought_back(visit):
    ada, bo = is_connected(visit("ada", ROADMAP)), is_connected(visit("bo", ROADMAP))
    ada.locator(NEXT).hover()
    ada.locator(f"{NEXT} > .line-tools .menu > summary").click()
    ada.get_by_role("link", name="Let this goal go").click()
    expect(ada.locator("#dialog")).to_contain_text("go?")
    ada.locator("#dialog").get_by_role("button", name="Let it go").click()

    expect(bo.locator(NEXT)).to_have_count(0)
    ada.get_by_role("button", name="Bring it back").click()
    expect(bo.locator(NEXT)).to_be_visible()
    expect(ada.locator("#dialog")).to_be_hidden()


def test_the_title_is_written_in_place_and_seen_by_the_others(visit):
    ada, cy = is_connected(visit("ada", ROADMAP)), is_connected(visit("cy", ROADMAP))
    ada.locator("#roadmap-title-text").fill("From first members to a business")
    ada.locator("#roadmap-title-text").press("Enter")

    expect(cy.locator("h1")).to_have_text("From first members to a business")


def test_words_half_typed_stay_while_the_column_moves(visit):
    ada, bo = is_connected(visit("ada", ROADMAP)), is_connected(visit("bo", ROADMAP))
    bo.locator("#add-column-text").fill("Before all")
    bo.locator("#add-column-text").press("Enter")
    expect(ada.locator("#goal-6")).to_be_visible()
    words = ada.locator(f"{NEXT} .cell.goal textarea")
    words.click()
    words.press("End")
    ada.keyboard.type(", every day")
    date_it(bo, "#goal-6", day="2031-01-31")
    expect(ada.locator(".go-column").first).to_have_id("goal-6")

    expect(words).to_be_focused()
    expect(words).to_have_value("Understand what I eat and how it affects me, every day")
    words.press("Enter")
    expect(bo.locator(f"{NEXT} .cell.goal textarea")).to_have_value(
        "Understand what I eat and how it affects me, every day"
    )


def test_six_columns_print_on_one_page(six_columns, visit):
    for who in ("ada", "cy"):
        page = visit(who, ROADMAP)
        page.emulate_media(media="print")
        assert pages_of(page.pdf(prefer_css_page_size=True)) == 1
        assert page.evaluate("() => getComputedStyle(document.querySelector('.row-heads')).display") == "grid"


def test_the_roadmap_scrolls_in_its_frame_and_keeps_the_names_of_its_rows(six_columns, visit):
    page = visit("cy", ROADMAP)
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    page.locator(".go-column").last.scroll_into_view_if_needed()

    expect(page.locator(".row-heads")).to_be_in_viewport()
    assert page.evaluate(
        "() => Math.abs(document.querySelector('.row-heads > :nth-child(4)').getBoundingClientRect().top - document.querySelector('.cell.features').getBoundingClientRect().top) < 2"
    )


@pytest.mark.parametrize("keys", [("ArrowRight", "ArrowLeft"), (" ", "PageUp")])
def test_slides_are_walked_by_keys_and_left_by_escape(six_columns, visit, keys):
    page = visit("cy", f"{ROADMAP}present/")
    on, back = keys
    expect(page.locator("#slide-count")).to_have_text("1 of 7")
    page.keyboard.press(on)
    expect(page.locator("#slide-6")).to_be_in_viewport(ratio=0.9)
    expect(page.locator("#slide-count")).to_have_text("2 of 7")
    page.keyboard.press(back)
    expect(page.locator("#slide-cover")).to_be_in_viewport(ratio=0.9)
    page.keyboard.press("End")
    expect(page.locator("#slide-count")).to_have_text("7 of 7")

    page.keyboard.press("Escape")
    page.wait_for_url(f"**{ROADMAP}")


def test_slides_are_walked_by_presses_and_are_legible_from_afar(six_columns, visit):
    page = visit("cy", f"{ROADMAP}present/")
    page.mouse.click(1000, 300)
    expect(page.locator("#slide-6")).to_be_in_viewport(ratio=0.9)
    page.mouse.click(100, 300)
    expect(page.locator("#slide-cover")).to_be_in_viewport(ratio=0.9)
    page.get_by_title("Next").click()
    expect(page.locator("#slide-6")).to_be_in_viewport(ratio=0.9)

    assert page.evaluate("() => parseFloat(getComputedStyle(document.querySelector('#slide-6 h2')).fontSize)") >= 48
    assert page.evaluate("() => parseFloat(getComputedStyle(document.querySelector('#slide-6 li')).fontSize)") >= 20


def test_slides_are_swiped_on_a_phone(six_columns, visit):
    page = visit("cy", f"{ROADMAP}present/", **PHONE)
    fingers = page.context.new_cdp_session(page)
    fingers.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": 340, "y": 400}]})
    for x in range(330, 60, -15):
        fingers.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": 400}]})
    fingers.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    expect(page.locator("#slide-6")).to_be_in_viewport(ratio=0.9)
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_a_presentation_follows_what_is_changed_meanwhile(visit):
    cy, ada = is_connected(visit("cy", f"{ROADMAP}present/")), is_connected(visit("ada", ROADMAP))
    cy.keyboard.press("ArrowRight")
    ada.locator(f"{NEXT} .cell.goal textarea").fill("Know what I eat")
    ada.locator(f"{NEXT} .cell.goal textarea").press("Enter")

    expect(cy.locator("#slide-4 h2")).to_have_text("Know what I eat")
    expect(cy.locator("#slide-4")).to_be_in_viewport(ratio=0.9)


def test_on_a_phone_columns_are_cards_and_nothing_is_clipped(six_columns, visit):
    for who in ("ada", "cy"):
        page = visit(who, ROADMAP, **PHONE)
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
        outside = page.evaluate(
            "() => [...document.querySelectorAll('#roadmap *')].filter(one => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('.menu-list, .save')).map(one => one.outerHTML.slice(0, 80))"
        )
        assert outside == []
        tops = page.locator(".go-column").evaluate_all("all => all.map(one => one.getBoundingClientRect().top)")
        assert tops == sorted(tops)
        assert len(set(tops)) == 6


@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}, PHONE], ids=["light", "dark", "phone"])
def test_the_roadmap_keeps_nobody_out(six_columns, visit, options):
    axe(visit("cy", ROADMAP, **options))
    page = visit("ada", ROADMAP, **options)
    axe(page)
    for path in ("outside/", "present/"):
        page.goto(ROADMAP + path)
        axe(page)
