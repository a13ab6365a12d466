"""Placing stakeholders in a browser: by mouse, finger, keys, without scripts, before others' eyes."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.support.browsers import axe, resting

GRID = "/northwind/lighter/stakeholders/"
PLACES = """
import json
from goldthread.people.models import Involvement
rows = Involvement.objects.filter(role="stakeholder").select_related("person")
print(json.dumps({one.person.name: one.spot for one in rows}))
"""


@pytest.fixture
def di(served):
    """The name of Di's stake on the field."""
    return f"#stake-{served.people['di']['id']}"


def places(served):
    """Where the stakeholders stand in the database."""
    done = served.installation.python(
        "-c",
        f"import django, os\nos.environ['DJANGO_SETTINGS_MODULE'] = 'goldthread.config.settings'\ndjango.setup()\n{PLACES}",
    )
    return json.loads(done.stdout)


def point(page, power, interest):
    """The middle of a spot on the field, in pixels of the window."""
    box = resting(page.locator("#stake-field"))
    return box["x"] + box["width"] * (0.07 + interest * 0.086), box["y"] + box["height"] * (1 - 0.08 - power * 0.084)


def middle(box):
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_stakeholder_is_dragged_onto_the_field_and_back(visit, served, di):
    page = visit("ada", GRID)
    stake = page.locator(di)

    stake.hover()
    page.mouse.down()
    page.mouse.move(*point(page, 5, 5))
    page.mouse.move(*point(page, 9, 8))
    expect(page.locator("#stake-field")).to_have_attribute("data-over", "players")
    page.mouse.up()

    expect(page.locator(f"#stake-spots {di}")).to_have_attribute("data-base", "9,8")
    expect(page.get_by_role("row", name=re.compile("Di Marin"))).to_contain_text("Player.")
    assert places(served) == {"Di Marin": [9, 8]}

    stake.hover()
    page.mouse.down()
    page.mouse.move(*point(page, 2, 2))
    page.mouse.move(*middle(page.locator("#stake-tray").bounding_box()))
    page.mouse.up()

    expect(page.locator(f"#stake-waiting {di}")).to_have_attribute("data-base", ",")
    assert places(served) == {"Di Marin": [None, None]}


def test_a_finger_places_and_the_page_stays_where_it_is(visit, served, di):
    page = visit("ada", GRID, viewport={"width": 390, "height": 900}, has_touch=True)
    page.locator(di).scroll_into_view_if_needed()
    start, scrolled = middle(resting(page.locator(f"{di} button"))), page.evaluate("scrollY")
    fingers = page.context.new_cdp_session(page)

    def touch(kind, *at):
        points = [{"x": at[0], "y": at[1]}] if at else []
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", *start)
    touch("touchMove", *point(page, 4, 5))
    touch("touchMove", *point(page, 3, 8))
    touch("touchEnd")

    expect(page.locator(f"#stake-spots {di}")).to_have_attribute("data-base", "3,8")
    assert page.evaluate("scrollY") == scrolled
    assert places(served) == {"Di Marin": [3, 8]}


def test_arrow_keys_place_and_a_voice_says_where(visit, served, di):
    page = visit("ada", GRID)
    page.locator(f"{di} button").focus()

    for key in ("ArrowUp", "ArrowUp", "ArrowRight", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)

    expect(page.locator("#voice")).to_contain_text("Di Marin: power 6, interest 8. player.")
    expect(page.locator(di)).to_have_attribute("data-base", "6,8")
    expect(page.locator(f"{di} button")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(page.locator(di)).to_have_attribute("data-base", "6,7")
    page.keyboard.press("Backspace")
    expect(page.locator(f"#stake-waiting {di}")).to_have_attribute("data-base", ",")
    assert places(served) == {"Di Marin": [None, None]}


def test_two_people_see_each_other_place_and_neither_overwrites(visit, served, di):
    hers, his = visit("ada", GRID), visit("bo", GRID)
    expect(his.locator(f"#stake-waiting {di}")).to_be_visible()

    hers.locator(f"{di} button").focus()
    hers.keyboard.press("ArrowUp")
    expect(his.locator(f"#stake-spots {di}")).to_have_attribute("data-base", "5,5")

    hers.keyboard.press("ArrowUp")
    expect(his.locator(di)).to_have_attribute("data-base", "6,5")
    # As if this had not reached him yet.
    his.locator(di).evaluate("(stake) => stake.setAttribute('data-base', '5,5')")
    his.locator(f"{di} button").focus()
    his.keyboard.press("ArrowDown")

    notice = his.get_by_role("alert")
    expect(notice).to_contain_text("Ada Lopez placed Di Marin while you did.")
    expect(notice).to_contain_text("power 6, interest 5")
    assert places(served) == {"Di Marin": [6, 5]}


def test_without_scripts_the_table_places(visit, served, di):
    page = visit("ada", GRID, java_script_enabled=False)

    page.get_by_label("Power of Di Marin").select_option("2")
    page.get_by_label("Interest of Di Marin").select_option("9")
    page.get_by_role("button", name="Save where Di Marin stands").click()

    expect(page.get_by_role("row", name=re.compile("Di Marin"))).to_contain_text("Subject. Keep them involved")
    assert places(served) == {"Di Marin": [2, 9]}


@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}, {"viewport": {"width": 390, "height": 844}}])
def test_nothing_on_the_pages_keeps_people_out(visit, options):
    for path in (GRID, "/northwind/products/lighter/walls/", "/northwind/lighter/goals/4/poster/"):
        page = visit("ada", path, **options)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
