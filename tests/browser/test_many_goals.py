"""A thread of three hundred goals stays usable: what a press costs the page, lines where they belong, a scroll."""

import pytest
from playwright.sync_api import expect

from tests.support.map import card, expect_line

GROW = """
import random
import django
django.setup()
from django.db import transaction
from goldthread.chain.models import Goal
from goldthread.people.models import Person, Product
random.seed(7)
product, ada = Product.objects.get(slug="lighter"), Person.objects.get(email="ada@northwind.example")
vision = product.goals.get(number=1)
with transaction.atomic():
    high = [Goal.set(product, "user_goal", f"Need {n}", by=ada) for n in range(25)]
    middle = [Goal.set(product, "product_goal", f"Step {n}", by=ada) for n in range(80)]
    low = [Goal.set(product, "contribution", f"Part {n} of what a group adds", by=ada) for n in range(190)]
    for level, above in ((high, [vision]), (middle, high), (low, middle)):
        for goal in level:
            goal.tie(random.choice(above), by=ada)
"""
# How often each deed is done; the first is slower than those after it.
TIMES = 6
# Milliseconds: what people take for at once, and what a busy machine adds.
AT_ONCE = 250


@pytest.fixture(scope="module")
def served(workshop, crew_template):
    grown = workshop.copy(crew_template)
    done = grown.python("-c", GROW, DJANGO_SETTINGS_MODULE="goldthread.config.settings")
    assert done.returncode == 0, done.stderr
    with grown.served() as running:
        yield running


@pytest.fixture
def page(visit):
    page = visit("ada", "/northwind/lighter/")
    expect(page.locator("#columns .goal")).to_have_count(300)
    return page


@pytest.fixture
def milliseconds(page):
    """What a script costs the page's own thread, each time: scripts, styles and layout, without waiting for others."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def spent() -> float:
        metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
        return sum(metrics[name] for name in ("ScriptDuration", "LayoutDuration", "RecalcStyleDuration")) * 1000

    def measured(script: str) -> float:
        page.evaluate(script, 1)
        before = spent()
        page.evaluate(script, TIMES)
        return (spent() - before) / TIMES

    return measured


def test_choosing_is_seen_at_once(milliseconds):
    cost = milliseconds(
        """async times => {
            const links = [...document.querySelectorAll(".goal-link")];
            for (let n = 0; n < times; n++) {
                links[(n * 37 + 11) % links.length].click();
                await new Promise(requestAnimationFrame);
            }
        }"""
    )

    assert cost < AT_ONCE


def test_beginning_and_leaving_a_tie_is_seen_at_once(milliseconds):
    cost = milliseconds(
        """async times => {
            const links = [...document.querySelectorAll("#column-2 .goal-link")];
            for (let n = 0; n < times; n++) {
                links[n * 3].focus();
                for (const key of ["t", "ArrowDown", "Escape"]) {
                    document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
                    await new Promise(requestAnimationFrame);
                }
            }
        }"""
    )

    assert cost < AT_ONCE


def test_scrolling_costs_next_to_nothing(milliseconds):
    cost = milliseconds(
        """async times => {
            scrollTo(0, 0);
            for (let n = 0; n < times * 20; n++) {
                scrollBy(0, 60);
                await new Promise(requestAnimationFrame);
            }
        }"""
    )

    assert cost / 20 < 8


def test_lines_end_at_the_cards_wherever_one_has_scrolled(page):
    child = page.locator("#column-3 .goal").nth(150)
    number, parent = int(child.get_attribute("id")[5:]), int(child.get_attribute("data-ties"))

    child.locator(".goal-link").focus()
    page.keyboard.press("Enter")
    expect_line(page, number, parent, ".lit")
    card(page, parent).scroll_into_view_if_needed()

    expect_line(page, number, parent, ".lit")


def test_cards_out_of_sight_are_found_by_the_keyboard(page):
    page.locator("#goal-1 .goal-link").focus()

    page.keyboard.press("ArrowRight")
    page.keyboard.press("End")

    expect(page.locator("#column-1 .goal").last.locator(".goal-link")).to_be_focused()
    expect(page.locator("#column-1 .goal").last).to_be_in_viewport()
