"""Looking at the map of the thread in a browser: its cards, its lines, pulling one."""

import time
from typing import Any

from playwright.sync_api import Locator, Page

from .browsers import PATIENCE_MILLISECONDS, resting

MAP = "/northwind/lighter/"
PHONE = {"viewport": {"width": 390, "height": 844}}
# Numbers of the small company's goals.
VISION, NEED, BUSINESS, NEXT, SPRINT = 1, 2, 3, 4, 5


def card(page: Page, number: int) -> Locator:
    return page.locator(f"#goal-{number}")


def lines(page: Page, kind: str = "") -> list[list[float]]:
    """Start and end of every line that is drawn: four numbers each, in pixels of the window."""
    return page.evaluate(
        """kind => [...document.querySelectorAll(`#wires .wire${kind}`)].flatMap(path => {
            const frame = document.getElementById("wires").getBoundingClientRect();
            const parts = path.getAttribute("d").split("M").filter(Boolean);
            return parts.map(part => {
                const n = part.match(/-?[\\d.]+/g).map(Number);
                return [n[0] + frame.left, n[1] + frame.top, n.at(-2) + frame.left, n.at(-1) + frame.top];
            });
        })""",
        kind,
    )


def runs(page: Page, child: int, parent: int, kind: str = "") -> bool:
    """Whether a line runs from the parent's right edge to the child's left edge, in the middle of both."""
    above, below = card(page, parent).bounding_box(), card(page, child).bounding_box()
    start = (above["x"] + above["width"], above["y"] + above["height"] / 2)
    end = (below["x"], below["y"] + below["height"] / 2)
    wanted = (*start, *end)
    return any(all(abs(a - b) < 2 for a, b in zip(line, wanted, strict=True)) for line in lines(page, kind))


def expect_line(page: Page, child: int, parent: int, kind: str = "") -> None:
    """Wait until the line is drawn: it follows sizes and fonts in the next frame."""
    ends = time.monotonic() + PATIENCE_MILLISECONDS / 1000
    while time.monotonic() < ends:
        if runs(page, child, parent, kind):
            return
        page.evaluate("() => new Promise(requestAnimationFrame)")
    raise AssertionError(f"no line {kind} from {child} to {parent}; there are {lines(page)}")


def drag(page: Page, knot: str, onto: int) -> None:
    """Pull a line from a knot to the middle of a card, by mouse."""
    box, target = resting(page.locator(knot)), resting(card(page, onto))
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] - 40, box["y"] + 30, steps=4)
    page.mouse.move(target["x"] + target["width"] / 2, target["y"] + 20, steps=8)


def parents(served: Any, number: int) -> list[str]:
    """What the record says a goal is a step towards, with the reasons."""
    code = (
        "import django; django.setup()\n"
        "from goldthread.chain.models import Tie\n"
        f"for tie in Tie.objects.filter(child__number={number}, untied_at=None).order_by('id'):\n"
        "    print(tie.parent.number, tie.because)"
    )
    done = served.installation.python("-c", code, DJANGO_SETTINGS_MODULE="goldthread.config.settings")
    return done.stdout.splitlines()
