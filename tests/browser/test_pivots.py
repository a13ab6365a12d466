"""Pivots and what now, as only browsers show them: a number that moves while somebody types, another's screen, keys alone."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.browsers import axe

RUNNING = """
import json
import django
django.setup()
from datetime import timedelta
from decimal import Decimal
from goldthread.chain.models import Goal, KeyResult
from goldthread.kit import clock
from goldthread.measures.models import Metric, Said
from goldthread.people.models import Person
ada, cy = (Person.objects.get(email=f"{name}@northwind.example") for name in ("ada", "cy"))
goal = Goal.objects.get(number=2)
now, today = clock.now(), clock.today("UTC")
with clock.held(now - timedelta(days=62)):
    metric = Metric.add(goal.organisation, "Weekly members", by=ada, unit="count")
    one = KeyResult.set(goal, metric, by=ada, baseline=Decimal(850), target=Decimal(1800), owner_id=cy.pk,
        starts=today - timedelta(days=60), due=today + timedelta(days=40))
metric.read_many([Said(Decimal(870 + 30 * at), day=today - timedelta(days=50 - 8 * at)) for at in range(6)], by=cy)
print(json.dumps(f"/northwind/lighter/goals/2/key-results/{one.pk}/"))
"""
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def running(served):
    """The address of a key result that runs, with a low chance."""
    done = served.installation.python("-c", RUNNING, DJANGO_SETTINGS_MODULE="goldthread.config.settings")
    assert done.returncode == 0, done.stderr
    return done.stdout.strip().splitlines()[-1].strip('"')


def is_connected(page):
    page.wait_for_function("() => document.querySelector('#live')._htmx?.sse")
    return page


def _percent(page, way):
    return int(re.search(r"(\d+)%", page.locator(f"#way-{way}-number").inner_text()).group(1))


def test_the_chance_moves_while_somebody_types_and_focus_stays(visit, running):
    cy = is_connected(visit("cy", running))
    field = cy.locator("#way-help-typed")
    field.fill("3")
    expect(cy.locator("#way-help-number")).to_contain_text("%")
    with cy.expect_response(lambda answer: "what-now" in answer.url):
        field.press_sequentially("00")
    cy.wait_for_function(
        "() => Number(document.querySelector('#way-help-number b')?.textContent.replace('%', '')) > 60"
    )

    expect(field).to_be_focused()
    expect(field).to_have_value("300")
    with cy.expect_response(lambda answer: answer.status == 422):
        field.fill("much")
    expect(cy.locator("#way-help-number")).to_contain_text("is not a number")


def test_a_pivot_made_by_keys_alone_stands_on_somebody_elses_page(visit, running):
    ada, cy = visit("ada", f"{running}pivot/"), is_connected(visit("cy", running))
    expect(ada.locator("#way-target-number")).to_contain_text("%")
    ada.locator("#id_target").focus()
    ada.keyboard.press("Control+a")
    ada.keyboard.type("1,200")
    ada.locator("#id_reason").focus()
    ada.keyboard.type("Clinics answer more slowly than we thought.")
    ada.keyboard.press("Tab")
    ada.keyboard.press("Space")
    ada.get_by_role("button", name="Pivot", exact=True).focus()
    ada.keyboard.press("Enter")

    expect(ada.get_by_role("heading", level=1)).to_have_text("1,800 → 1,200")
    expect(ada.locator("#evidence")).to_contain_text("Weekly members")
    expect(cy.locator("#story")).to_contain_text("Clinics answer more slowly than we thought.")
    expect(cy.locator("svg.fan")).to_contain_text("pivot: 1,800 → 1,200")
    expect(cy.locator("#key-result-name")).to_contain_text("850 → 1,200")


def test_without_scripts_the_ways_are_reckoned_by_a_button_and_help_is_asked_for(visit, running):
    cy = visit("cy", running, java_script_enabled=False)
    cy.locator("#way-help-typed").fill("300")
    cy.locator("#way-help").get_by_role("button", name="Reckon").click()
    expect(cy.locator("#way-help-typed")).to_have_value("300")
    expect(cy.locator("#way-help-number")).to_contain_text("%")
    assert _percent(cy, "help") > 60

    cy.locator("#id_words").fill("Somebody calls the clinics")
    cy.get_by_role("button", name="Put that name on it").click()
    expect(cy.locator("main")).to_contain_text("Somebody calls the clinics")


@pytest.mark.parametrize("look", [{}, {"color_scheme": "dark"}, PHONE], ids=["light", "dark", "phone"])
def test_no_page_of_a_pivot_keeps_anybody_out_or_runs_over_the_edge(visit, running, look):
    page = visit("ada", running, **look)
    for path in (
        running,
        f"{running}pivot/",
        f"{running}dropping/",
        f"{running}what-now/",
        "/northwind/lighter/pivots/",
        "/northwind/lighter/goals/2/closing/",
    ):
        page.goto(path)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
