"""What is different on the boards between two days: lines of the vision board, features of the roadmap."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from goldthread.chain import access as chain
from goldthread.chain.changes import Line, Span
from goldthread.chain.past import Moment
from goldthread.kit import clock
from goldthread.kit.differences import differences
from goldthread.people.access import Ground

from .models import Note
from .past import Row, features, notes

SECTIONS = tuple(one.value for one in Note.Section)


def changes(ground: Ground, span: Span) -> list[tuple[str, Iterator[Line]]]:
    """Titles of the groups and their lines."""
    product, last = ground.the_product.pk, span.last or _now(ground)
    board = _compared(notes(product, span.first, SECTIONS), notes(product, last, SECTIONS))
    kept = chain.hidden(ground)
    before, after = (
        [row for row in features(product, moment) if row["goal_id"] not in kept] for moment in (span.first, last)
    )
    roadmap = _compared(before, after)
    return [(_("On the vision board"), board), (_("Features"), roadmap)]


def _now(ground: Ground) -> Moment:
    return Moment(ground.today, clock.now())


def _compared(before: list[Row], after: list[Row]) -> Iterator[Line]:
    stood = {row["pk"]: row for row in before}
    for row in after:
        old = stood.pop(row["pk"], None)
        if old is None:
            yield _line(row["text"], _("new"))
        elif old["text"] != row["text"]:
            yield {
                **_line(row["text"], ""),
                "changed": [{"label": _("Line"), "pieces": differences(old["text"], row["text"])}],
            }
    for row in stood.values():
        yield _line(row["text"], _("removed"))


def _line(text: str, words: str) -> Line:
    return {"goal": text, "address": "", "words": words, "because": "", "changed": []}


__all__ = ["changes"]
