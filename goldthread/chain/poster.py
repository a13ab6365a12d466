"""What a poster of one goal says: its words, the way to the vision, why, the numbers, the owner, and its address as a code."""

from typing import Any

from django.urls import reverse

from goldthread.people.access import Ground
from goldthread.people.mail import absolute

from . import access, agreed_lines
from .models import Goal
from .snapshot import line

SIZES = ("a4", "a3")
# What fits on one sheet and can still be read from a few steps away.
MOST_MEASURES = 5


def poster(ground: Ground, goal: Goal, size: str) -> dict[str, Any]:
    """All values of the sheet. The queries of `line`, and one for what was agreed."""
    made = line(goal, hidden=access.hidden(ground), today=ground.today)
    access.leave_out_unseen(ground, made.beyond)
    card = made.by_id[goal.pk]
    slugs = (ground.organisation.slug, ground.the_product.slug, goal.number)
    address = absolute(reverse("chain:goal", args=slugs))
    return {
        "goal": goal,
        "version": goal.version,
        "card": card,
        "above": made.sentence(goal.pk)[1:],
        "measures": card["key_results"][:MOST_MEASURES],
        "agreed": agreed_lines.of_goal(ground, goal),
        "address": address,
        "code": code(address),
        "size": size if size in SIZES else SIZES[0],
        "sizes": SIZES,
        "to": {"goal": reverse("chain:goal", args=slugs), "poster": reverse("chain:poster", args=slugs)},
    }


def code(address: str) -> dict[str, Any]:
    """An address as a QR code: `side` in modules, and `path`, one rectangle for each run of dark modules of a row."""
    # With the first poster, not with the start.
    import qrcode  # type: ignore[import-untyped]
    from qrcode.constants import ERROR_CORRECT_M  # type: ignore[import-untyped]

    made = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0)
    made.add_data(address)
    made.make(fit=True)
    rows = made.get_matrix()
    return {"side": len(rows), "path": "".join(_runs(y, row) for y, row in enumerate(rows))}


def _runs(y: int, row: list[bool]) -> str:
    path, start = "", None
    for x, dark in enumerate([*row, False]):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            path += f"M{start} {y}h{x - start}v1h{start - x}z"
            start = None
    return path
