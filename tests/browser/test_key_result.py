"""The page of a key result, as only browsers show it: a new value on somebody else's screen, a phone, no scripts at all."""

import pytest
from playwright.sync_api import expect

from tests.support.browsers import axe

MEASURED = """
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
today = clock.today("UTC")
metric = Metric.add(goal.organisation, "Weekly members", by=ada, unit="count")
one = KeyResult.set(goal, metric, by=ada, baseline=Decimal(850), target=Decimal(1800), reach=Decimal(2000), owner_id=cy.pk,
    starts=today - timedelta(days=60), due=today + timedelta(days=40))
metric.read_many([Said(Decimal(900 + 60 * at), day=today - timedelta(days=50 - 8 * at)) for at in range(5)], by=cy)
print(json.dumps(f"/northwind/lighter/goals/2/key-results/{one.pk}/"))
"""
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def page_of_it(served):
    done = served.installation.python("-c", MEASURED, DJANGO_SETTINGS_MODULE="goldthread.config.settings")
    assert done.returncode == 0, done.stderr
    return done.stdout.strip().splitlines()[-1].strip('"')


def is_connected(page):
    page.wait_for_function("() => document.querySelector('#live')._htmx?.sse")
    return page


def test_a_new_value_stands_on_every_screen_at_once_and_leaves_what_somebody_writes(visit, page_of_it):
    cy, ada = is_connected(visit("cy", page_of_it)), is_connected(visit("ada", page_of_it))
    expect(ada.locator(".key-result-course")).to_contain_text("5 readings")
    for page in (cy, ada):
        page.get_by_text("Enter a value of another day").click()
    ada.locator("#id_note").fill("Half a sen")
    cy.locator("#id_value").fill("1,480")
    cy.locator("#id_note").fill("Posters bring better members than ads.")
    cy.keyboard.press("Tab")
    cy.get_by_role("button", name="Enter it").click()

    expect(ada.locator("#story")).to_contain_text("Posters bring better members than ads.")
    expect(ada.locator(".key-result-course")).to_contain_text("6 readings")
    expect(ada.locator("#id_note")).to_have_value("Half a sen")
    expect(cy.locator("#story li").first).to_contain_text("1,480")
    expect(cy.locator("#id_value")).to_have_value("")


def test_what_is_no_number_stays_in_the_field_with_a_sentence(visit, page_of_it):
    cy = is_connected(visit("cy", page_of_it))
    cy.get_by_text("Enter a value of another day").click()
    cy.locator("#id_value").fill("many")
    cy.get_by_role("button", name="Enter it").click()

    expect(cy.locator("#reading")).to_contain_text("is not a number")
    expect(cy.locator("#id_value")).to_have_value("many")


def test_the_page_keeps_nobody_out_in_either_light_and_fits_a_phone(visit, page_of_it):
    for theme in ("light", "dark"):
        page = visit("ada", page_of_it, color_scheme=theme)
        page.get_by_text("The same as a table").click()
        axe(page)
    page = visit("cy", page_of_it, **PHONE)
    expect(page.get_by_role("link", name="Check in")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_scripts_a_value_is_entered_all_the_same(visit, page_of_it):
    page = visit("cy", page_of_it, java_script_enabled=False)
    page.get_by_text("Enter a value of another day").click()
    page.locator("#id_value").fill("1480")
    page.get_by_role("button", name="Enter it").click()

    expect(page.locator("#story li").first).to_contain_text("1,480")
