"""Closing a period with two people at once, and changing several goals of the list by keyboard."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from tests.support.browsers import axe

LIST = "/northwind/lighter/list/"


@pytest.fixture
def closing(installation):
    """The address of a closing with three open goals; the quarter after it is planned, too."""
    code = """
import django; django.setup()
from datetime import date
from goldthread.chain.models import Goal, Period
from goldthread.people.models import Organisation, Person
northwind, ada = Organisation.objects.get(slug="northwind"), Person.objects.get(name="Ada Lopez")
last = Period.plan(northwind, "Q1", date(2030, 1, 1), date(2030, 3, 31), by=ada)
Period.plan(northwind, "Q2", date(2030, 4, 1), date(2030, 6, 30), by=ada)
for goal in Goal.objects.filter(number__in=(2, 3, 4)):
    goal.reword(by=ada, base=None, period_id=last.pk)
print(last.pk)
"""
    made = installation.python("-c", code, DJANGO_SETTINGS_MODULE="goldthread.config.settings")
    assert made.returncode == 0, made.stderr
    return f"/northwind/lighter/periods/{made.stdout.strip()}/closing/"


def row(page, number):
    return page.locator(f"#settle-{number}")


def test_two_people_close_a_period_row_by_row_and_nothing_half_typed_is_lost(visit, served, closing):
    ada, bo = visit("ada", closing), visit("bo", closing)
    axe(ada)
    row(ada, 4).get_by_text("Carry over", exact=True).click()
    row(ada, 4).get_by_label("Why, or what was learned").fill("Half way")

    row(bo, 3).get_by_text("Missed", exact=True).click()
    row(bo, 3).get_by_label("Why, or what was learned").fill("Nobody paid.")
    row(bo, 3).get_by_role("button", name="Save this one").click()

    expect(row(bo, 3)).to_have_count(0)
    expect(ada.locator("#progress-words")).to_have_text("1 of 3 decided")
    expect(row(ada, 3)).to_have_count(0)
    # What Ada chose and typed stays where it is while Bo's decision comes in.
    expect(row(ada, 4).get_by_label("Carry over", exact=True)).to_be_checked()
    expect(row(ada, 4).get_by_label("Why, or what was learned")).to_have_value("Half way")

    row(ada, 2).get_by_text("Drop", exact=True).click()
    ada.get_by_role("button", name="Save all that is chosen").click()

    # One is saved, the other lacks its reason; it stays as it was typed, with what is said of it.
    expect(row(ada, 4)).to_have_count(0)
    expect(bo.locator("#progress-words")).to_have_text("2 of 3 decided")
    expect(row(ada, 2)).to_contain_text("Say why it is dropped.")
    row(ada, 2).get_by_label("Why, or what was learned").fill("Not ours.")
    row(ada, 2).get_by_role("button", name="Save this one").click()

    for page in (ada, bo):
        expect(page.locator("#closing")).to_contain_text("Closed by Ada Lopez on")
        expect(page.locator("#closing")).to_contain_text("Carried over, now in Q2: Half way")
    axe(ada)


def test_without_scripts_all_rows_are_sent_at_once_and_what_fails_stays_as_typed(visit, served, closing):
    page = visit("ada", closing, java_script_enabled=False)
    row(page, 4).get_by_text("Keep", exact=True).click()
    row(page, 2).get_by_text("Change", exact=True).click()
    row(page, 2).get_by_label("In other words").fill("Lose five kilos")
    page.get_by_role("button", name="Save all that is chosen").click()

    expect(page.locator("#progress-words")).to_have_text("1 of 3 decided")
    expect(row(page, 2).get_by_label("In other words")).to_have_value("Lose five kilos")
    expect(row(page, 2)).to_contain_text("Say why it changes.")


def test_goals_are_ticked_by_keyboard_and_changed_at_once(visit, served):
    page = visit("ada", LIST)
    bar = page.locator("#at-once")
    expect(bar).to_be_hidden()
    page.locator("#tick-1").focus()
    page.keyboard.press("Space")
    expect(bar).to_be_visible()
    page.locator("#tick-3").focus()
    page.keyboard.press("Shift+Space")
    # All between in the order of the page: 1, 2, 4, 3.
    for number in (1, 2, 4, 3):
        expect(page.locator(f"#tick-{number}")).to_be_checked()
    expect(page.locator("#ticked-count")).to_have_text("4 ticked")
    axe(page)

    page.get_by_label("Due").focus()
    page.get_by_label("Owner").last.select_option(label="Bo Winter")
    page.get_by_label("Why?").fill("Bo takes over.")
    page.keyboard.press("Enter")

    expect(page.locator("#messages")).to_contain_text("4 goals are changed.")
    expect(page.locator("#goal-4")).to_contain_text("Owner: Bo Winter")
    page.get_by_role("button", name=re.compile("Take the last change of 4 goals back")).click()
    expect(page.locator("#goal-4")).not_to_contain_text("Owner: Bo Winter")


def test_what_is_ticked_stays_ticked_while_others_change_goals(visit, served):
    ada, bo = visit("ada", LIST), visit("bo", "/northwind/lighter/goals/3/wording/")
    ada.get_by_label("Tick all").check()
    ada.locator("#tick-2").uncheck()
    bo.get_by_label("Due", exact=True).fill("2031-01-31")
    bo.get_by_role("button", name="Save").click()

    expect(ada.locator("#goal-3")).to_contain_text("31 Jan 2031")
    expect(ada.locator("#tick-4")).to_be_checked()
    expect(ada.locator("#tick-2")).not_to_be_checked()
    expect(ada.locator("#ticked-count")).to_have_text("3 ticked")


def test_several_goals_are_changed_without_scripts(visit, served):
    page = visit("ada", LIST, java_script_enabled=False)
    page.locator("#tick-4").check()
    page.locator("#at-once").get_by_label("Due").fill(date(2031, 1, 31).isoformat())
    page.get_by_role("button", name="Change them").click()

    expect(page.locator("#goal-4")).to_contain_text("31 Jan 2031")
