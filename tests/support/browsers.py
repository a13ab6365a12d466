"""Several people at several browsers: each signed in without the sign-in page, each watched for faults."""

import re
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect

from .installation import ROOT, Served

PICTURES = ROOT / "var" / "failed"
# The first is the same browser without windows, and a quarter quicker.
CHROMIUMS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]
# The browser says these for every answer of 400 and above; tests that expect one check it themselves.
EXPECTED = "Failed to load resource"
# Nothing is waited for that has come; on a machine that is busy with something else it comes late.
PATIENCE_MILLISECONDS = 30_000
expect.set_options(timeout=PATIENCE_MILLISECONDS)
# axe measures colours with styles of its own, which the page's policy blocks and reports; that is no fault of the page.
_examined: set[Page] = set()


def chromium() -> str:
    """The path of an installed Chromium; where there is none the test is skipped, loudly."""
    for name in CHROMIUMS:
        if path := shutil.which(name):
            return path
    pytest.skip("no Chromium is installed; on Debian: apt-get install chromium")


@dataclass
class Visitors:
    """Opens pages for people of a served installation, and remembers what went wrong in any of them."""

    browser: Browser
    served: Served
    contexts: list[Any] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def __call__(self, short: str | None, path: str = "/", **options: Any) -> Page:
        """A page in a browser of its own for `ada`, `bo`, …, or for somebody who is not signed in (None).

        `options` go to the browser's context: `viewport={"width": 390, "height": 844}`, `color_scheme="dark"`,
        `java_script_enabled=False`.
        """
        context = self.browser.new_context(base_url=self.served.address, locale="en-GB", **options)
        self.contexts.append(context)
        if short:
            context.add_cookies([self.served.cookie(short)])
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MILLISECONDS)
        page.on("console", lambda message: self._hear(short, page, message))
        page.on("pageerror", lambda error: self.faults.append(f"{short}: {error}"))
        page.goto(path)
        return page

    def _hear(self, short: str | None, page: Page, message: ConsoleMessage) -> None:
        is_by_axe = page in _examined and "inline style" in message.text
        if message.type == "error" and EXPECTED not in message.text and not is_by_axe:
            self.faults.append(f"{short}: {message.text}")

    def keep_pictures(self, name: str) -> None:
        PICTURES.mkdir(parents=True, exist_ok=True)
        for number, context in enumerate(self.contexts):
            for page in context.pages:
                page.screenshot(path=PICTURES / f"{re.sub(r'[^A-Za-z0-9]+', '-', name)}-{number}.png")

    def leave(self) -> None:
        for context in self.contexts:
            context.close()


def mailed_link(page: Page, served: Served, who: str, kind: str) -> str:
    """The newest link of a kind ("voting") in a mail to somebody, from the log of a server that has no mail server.

    Mails leave when somebody asks a page: until it has, this page is asked again.
    """
    ends = time.monotonic() + PATIENCE_MILLISECONDS / 1000
    while not (found := re.findall(rf"To: {who}@(?s:.*?)(/{kind}/\S+)\s", served.log.read_text())):
        assert time.monotonic() < ends, f"no mail with a link to {kind} came for {who}"
        page.reload()
    return str(found[-1])


def resting(element: Locator) -> Any:
    """Where an element is (x, y, width, height), once the faces of letters are there and it moves no more."""
    element.evaluate(
        """async element => {
            await document.fonts.ready;
            let same = 0, last = "";
            while (same < 5) {
                const now = JSON.stringify(element.getBoundingClientRect());
                same = now === last ? same + 1 : 0;
                last = now;
                await new Promise(requestAnimationFrame);
            }
        }"""
    )
    return element.bounding_box()


def axe(page: Page, within: str = "body") -> None:
    """Assert that axe-core finds nothing that keeps people out, down to an element.

    The source is evaluated rather than added as a script: the page's own policy forbids scripts of others.
    """
    _examined.add(page)
    page.evaluate((ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text())
    found = page.evaluate("within => axe.run(within, {resultTypes: ['violations']})", within)
    said = [f"{violation['id']}: {violation['help']} {_places(violation)}" for violation in found["violations"]]
    assert not said, "\n".join(said)


def _places(violation: dict[str, Any]) -> str:
    return "; ".join(" ".join(map(str, node["target"])) for node in violation["nodes"][:5])


def visitors(browser: Browser, served: Served, has_failed: Callable[[], bool], name: str) -> Iterator[Visitors]:
    made = Visitors(browser, served)
    yield made
    if has_failed():
        made.keep_pictures(name)
    made.leave()
    assert not made.faults, "Faults in the browsers:\n" + "\n".join(made.faults)
