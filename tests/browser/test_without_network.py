"""A minute without network in a live meeting: nothing typed is lost, what was pressed goes out once, nobody loads a page anew."""

import json

import pytest
from playwright.sync_api import expect

BEGUN = """
import json
import django
django.setup()
from tests.doors.workshops import at
from tests.support.scenario import Crew
from goldthread.people.models import Organisation, Person
house = Organisation.objects.get(slug="northwind")
people = {{one: Person.objects.get(email=f"{{one}}@northwind.example") for one in ("ada", "bo", "cy", "di", "fay")}}
made = at("{kind}")(Crew(house, house.products.get(slug="lighter"), people))
print(json.dumps(f"/northwind/lighter/workshops/{{made}}/"))
"""

UNREACHED = ("network error", "Failed to fetch", "error occurred when fetching the script")


@pytest.fixture
def room(installation):
    def at(kind):
        done = installation.python("-c", BEGUN.format(kind=kind))
        assert done.returncode == 0, done.stdout + done.stderr
        return json.loads(done.stdout.strip().splitlines()[-1])

    return at


def go_on(lead, to):
    lead.locator("#do-advance button").click()
    expect(lead.locator("#room-bar [aria-current]")).to_have_text(to)


def cut_off(page):
    page.context.set_offline(True)
    expect(page.locator("#offline")).to_be_visible()


def back(page, visit):
    page.context.set_offline(False)
    expect(page.locator("#unsent")).to_be_hidden()
    # That nobody could be reached is all that the browser complains of.
    assert all(any(one in said for one in UNREACHED) for said in visit.faults), visit.faults
    visit.faults.clear()


@pytest.mark.browser
def test_cards_written_without_network_are_in_the_box_once_it_is_back(room, visit):
    address = room("write")
    cy, lead = visit("cy", address), visit("fay", address)
    cut_off(cy)
    for words in ("Sleep through the night", "Wake up rested"):
        cy.locator("#card-words").fill(words)
        cy.get_by_role("button", name="Add card").click()
        expect(cy.locator("#unsent")).to_contain_text(words)
        expect(cy.locator("#card-words")).to_have_value("")
    cy.locator("#card-words").fill("Half a thou")
    back(cy, visit)

    expect(cy.locator(".mine-card")).to_have_count(2)
    expect(cy.locator("#card-words")).to_have_value("Half a thou")
    go_on(lead, "Reveal & group")
    # The time was up in the middle of a thought: it is still there, and can be laid to the others.
    expect(cy.locator("#card-words")).to_have_value("Half a thou")
    cy.locator("#card-words").press("End")
    cy.locator("#card-words").press_sequentially("ght")
    cy.get_by_role("button", name="Add card").click()
    expect(lead.locator(".room-card")).to_have_count(3)
    expect(lead.locator("#room-cards")).to_contain_text("Half a thought")


@pytest.mark.browser
def test_a_card_that_comes_when_all_are_turned_over_is_laid_to_the_others(room, visit):
    address = room("write")
    cy, lead = visit("cy", address), visit("fay", address)
    cut_off(cy)
    cy.locator("#card-words").fill("Sleep through the night")
    cy.get_by_role("button", name="Add card").click()
    go_on(lead, "Reveal & group")
    expect(lead.locator(".room-card")).to_have_count(0)
    back(cy, visit)
    expect(lead.locator("#room-cards")).to_contain_text("Sleep through the night")
    expect(cy.locator("#room-cards")).to_contain_text("Sleep through the night")


@pytest.mark.browser
def test_a_vote_cast_without_network_is_counted_once_it_is_back(room, visit):
    address = room("agree")
    cy, others = visit("cy", address), [visit(short, address) for short in ("ada", "bo", "di")]
    cut_off(cy)
    cy.get_by_label("I support it, with a concern").check()
    cy.locator("textarea[name=because]").fill("Who helps after a year?")
    cy.get_by_role("button", name="Cast").click()
    expect(cy.locator("#unsent")).to_contain_text("Your vote")
    for one in others:
        one.get_by_label("I support it", exact=True).check()
        one.get_by_role("button", name="Cast").click()
        expect(one.get_by_text("Your vote is in")).to_be_visible()
    back(cy, visit)
    for one in (cy, *others):
        expect(one.locator("#room-outcome")).to_contain_text("Who helps after a year?")


@pytest.mark.browser
def test_what_comes_too_late_stays_to_be_read(room, visit):
    address = room("draft")
    cy, lead = visit("cy", address), visit("fay", address)
    cut_off(cy)
    cy.locator("#wording-words").fill("Sleep through the night")
    cy.get_by_role("button", name="On the table").click()
    expect(cy.locator("#unsent")).to_be_visible()
    lead.locator("#wording-words").fill("People sleep well")
    lead.get_by_role("button", name="On the table").click()
    go_on(lead, "Agree")
    back(cy, visit)
    expect(cy.locator("#unsent-late")).to_contain_text("Words for the table")
    expect(cy.locator("#unsent-late")).to_contain_text("Sleep through the night")
    cy.get_by_role("button", name="I have seen it").click()
    expect(cy.locator("#unsent-late")).to_be_hidden()
