"""Take the manual's pictures anew from the demo story: `python docs/pictures.py`. Needs a Chromium."""

import re
import socket
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
PICTURES = ROOT / "docs" / "manual" / "pictures"
LIGHTER = "/northwind/lighter"
WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 780}
LIST = """Vision: Nobody waits for bread
  Order on the way to work (Ida Blom)
    First hundred regulars by 31 March
      - Orders a day: 12 -> 80
  Business goal: Earn more per customer
    Half of the orders come with coffee, 18 -> 50 %
ask Ida about the oven
"""
BACK = (date.today() - timedelta(days=75)).isoformat()  # noqa: DTZ011 - the day of whoever runs it
# name, who looks, address
PAGES = (
    ("map", "mia", f"{LIGHTER}/?goal=7"),
    ("board", "mia", f"{LIGHTER}/board/"),
    ("roadmap", "amara", f"{LIGHTER}/roadmap/"),
    ("sprint", "amara", f"{LIGHTER}/sprint/"),
    ("okr", "mia", f"{LIGHTER}/okr/"),
    ("pivot", "mia", f"{LIGHTER}/pivots/1/"),
    ("what-now", "mia", f"{LIGHTER}/goals/7/key-results/6/what-now/"),
    ("closing", "mia", f"{LIGHTER}/goals/7/closing/"),
    ("key-result", "amara", f"{LIGHTER}/goals/7/key-results/5/"),
    ("list", "amara", f"{LIGHTER}/list/"),
    ("goal", "mia", f"{LIGHTER}/goals/7/"),
    ("looking-back", "mia", f"{LIGHTER}/?on={BACK}"),
    ("changes", "mia", f"{LIGHTER}/changes/?from={BACK}"),
    ("loose-ends", "mia", f"{LIGHTER}/loose-ends/"),
    ("candidates", "mia", f"{LIGHTER}/candidates/"),
    ("first", "mia", f"{LIGHTER}/first/"),
    ("people", "priya", "/northwind/people/"),
    ("periods", "mia", f"{LIGHTER}/periods/"),
    ("metrics", "mia", "/northwind/metrics/"),
    ("hindsight", "mia", "/northwind/hindsight/"),
    ("source", "mia", "/northwind/metrics/1/source/?kind=json"),
    ("today", "mia", "/northwind/today/"),
    ("rhythm", "mia", f"{LIGHTER}/rhythm/"),
    ("meeting", "mia", f"{LIGHTER}/rhythm/meeting/"),
    ("calendar", "mia", f"{LIGHTER}/calendar/"),
    ("actions", "mia", f"{LIGHTER}/actions/"),
    ("notices", "mia", "/northwind/notices/"),
    ("wanted", "mia", "/me/notices/"),
    ("wall", "mia", f"{LIGHTER}/wall/"),
    ("stakeholders", "mia", f"{LIGHTER}/stakeholders/"),
    ("guests", "mia", "/northwind/products/lighter/guests/"),
    ("ballot", "mia", f"{LIGHTER}/ballots/3/"),
    ("sounding", "chidi", f"{LIGHTER}/soundings/1/"),
    ("sounding-desk", "mia", f"{LIGHTER}/soundings/1/"),
    ("agreement", "mia", f"{LIGHTER}/agreements/2/"),
    ("undone", "mia", f"{LIGHTER}/agreements/6/#carried-out"),
    ("felt", "mia", f"{LIGHTER}/canvasses/1/"),
    ("as-one", "mia", f"{LIGHTER}/canvasses/2/"),
    ("order", "amara", f"{LIGHTER}/canvasses/3/"),
    ("preparing", "mia", f"{LIGHTER}/workshops/1/plan/"),
    ("minutes", "mia", f"{LIGHTER}/workshops/3/minutes/"),
    ("over-days", "chidi", f"{LIGHTER}/workshops/6/"),
    ("poster", "mia", f"{LIGHTER}/goals/7/poster/"),
)
TABLE = """Goal,Level,Leads to,Owner,Due,No
Members sleep better,User goal,,Amara,2027-06-30,1
Fewer members leave in winter,Business goal,,Nora,,2
A sleep diary that takes ten seconds,Product goal,1; 2,Mia,2027-03-31,3
Nights logged a week from 2 to 5,Key result,3,,2027-03-31,4
TBD,Product goal,2,,,5
"""


COLUMN = """Week\tActive members
2026-09-07\t1,212
2026-09-14\t1,240
2026-09-21\tabout 12 hundred
2026-09-28\t1,301
"""


def main() -> None:
    from tests.support.browsers import ARGUMENTS, chromium

    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        port = _free_port()
        demo = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-m", "goldthread.config.cli", "demo", "--home", home, "--port", str(port)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            password = _password(demo)
            browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
            _take(browser, f"http://localhost:{port}", password)
        finally:
            demo.terminate()
            demo.wait(20)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _password(demo: subprocess.Popen[str]) -> str:
    """Wait until the demo listens; what it printed says the password."""
    said = ""
    for line in demo.stdout or ():
        said += line
        if "listens" in line:
            break
    found = re.search(r"password\s+(\S+)", said)
    return found[1] if found else ""


def _take(browser: Browser, address: str, password: str) -> None:
    pages = {who: _signed_in(browser, address, who, password) for who in sorted({who for _name, who, _path in PAGES})}
    for name, who, path in PAGES:
        _shoot(pages[who], path, name)
    mia = pages["mia"]
    hugo = _signed_in(browser, address, "hugo", password)
    _room(hugo, mia)
    _check_in_meeting(hugo)
    mia.goto(f"{LIGHTER}/paste/")
    mia.fill("[name=text]", LIST)
    mia.get_by_role("button", name="Read it").click()
    mia.wait_for_selector("#preview")
    mia.screenshot(path=PICTURES / "paste.png")
    mia.goto(f"{LIGHTER}/import/")
    mia.set_input_files("#file", {"name": "goals.csv", "mimeType": "text/csv", "buffer": TABLE.encode()})
    mia.get_by_role("button", name="Look at it").click()
    mia.wait_for_selector("#look")
    mia.screenshot(path=PICTURES / "import.png")
    mia.goto(f"{LIGHTER}/goals/new/?level=product_goal")
    mia.fill("#id_statement", "Build a better diary and reduce the effort per meal")
    mia.locator("#coach-id_statement summary").first.click()
    mia.screenshot(path=PICTURES / "coach.png")
    _take_concern(mia)
    _take_sheet(mia)
    _take_change(mia)
    _take_restricted(mia)
    _take_search(mia)
    _take_metric(mia)
    _periods(mia, pages["priya"])
    mia.set_viewport_size(PHONE)
    _shoot(mia, f"{LIGHTER}/", "map-phone")
    _shoot(mia, f"{LIGHTER}/ballots/3/", "ballot-phone")
    pages["chidi"].set_viewport_size(PHONE)
    _shoot(pages["chidi"], f"{LIGHTER}/soundings/1/", "sounding-phone")
    pages["amara"].set_viewport_size(PHONE)
    _shoot(pages["amara"], f"{LIGHTER}/goals/7/key-results/5/check-in/", "check-in-phone")


def _take_concern(page: Page) -> None:
    """One that changed a goal: its number is drawn by lot, so it is found by its words."""
    page.goto(f"{LIGHTER}/concerns/?show=answered")
    page.get_by_role("link", name="We count everybody who weighs in").first.click()
    page.wait_for_selector("#concern")
    page.screenshot(path=PICTURES / "concern.png")


def _take_change(page: Page) -> None:
    page.goto(f"{LIGHTER}/goals/8/wording/")
    page.fill("#id_statement", "A better module for weighing in")
    page.fill("#id_due", (date.today() + timedelta(days=800)).isoformat())  # noqa: DTZ011 - the day of whoever runs it
    page.wait_for_selector(".taken-away")
    page.locator(".taken-away").scroll_into_view_if_needed()
    page.wait_for_timeout(400)
    page.screenshot(path=PICTURES / "taken-away.png")


def _take_restricted(page: Page) -> None:
    page.goto(f"{LIGHTER}/list/")
    goal = page.get_by_role("link", name=re.compile("join forces")).first.get_attribute("href")
    _shoot(page, f"{goal}named/", "restricted")


def _take_metric(page: Page) -> None:
    page.goto("/northwind/metrics/")
    page.get_by_role("link", name="Weekly active members").first.click()
    page.wait_for_timeout(400)
    page.screenshot(path=PICTURES / "metric.png")
    page.get_by_role("link", name="Paste a column").click()
    page.fill("#column-text", COLUMN)
    page.get_by_role("button", name="Look at it").first.click()
    page.wait_for_selector("#look")
    page.screenshot(path=PICTURES / "column.png", full_page=True)


def _take_search(page: Page) -> None:
    page.goto(f"{LIGHTER}/")
    page.keyboard.press("Control+k")
    page.fill("#search-field", "new")
    page.wait_for_selector("#search-options[data-question=new]")
    page.wait_for_timeout(400)
    page.screenshot(path=PICTURES / "search.png")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.wait_for_timeout(400)
    page.screenshot(path=PICTURES / "keys.png")


def _periods(mia: Page, priya: Page) -> None:
    mia.goto(f"{LIGHTER}/periods/")
    mia.locator("li.now a").click()
    mia.get_by_role("link", name="Close the period").click()
    mia.locator(".settle").first.get_by_text("Change", exact=True).click()
    mia.screenshot(path=PICTURES / "period-closing.png")
    mia.goto(f"{LIGHTER}/list/")
    mia.locator(".goal-tick").nth(1).check()
    mia.locator(".goal-tick").nth(2).check()
    mia.screenshot(path=PICTURES / "list-at-once.png")
    priya.goto("/northwind/people/")
    priya.get_by_role("link", name="Uma Bakshi").first.click()
    priya.get_by_role("link", name="Who stands in").click()
    priya.screenshot(path=PICTURES / "standing-in.png")


def _take_sheet(mia: Page) -> None:
    """A sheet over the roadmap, with a line that is marked and not cast."""
    mia.goto(f"{LIGHTER}/as-one/?of=roadmap")
    mia.get_by_role("button", name="Ask them").click()
    mia.wait_for_selector("#canvass")
    mia.locator(".sheet-mark input").nth(1).check()
    mia.locator(".sheet-because textarea").nth(1).fill(
        "Most days is a lot for people with shift work. Say how many, and for whom."
    )
    mia.locator("#id_rest").check()
    mia.screenshot(path=PICTURES / "as-one-sheet.png")
    mia.get_by_text("Withdraw it").click()
    mia.get_by_role("button", name="End it").click()
    mia.wait_for_selector("#void")


def _room(hugo: Page, mia: Page) -> None:
    """A meeting in which all vote: it is begun and led as people do."""
    room = f"{LIGHTER}/workshops/4/"
    hugo.goto(room)
    hugo.get_by_role("button", name="Open the room").click()
    mia.goto(room)
    mia.get_by_role("button", name="Take a seat").click()
    # They promised these rules at the workshop before.
    for phase in ("Ground rules", "Round", "Write in silence"):
        _on(hugo, phase)
    for words in ("People live longer", "Nobody is afraid of the scale", "Doctors send us their patients"):
        mia.locator("#card-words").fill(words)
        mia.get_by_role("button", name="Add card").click()
        mia.locator(".mine-card", has_text=words).wait_for()
    for phase in ("Reveal & group", "Discuss", "Draft"):
        _on(hugo, phase)
    for words in ("People live healthier lives", "People live longer, healthier lives, free of diabetes"):
        mia.locator("#wording-words").fill(words)
        mia.get_by_role("button", name="On the table").click()
        mia.locator("#room-words", has_text=words).wait_for()
    _on(hugo, "Agree")
    mia.locator("input[value=support]").check()
    mia.screenshot(path=PICTURES / "room.png")


def _check_in_meeting(hugo: Page) -> None:
    """A check-in meeting that begins with what moved."""
    hugo.goto(f"{LIGHTER}/workshops/new/?agenda=check_in")
    hugo.get_by_role("button", name="Convene").click()
    hugo.get_by_role("button", name="Open the room").click()
    hugo.locator("#room-bar [aria-current]", has_text="Arrive").wait_for()
    hugo.wait_for_timeout(1000)
    for phase in ("Round", "Discuss"):
        _on(hugo, phase)
    hugo.screenshot(path=PICTURES / "check-in-meeting.png")


def _on(lead: Page, phase: str) -> None:
    lead.locator("#do-advance button").click()
    lead.locator("#room-bar [aria-current]", has_text=phase).wait_for()
    # The facilitator's own column comes a moment after the table.
    lead.wait_for_timeout(1000)


def _signed_in(browser: Browser, address: str, who: str, password: str) -> Page:
    page = browser.new_context(base_url=address, viewport=WIDE, locale="en-GB", color_scheme="light").new_page()
    page.goto("/accounts/login/")
    page.fill("[name=login]", f"{who}@northwind.example")
    page.fill("[name=password]", password)
    page.keyboard.press("Enter")
    page.wait_for_url("**/northwind/**")
    return page


def _shoot(page: Page, path: str, name: str) -> None:
    page.goto(path)
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(400)
    page.screenshot(path=PICTURES / f"{name}.png")


if __name__ == "__main__":
    main()
