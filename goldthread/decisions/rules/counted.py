"""Rules that count: majority and supermajority, in whole numbers."""

from .count import Count
from .decider import by_choice
from .everyone import adopting, again
from .kinds import Majority, Share, Supermajority
from .values import Finding


def majority(rule: Majority, count: Count) -> Finding:
    yes, whole = len(count.yes), _whole(rule.of, count)
    if not count.yes | count.no:
        return Finding("no_decision", "all_abstained")
    values = {"yes": yes, "whole": whole, "of": rule.of}
    if 2 * yes > whole:
        return adopting(count, "majority", **values)
    if 2 * yes == whole and rule.of == "cast":
        return _tie(rule, count)
    return Finding("not_adopted", "no_majority", values)


def _tie(rule: Majority, count: Count) -> Finding:
    if rule.tie == "another_round":
        return again("tie")
    if rule.tie == "decider":
        return by_choice(count)
    return Finding("not_adopted", "tie")


def supermajority(rule: Supermajority, count: Count) -> Finding:
    yes, whole = len(count.yes), _whole(rule.of, count)
    if not count.yes | count.no:
        return Finding("no_decision", "all_abstained")
    values: dict[str, int | str] = {"yes": yes, "whole": whole, "of": rule.of, "share": str(rule.share)}
    # Somebody must be for it, whatever the share.
    if yes and yes * rule.share.denominator >= rule.share.numerator * whole:
        return adopting(count, "supermajority", **values)
    return Finding("not_adopted", "no_supermajority", values)


def _whole(of: Share, count: Count) -> int:
    people = {"cast": count.yes | count.no, "present": count.cast, "eligible": count.electorate}
    return len(people[of])
