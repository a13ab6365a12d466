"""The same as a table to keep: a row for each key result that is over, with what was said at each stage."""

import csv
import io
from collections.abc import Mapping

from goldthread.kit.cells import harmless, number
from goldthread.people.access import Ground

from .claims import STAGES, said_at
from .gathering import Over, over
from .page import narrowed

COLUMNS = (
    "product", "goal no", "goal", "key result", "kind", "baseline", "target", "up to", "starts", "due", "decided on", "value", "reached",
    *(f"said {stage.name}" for stage in STAGES),
)  # fmt: skip


def table(ground: Ground, asked: Mapping[str, str]) -> bytes:
    """What the page counts, as CSV; UTF-8 with its mark. Whose they are is not in it: nobody is graded."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for one in narrowed(over(ground), asked):
        writer.writerow(_row(one))
    return file.getvalue().encode("utf-8-sig")


def _row(one: Over) -> list[str]:
    claim = one.claim
    words = [harmless(text) for text in (one.product_name, str(one.number), one.goal, one.metric, claim.kind)]
    numbers = [number(value) for value in (claim.baseline, claim.target, claim.upto)]
    days = [day.isoformat() for day in (claim.starts, claim.due, claim.ends)]
    said = [said_at(claim, stage) for stage in STAGES]
    came = [number(claim.value), "yes" if claim.is_reached else "no"]
    return [*words, *numbers, *days, *came, *("" if one is None else number(one.chance) for one in said)]


__all__ = ["COLUMNS", "table"]
