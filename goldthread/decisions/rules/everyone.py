"""Rules under which one person can hold it up: unanimity, unanimity minus k, consent, consensus, fist of five."""

from .count import Count
from .kinds import MOST_RECONFIRMATIONS, Consensus, Consent, FistOfFive, Unanimity, UnanimityMinus
from .values import Finding, Verdict

LOW_FINGERS = 2


def adopting(count: Count, reason: str, **values: int | str) -> Finding:
    verdict: Verdict = "adopted_with_concerns" if count.is_with_concerns else "adopted"
    return Finding(verdict, reason, values)


def again(reason: str, **values: int | str) -> Finding:
    return Finding("again", reason, values)


def unanimity(rule: Unanimity, count: Count) -> Finding:
    """Abstaining is no support; who has no stake is recused."""
    return _unanimity(count, k=0)


def unanimity_minus(rule: UnanimityMinus, count: Count) -> Finding:
    return _unanimity(count, rule.k)


def _unanimity(count: Count, k: int) -> Finding:
    yes = count.yes
    if count.silent:
        return again("missing")
    if len(yes) == len(count.electorate):
        return adopting(count, "all_support")
    # At least one yes: k people who all abstain agree on nothing.
    if yes and len(count.electorate) - len(yes) <= k and not count.holding("block"):
        return adopting(count, "all_but_k_support", k=k)
    if len(yes) + len(count.holding("abstain")) == len(count.electorate):
        return again("abstention")
    return again("objection")


def consent(rule: Consent, count: Count) -> Finding:
    if any(count.state_of(person) == "open" for person in count.no):
        return again("open_objection")
    if any(one.state == "integrated" and one.by in count.electorate for one in count.poll.objections):
        return _changed(count)
    if count.holding("discuss"):
        return again("needs_discussion")
    if rule.silence == "blocks" and count.silent:
        return again("missing")
    if len(count.holding("abstain")) == len(count.cast):
        return Finding("no_decision", "all_abstained")
    return adopting(count, "no_open_objection")


def _changed(count: Count) -> Finding:
    """The proposal is another one now, and is asked about anew; this uses up no round, but has an end."""
    if count.poll.reconfirmations >= MOST_RECONFIRMATIONS:
        return again("changed_too_often")
    return Finding("another_round", "proposal_changed_reconfirm")


def consensus(rule: Consensus, count: Count) -> Finding:
    if count.holding("block"):
        return again("block")
    if count.holding("object", "discuss"):
        return again("disagreement")
    if not count.yes:
        return Finding("no_decision", "no_support")
    aside = len(count.holding("aside"))
    if aside * rule.max_aside.denominator > rule.max_aside.numerator * len(count.cast):
        return again("too_many_stand_aside")
    return adopting(count, "nobody_against")


def fist_of_five(rule: FistOfFive, count: Count) -> Finding:
    """Whoever abstains counts for the quorum and shows no fingers."""
    fingers = [one.fingers for one in count.cast.values() if one.fingers is not None]
    if not fingers:
        return Finding("no_decision", "all_abstained")
    values = {"lowest": min(fingers), "shown": len(fingers)}
    if not _suffices(fingers, count.poll.round if rule.descending else 1):
        return again("low_fingers", low=sum(one <= LOW_FINGERS for one in fingers), **values)
    return Finding("adopted_with_concerns" if min(fingers) <= LOW_FINGERS + 1 else "adopted", "fingers", values)


def _suffices(fingers: list[int], round: int) -> bool:
    if round >= 3:
        return 2 * sum(one > LOW_FINGERS for one in fingers) > len(fingers)
    return min(fingers) > (LOW_FINGERS if round == 1 else LOW_FINGERS - 1)
