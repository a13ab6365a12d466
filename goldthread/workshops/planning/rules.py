"""Which agendas hold: what must stand before what. No Django, no clock."""

from collections.abc import Collection, Sequence

from ..rules import Kind, Step

SHORTEST, LONGEST = 1, 120
MOST_PHASES = 60
# Phases of the meeting as a whole that can be added; those of an item come with it.
OF_THE_MEETING = (Kind.ARRIVE, Kind.GROUND_RULES, Kind.ROUND, Kind.DISCUSS, Kind.RECORD, Kind.CLOSING)


def against(steps: Sequence[Step], worded: Collection[int | None] = ()) -> str:
    """What speaks against an agenda, as a code; "" where nothing does. `worded` are the items that have words already."""
    if not steps:
        return "empty"
    if len(steps) > MOST_PHASES:
        return "too_long"
    kinds = [one.kind for one in steps]
    if Kind.ARRIVE in kinds[1:]:
        return "arrive_first"
    if Kind.RECORD in kinds and Kind.AGREE in kinds[kinds.index(Kind.RECORD) :]:
        return "record_after_ballots"
    for item in dict.fromkeys(one.item for one in steps if one.item is not None):
        found = _against_item([one.kind for one in steps if one.item == item], has_words=item in worded)
        if found:
            return found
    return ""


def _against_item(kinds: Sequence[Kind], *, has_words: bool) -> str:
    if Kind.AGREE in kinds and not has_words and Kind.DRAFT not in kinds[: kinds.index(Kind.AGREE)]:
        return "words_before_ballot"
    if Kind.REVEAL in kinds and Kind.WRITE in kinds[kinds.index(Kind.REVEAL) :]:
        return "write_before_reveal"
    return ""


def moved(places: Sequence[int], one: int, before: int | None) -> list[int]:
    """The same phases with one of them standing before another, or last. Raises ValueError for one that is not among them."""
    rest = [place for place in places if place != one]
    if one not in places:
        raise ValueError(f"no such phase: {one}")
    at = rest.index(before) if before in rest else len(rest)
    return [*rest[:at], one, *rest[at:]]


def neighbour(places: Sequence[int], one: int, way: str) -> int | None:
    """Before which phase one stands after a step "up" or "down"; None: last."""
    at = list(places).index(one)
    if way == "up":
        return places[max(at - 1, 0)]
    return places[at + 2] if at + 2 < len(places) else None
