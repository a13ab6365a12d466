"""The demo story as a newcomer meets it: every place and view of it, by the product person."""

import pytest
from playwright.sync_api import Browser, expect

from tests.support.browsers import Visitors, axe
from tests.support.installation import Installation


@pytest.fixture
def tour(browser: Browser, told: Installation):
    with told.served() as served:
        visit = Visitors(browser, served)
        yield visit
        visit.leave()
        assert not visit.faults, "\n".join(visit.faults)


@pytest.mark.hunt
def test_every_view_of_the_thread_opens_without_a_fault_and_keeps_nobody_out(tour):
    page = tour("mia", "/northwind/lighter/")
    # Words that fade in are pale for a moment.
    page.emulate_media(reduced_motion="reduce")
    views = page.get_by_role("navigation").get_by_role("link").evaluate_all("links => links.map(link => link.href)")
    assert len(views) >= 4

    for address in dict.fromkeys(views):
        answer = page.goto(address)
        assert answer.ok, f"{address}: {answer.status}"
        expect(page.get_by_role("main")).to_be_visible()
        axe(page)
