"""The loose ends of what a file would make, by kind, before anything is written. No database: what is there is handed in."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from goldthread.chain.loose_ends import catalogue, sentences
from goldthread.chain.loose_ends.shapes import LooseEnd

from .files import thread
from .files.checks import key_results_of
from .files.items import Brought, Item
from .files.measures import metric_of
from .files.thread import Known, pk_of, place_of
from .shapes import clip

FIRST_KINDS, FIRST_GOALS, MOST_GOALS = 5, 3, 50
# They carry the number of a rule, and say something else of the row than it does.
_OF_OTHER_THINGS = ("gap", "nearly_same", "parent_missing")
Card = dict[str, Any]


@dataclass
class Foreseen:
    """`first` and `further` kinds, the most urgent first; `count` all loose ends in them, `told` those that the file's findings say."""

    first: list[Card] = field(default_factory=list)
    further: list[Card] = field(default_factory=list)
    count: int = 0
    told: int = 0


def foresee(
    brought: Brought,
    *,
    today: date,
    known: Known | None = None,
    severities: Mapping[str, str] | None = None,
    cards: Callable[[int], Card | None] = lambda pk: None,
) -> Foreseen:
    """What would hang loose, without what the findings of the file say already. `cards` gives goals that are there, to name them."""
    seen = thread.seen_in(brought, known or Known(), today)
    every = [end for end in catalogue.check(seen, severities) if _is_of(end, brought, known or Known())]
    told = _Told(brought)
    ends = [end for end in every if not told.tells(end)]
    kinds: dict[tuple[str, bool], list[LooseEnd]] = {}
    for end in ends:
        kinds.setdefault((end.rule, end.goal is None), []).append(end)

    def named(pk: int) -> Card | None:
        place = place_of(pk)
        card = cards(pk) if place is None else _card(brought.items[place])
        return card and {**card, "statement": clip(card["statement"])}

    shown = [_kind(of_kind, brought, named) for of_kind in kinds.values()]
    return Foreseen(shown[:FIRST_KINDS], shown[FIRST_KINDS:], len(ends), len(every) - len(ends))


def _is_of(end: LooseEnd, brought: Brought, known: Known) -> bool:
    """Whether it is about the file: about one of its goals, all of them, or somebody who owns a part of them."""
    if end.goal is not None or not end.about:
        return end.goal is None or end.goal < 0
    owners = {known.people.get(item.said.get("owner", "").lower()) for item in brought.made if item.is_key_result}
    return end.about in {f"person-{one.pk}" for one in owners if one}


class _Told:
    """What the findings of a file say already, by the number of a rule and the row."""

    def __init__(self, brought: Brought) -> None:
        self.brought, self.results = brought, key_results_of(brought)
        self.codes = {name: rule.code for name, rule in catalogue.rules().items()}
        self.said = {(one.rule, one.row) for one in brought.doubts if one.rule and one.code not in _OF_OTHER_THINGS}

    def tells(self, end: LooseEnd) -> bool:
        """Whether some finding says the same. None knows of the goals that are there."""
        code, place = self.codes[end.rule], place_of(end.goal)
        if place is None:
            return not end.about and (code, 0) in self.said
        if any(place_of(pk) is None for pk in end.others):
            return False
        rows = [
            one.row for one in self.results.get(place, ()) if str(pk_of(one)) == end.at or metric_of(one)[0] in end.what
        ]
        return (code, self.brought.items[place].row) in self.said or (
            bool(rows) and all((code, row) in self.said for row in rows)
        )


def _card(item: Item) -> Card:
    return {"statement": item.text, "level": item.level, "number": "", "row": item.row}


def _kind(ends: list[LooseEnd], brought: Brought, named: Callable[[int], Card | None]) -> Card:
    """A rule that does not hold: how often, what should be, the first goals at once and further ones on request."""
    first = [_said(end, named) for end in ends[:MOST_GOALS]]
    return {
        **{name: first[0][name] for name in ("rule", "title", "severity", "gravity", "mark", "ink")},
        "holds": str(sentences.saying_of(ends[0]).holds),
        "count": len(ends),
        "goals": first[:FIRST_GOALS],
        "others": first[FIRST_GOALS:],
        "more": len(ends) - len(first),
    }


def _said(end: LooseEnd, named: Callable[[int], Card | None]) -> Card:
    short = end._replace(what=tuple(clip(one) for one in end.what))
    words = sentences.sentence(short, named)
    return {**words, "row": words["goal"]["row"] if words["goal"] else ""}


def lines(found: Foreseen) -> Iterable[str]:
    """The same for a terminal: the first kinds with their first goals, and the names of the rest."""
    for kind in found.first:
        yield f"{kind['gravity']}: {kind['title']} ({kind['count']}). {kind['holds']}".rstrip()
        yield from (f"  {one['row'] or 'file'}: {one['words']}" for one in kind["goals"])
        if kind["count"] > len(kind["goals"]):
            yield f"  and {kind['count'] - len(kind['goals'])} more"
    if found.further:
        yield "also: " + ", ".join(f"{kind['title']} ({kind['count']})" for kind in found.further)


__all__ = ["Foreseen", "Known", "foresee", "lines"]
