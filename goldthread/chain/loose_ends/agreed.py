"""Rules on what was agreed (C33 to C36, C51, G12 to G14): never asked, asked under another rule, doubted, or no longer enough."""

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from functools import lru_cache

from ..rules import Level
from .shapes import BELOW_VISION, ERROR, HINT, STRATEGIC, WARNING, Found, Measured, Rule, Seen, Standing

# So long after it was set a goal may wait for its agreement without counting as loose.
YOUNG = timedelta(days=14)
EVERYONE = "unanimity"


def not_agreed(goal: Standing, seen: Seen) -> Found | None:
    """A vision, a user or business goal is in force in the words that were agreed."""
    made = seen.agreed.get(goal.pk)
    if goal.is_asked and (made is None or _plain(made.words) != _plain(goal.statement)):
        # What is being tied is no loose end: it rests until the votes are in.
        return Found(what=("asked",), severity=HINT)
    if made is None:
        return _since(goal, seen, "never")
    return None if _plain(made.words) == _plain(goal.statement) else Found(what=("reworded",))


def weaker_rule(goal: Standing, seen: Seen) -> Found | None:
    """Of a far-reaching goal everyone is asked first, before a weaker rule decides."""
    made = seen.agreed.get(goal.pk)
    return Found() if made and made.rule != EVERYONE and not made.all_were_asked_first else None


def not_everyone(goal: Standing, seen: Seen) -> Found | None:
    """Where everyone was to support it, everyone whose word is needed was asked."""
    made = seen.agreed.get(goal.pk)
    return Found() if made and made.rule == EVERYONE and made.leaves_somebody_out else None


def rule_after_votes(goal: Standing, seen: Seen) -> Found | None:
    """The rule was announced before the votes: the same words did not fail under another one just before."""
    made = seen.agreed.get(goal.pk)
    return Found() if made and made.failed_under not in ("", made.rule) else None


def team_not_sure(goal: Standing, seen: Seen) -> Found | None:
    """The team said that it can reach a product goal with numbers, five of ten or more."""
    if goal.team_id is None or not goal.key_results:
        return None
    made = seen.agreed.get(goal.pk)
    if made is None or made.doubts is None:
        return _since(goal, seen, "unasked")
    return Found(what=("doubted",)) if made.doubts > 0 else None


def no_longer_enough(goal: Standing, seen: Seen) -> Found | None:
    """What was agreed is still enough for the goal above, as that stands by now."""
    made = seen.agreed.get(goal.pk)
    if made is None:
        return None
    above = [pk for pk in goal.parents if pk in seen.goals]
    for pk in above:
        turn = next((turn for turn in seen.turned.get(pk, ()) if turn.at > made.at), None)
        if turn:
            return Found(others=(pk,), what=(turn.what,))
    for pk in above:
        if _carries(goal) and _falls_short(seen.goals[pk], seen, goal):
            return Found(others=(pk,), what=("short",), severity=HINT)
    return None


def review_due(goal: Standing, seen: Seen) -> Found | None:
    """What was agreed is looked at again on the day that was set for it."""
    made = seen.agreed.get(goal.pk)
    return Found(at=str(made.pk)) if made and made.review_on and made.review_on <= seen.today else None


def not_carried_out(goal: Standing, seen: Seen) -> Found | None:
    """What was agreed to become of a goal was done with the agreement, or somebody said what becomes of it."""
    return Found(at=str(goal.undone)) if goal.undone else None


def _since(goal: Standing, seen: Seen, what: str) -> Found | None:
    """What nobody was asked about: a hint at first, and of what came with a list nothing yet."""
    if goal.set_on is None or seen.today - goal.set_on > YOUNG:
        return Found(what=(what,))
    return None if goal.is_brought_in else Found(what=(what,), severity=HINT)


def _carries(goal: Standing) -> list[tuple[str, Decimal]]:
    """How far each metric of a goal is to move, by its name: in the direction that it should go."""
    return [(one.name, moved) for one in goal.key_results if (moved := _moves(one)) is not None]


def _moves(one: Measured) -> Decimal | None:
    if one.stays or one.baseline is None or one.target is None:
        return None
    return one.target - one.baseline if one.direction == "up" else one.baseline - one.target


def _falls_short(above: Standing, seen: Seen, goal: Standing) -> bool:
    """Whether all agreed steps together move a metric of the goal above less than it is to move; of metrics that this goal moves."""
    mine = {name for name, _moved in _carries(goal)}
    steps = [seen.goals[pk] for pk in above.children if pk in seen.goals and pk in seen.agreed]
    for name, needed in _carries(above):
        if name in mine and _sum(step for one in steps for step in _carries(one) if step[0] == name) < needed:
            return True
    return False


def _sum(steps: Iterable[tuple[str, Decimal]]) -> Decimal:
    # Steps after one another add up, steps beside one another at most do: it speaks up only where even the sum is too little.
    return sum((moved for _name, moved in steps), Decimal(0))


@lru_cache(4096)
def _plain(words: str) -> str:
    """Words without what an editor would mend: spaces, capitals, punctuation."""
    return "".join(char for char in words.casefold() if char.isalnum())


def differs(before: str, after: str) -> bool:
    """Whether two wordings say something else, beyond what an editor would mend."""
    return _plain(before) != _plain(after)


_AGREED = "the decision rule is chosen before, and unanimity tried first (goal chain)"
_PRODUCT_GOAL = frozenset({Level.PRODUCT_GOAL})
_FAR_REACHING = STRATEGIC | {Level.VISION}
RULES = (
    Rule("not_agreed", "C33", "shared goals are agreed by those who are needed (goal chain)", ERROR, _FAR_REACHING, not_agreed),
    Rule("weaker_rule", "C34", _AGREED, ERROR, _FAR_REACHING, weaker_rule),
    Rule("not_everyone", "C35", "silence is no consent (R. Pichler, 2023)", ERROR, _FAR_REACHING, not_everyone),
    Rule("rule_after_votes", "C36", "the rule is chosen before people vote (R. Pichler, 2023)", WARNING, check=rule_after_votes),
    Rule("team_not_sure", "C51", "teams propose what they know they can hit (negotiated outcomes)", WARNING, _PRODUCT_GOAL, team_not_sure),
    Rule("no_longer_enough", "G12", "no weak compromise: a step is enough for what it leads to (goal chain)", WARNING, BELOW_VISION, no_longer_enough),
    Rule("review_due", "G13", "a decision is looked at again on the day it names", WARNING, check=review_due),
    Rule("not_carried_out", "G14", "what was agreed is done, or it is said why not", WARNING, check=not_carried_out),
)  # fmt: skip

__all__ = ["RULES", "differs"]
