"""The course of a sounding, as pure steps over what lies in its box: who is asked next, who was heard, what is settled."""

from collections.abc import Iterable, Sequence

from .. import rules
from .box import Inside, Turn
from .parts import Participant


def is_over(inside: Inside, people: Iterable[Participant], draft: int) -> bool:
    """Whether everybody was met or answered at this draft, or declined twice."""
    turns = [inside.turn(one.number, draft) for one in people]
    return all(turn is not None and turn.is_over for turn in turns)


def next_to_ask(inside: Inside, people: Iterable[Participant], draft: int) -> Participant | None:
    """Who comes next: in the order drawn, who declined once behind who was not asked, and the senior ones only once
    nobody else is waited for."""
    turns = [(one, inside.turn(one.number, draft)) for one in people]
    left = [(one, turn) for one, turn in turns if turn is None or not (turn.is_over or turn.waits or turn.awaits_word)]
    if any(turn and (turn.waits or turn.awaits_word) and not one.is_senior for one, turn in turns):
        left = [pair for pair in left if not pair[0].is_senior]
    if not left:
        return None
    return min(left, key=lambda pair: (pair[0].is_senior, pair[1] is not None, pair[0].number))[0]


def is_asked_now(inside: Inside, people: Iterable[Participant], draft: int) -> list[Participant]:
    """Whose answer is waited for just now."""
    return [one for one in people if (turn := inside.turn(one.number, draft)) is not None and turn.waits]


def to_come(inside: Inside, people: Iterable[Participant], draft: int) -> int:
    """How many are still to be heard at this draft."""
    turns = [inside.turn(one.number, draft) for one in people]
    return sum(turn is None or not turn.is_over for turn in turns)


def heard_since(inside: Inside, people: Iterable[Participant], draft: int) -> list[list[int]]:
    """Who was heard since something was passed on last, as [draft, number]; a position that was kept is no hearing."""
    marks = [
        [draft, one.number]
        for one in people
        if (turn := inside.turn(one.number, draft)) is not None and turn.is_heard and not turn.kept
    ]
    return [one for one in marks if one not in inside.counted]


def is_supported(inside: Inside, people: Sequence[Participant], draft: int) -> bool:
    """Whether all whose support is needed support these words."""
    needed = [inside.turn(one.number, draft) for one in people if one.is_needed]
    return bool(needed) and all(turn is not None and rules.supports(turn.position, turn.reservation) for turn in needed)


def worst(inside: Inside, people: Iterable[Participant], draft: int) -> int:
    turns = [inside.turn(one.number, draft) for one in people if one.is_needed]
    return rules.worst_of((turn.position, turn.reservation) for turn in turns if turn and turn.position)


def carry_over(inside: Inside, people: Iterable[Participant], before: int, draft: int, now: str) -> None:
    """An editorial change keeps support: who supported the words before supports these."""
    for one in people:
        turn = inside.turn(one.number, before)
        if turn is not None and rules.supports(turn.position, turn.reservation):
            kept = Turn(draft, now, position=turn.position, reservation=turn.reservation, confidence=turn.confidence, kept=True, waits=False)  # fmt: skip
            inside.turns.setdefault(one.number, []).append(kept)


def give_back(inside: Inside, draft: int) -> None:
    """The change was more than editorial: positions that were kept are asked for anew."""
    for number, turns in inside.turns.items():
        inside.turns[number] = [one for one in turns if not (one.draft == draft and one.kept)]
