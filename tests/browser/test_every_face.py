"""Every phase of a live meeting on its three faces: nothing on it keeps anybody out, light or dark, wide or narrow."""

import json
import os

import pytest
from playwright.sync_api import expect

from tests.support.browsers import axe

STANDS = """
import json
import django
django.setup()
from goldthread.decisions.models import Vote
from goldthread.people.models import Organisation, Person
from goldthread.workshops.models import Workshop
from goldthread.workshops.rules import Kind
from tests.doors.workshops import agreed, at, turned_over
from tests.support.scenario import Crew
house = Organisation.objects.get(slug="northwind")
names = ("ada", "bo", "cy", "di", "fay")
crew = Crew(house, house.products.get(slug="lighter"), {one: Person.objects.get(email=f"{one}@northwind.example") for one in names})
made = {str(kind): at(kind)(crew) for kind in Kind}
made |= {"agreed": agreed(crew), "decider": turned_over()(crew), "objection": turned_over("consent", "")(crew)}
made["paused"] = at("discuss")(crew)
Workshop.objects.get(pk=made["paused"]).pause(by=None, because="away")
print(json.dumps(made))
"""
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def meetings(installation):
    done = installation.python("-c", STANDS)
    assert done.returncode == 0, done.stdout + done.stderr
    return {
        name: f"/northwind/lighter/workshops/{pk}/"
        for name, pk in json.loads(done.stdout.strip().splitlines()[-1]).items()
    }


@pytest.mark.browser
def test_nothing_on_any_face_keeps_anybody_out(meetings, visit):
    wide = visit("fay", viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    phone = visit("ada", viewport=PHONE, color_scheme="dark", reduced_motion="reduce")
    wall = visit("fay", viewport={"width": 1600, "height": 900}, reduced_motion="reduce")
    for name, address in meetings.items():
        for page, where in ((wide, address), (phone, address), (wall, f"{address}projector/")):
            page.goto(where)
            expect(page.locator("#table")).to_be_visible()
            if page.locator("#deciding").count():
                expect(page.locator("#deciding h2, #deciding:empty").first).to_be_attached()
            axe(page)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (name, where)
            if folder := os.environ.get("GT_SHOTS"):
                page.screenshot(path=f"{folder}/{name}-{page.viewport_size['width']}.png", full_page=page is phone)
