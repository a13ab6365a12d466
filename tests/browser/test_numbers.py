"""Metrics, readings, sources, objectives and hindsight in a browser: two people at once, both themes, a phone."""

import json

import pytest
from playwright.sync_api import expect

from tests.support.browsers import axe

TOLD = """
import json
import django
django.setup()
from datetime import timedelta
from decimal import Decimal
from goldthread.chain.models import Forecast, Goal, KeyResult
from goldthread.kit import clock
from goldthread.measures.models import Metric, Reading, Said
from goldthread.people.models import Person
ada, cy = (Person.objects.get(email=f"{name}@northwind.example") for name in ("ada", "cy"))
goal, now = Goal.objects.get(number=2), clock.now()
organisation, today = goal.organisation, clock.today("Europe/Berlin")
metric = Metric.add(organisation, "Weekly members", by=ada, unit="count")
KeyResult.set(goal, metric, by=ada, baseline=Decimal(850), target=Decimal(1800), owner_id=cy.pk)
metric.read_many([Said(Decimal(900 + 60 * at), day=today - timedelta(days=50 - 8 * at)) for at in range(5)], by=cy)
for place in range(8):
    one = Metric.add(organisation, f"Meals {place}", by=ada)
    with clock.held(now - timedelta(days=110)):
        starts, due = today - timedelta(days=110), today - timedelta(days=10)
        made = KeyResult.set(goal, one, by=ada, baseline=Decimal(0), target=Decimal(9), starts=starts, due=due, owner_id=cy.pk)
    at = now - timedelta(days=12)
    Reading.objects.create(organisation=organisation, metric=one, value=Decimal(place * 2), at=at, day=due - timedelta(days=2), by=cy)
    Forecast.objects.create(organisation=organisation, key_result=made, version=made.version, probability=Decimal(place) / 8,
        colour="at_risk", alone=Decimal(place) / 8, value=Decimal(4), readings=3, at=now - timedelta(days=63))
print(json.dumps(metric.pk))
"""
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
COLUMN = "Week\tMembers\n2026-01-05\t1,212\n2026-01-12\tabout 12 hundred\n2026-01-19\t1,301\n"


@pytest.fixture
def metric(served):
    done = served.installation.python("-c", TOLD, DJANGO_SETTINGS_MODULE="goldthread.config.settings")
    assert done.returncode == 0, done.stderr
    return f"/northwind/metrics/{json.loads(done.stdout.strip().splitlines()[-1])}/"


def is_connected(page):
    page.wait_for_function("() => document.querySelector('#live')._htmx?.sse")
    return page


def test_a_reading_stands_on_the_other_screen_and_is_corrected_there(visit, metric):
    cy, ada = visit("cy", metric), is_connected(visit("ada", metric))
    cy.locator("#id_value").fill("1,480")
    cy.get_by_role("button", name="Keep it").click()
    expect(ada.locator("#metric-seen")).to_contain_text("1,480")

    ada.get_by_role("link", name="Correct").first.click()
    ada.locator("#id_value").fill("1,418")
    ada.locator("#id_note").fill("Two figures were swapped.")
    ada.get_by_role("button", name="Correct it").click()
    expect(ada.locator("#metric-seen")).to_contain_text("1,418")
    cy.reload()
    expect(cy.locator("#metric-seen")).to_contain_text("Two figures were swapped.")


def test_a_column_is_pasted_looked_at_line_by_line_and_kept(visit, metric):
    ada = visit("ada", f"{metric}column/")
    ada.get_by_label("The column").fill(COLUMN)
    ada.get_by_role("button", name="Look at it").first.click()
    expect(ada.locator("#look tr.wrong")).to_contain_text("about 12 hundred")
    ada.get_by_role("button", name="Keep 2 readings").click()

    expect(ada.locator("main")).to_contain_text("could not be kept yet")
    ada.get_by_role("link", name="Leave it").click()
    expect(ada.locator("#readings")).to_contain_text("1,301")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_pages_of_numbers_keep_nobody_out(visit, metric, theme):
    page = visit("ada", "/northwind/metrics/", color_scheme=theme)
    for path in ("/northwind/metrics/", metric, f"{metric}source/?kind=json", f"{metric}column/", "/northwind/lighter/okr/", "/northwind/hindsight/", "/northwind/lighter/loose-ends/?show=all"):  # fmt: skip
        page.goto(f"{page.url.split('/northwind')[0]}{path}")
        axe(page)


def test_hindsight_is_read_on_a_phone_and_leads_to_how_early_it_was_known(visit, metric):
    page = visit("cy", "/northwind/hindsight/", **PHONE)
    expect(page.get_by_role("img").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("link", name="4 weeks before").click()
    expect(page.locator("tr.chosen")).to_contain_text("4 weeks before")
