"""Hints below a goal while it is typed."""

import re

from playwright.sync_api import expect

from tests.support.browsers import axe

NEW = "/northwind/lighter/goals/new/?level=product_goal"


def test_hints_follow_the_typing_and_the_goal_is_set_all_the_same(visit):
    ada = visit("ada", NEW)
    said = ada.locator("#coach-id_statement")
    ada.locator("#id_statement").press_sequentially("Improve the overall quality")
    expect(said).to_contain_text("Specific")
    expect(said).to_contain_text("Nobody owns it yet")
    said.locator("summary").first.click()
    expect(said.locator("details[open]")).to_have_count(1)
    axe(ada)

    # Beside the words, an owner settles what was open.
    ada.locator("#id_owner").select_option(index=1)
    expect(said).not_to_contain_text("Nobody owns it yet")
    ada.get_by_role("button", name="Set this goal").click()
    expect(ada).to_have_url(re.compile(r"/goals/\d+/$"))
    expect(ada.locator("#goal-statement")).to_have_text("Improve the overall quality")


def test_the_statement_changed_where_it_stands_gets_hints_too(visit):
    ada = visit("ada", "/northwind/lighter/goals/2/")
    ada.locator("#statement > summary").click()
    ada.locator("#statement-text").fill("Launch a better app for everybody")
    expect(ada.locator("#coach-statement-text")).to_contain_text("something to build")
    ada.locator("#statement-text").fill("Lose weight and keep it off by May 2031")
    expect(ada.locator("#coach-statement-text")).not_to_contain_text("something to build")
