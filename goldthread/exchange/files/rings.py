"""Ties that lead back to where they began: the one that closes a ring is taken out and named."""

from goldthread.exchange.files.items import ERROR, Brought, Doubt
from goldthread.exchange.shapes import N_, Sentence

RING = N_("“{text}” leads back to itself by way of “{parent}”; that tie is left out.")
CHOOSE = N_("Choose another goal above it.")
NEW, OPEN, DONE = 0, 1, 2


def cut(brought: Brought) -> None:
    """Take out ties until no ring is left, in the order of the file."""
    colour = [NEW] * len(brought.items)
    for item in brought.items:
        if colour[item.place] == NEW:
            _walk(item.place, brought, colour)


def _walk(start: int, brought: Brought, colour: list[int]) -> None:
    path = [(start, iter(list(brought.items[start].parents)))]
    colour[start] = OPEN
    while path:
        place, parents = path[-1]
        above = next(parents, None)
        if above is None:
            colour[place] = DONE
            path.pop()
        elif colour[above] == OPEN:
            _cut_one(brought, place, above)
        elif colour[above] == NEW:
            colour[above] = OPEN
            path.append((above, iter(list(brought.items[above].parents))))


def _cut_one(brought: Brought, place: int, above: int) -> None:
    item = brought.items[place]
    item.parents.remove(above)
    item.reasons.pop(above, None)
    what = Sentence(RING, text=item.text, parent=brought.items[above].text)
    brought.doubts.append(Doubt(item.row, what, Sentence(CHOOSE), "C04", ERROR, "circle"))
