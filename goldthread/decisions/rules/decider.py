"""Rules under which one person decides: after hearing everyone, without discussion, after taking advice."""

from datetime import timedelta

from .count import Count, People
from .everyone import adopting
from .kinds import Advice, DecideAfterHearing, DecideAlone
from .values import Choice, Decider, Finding


def decide_after_hearing(rule: DecideAfterHearing, count: Count) -> Finding:
    poll, decider = count.poll, acting(count)
    if decider is None:
        return Finding("no_decision", "decider_absent_escalate")
    heard = count.electorate & (poll.heard | count.cast.keys())
    to_hear = count.electorate - {decider}
    if not poll.closed and to_hear - heard:
        return Finding("open", "not_everyone_heard", {"waiting": len(to_hear - heard)})
    # Where all others stepped back, too, nobody decides after hearing nobody.
    if not (heard & to_hear if to_hear else count.cast):
        return Finding("no_decision", "zero_votes")
    if poll.closed and not count.reaches(poll.quorum, len(heard)):
        return Finding("another_round", "no_quorum_of_input", {"heard": len(heard)})
    return by_choice(count)


def decide_alone(rule: DecideAlone, count: Count) -> Finding:
    poll = count.poll
    if not poll.is_low_impact:
        return Finding("invalid", "not_low_impact")
    found = by_choice(count)
    if found.verdict not in ("adopted", "adopted_with_concerns", "not_adopted"):
        return found
    challengers = _challengers(rule, count)
    if challengers and (len(challengers) >= rule.challenges or count.reaches(rule.challenge_share, len(challengers))):
        return Finding("another_round", "challenged", {"challenges": len(challengers)})
    return found


def _challengers(rule: DecideAlone, count: Count) -> People:
    """Those of the electorate, other than who decided, who challenged it within the window."""
    decided_at = count.poll.choice.at if count.poll.choice else None
    window = timedelta(hours=rule.window_hours)
    late = {one for one in count.poll.challenges if one.at and decided_at and one.at - decided_at > window}
    in_time = {one.by for one in count.poll.challenges if one not in late}
    return count.electorate & in_time - {acting(count) or ""}


def advice(rule: Advice, count: Count) -> Finding:
    """Everyone it touches was asked, and each has answered or let the time pass; then who proposes decides."""
    poll = count.poll
    not_asked = poll.affected_roles - {one.role for one in poll.asked}
    if not poll.asked or not_asked:
        return Finding("open", "not_everyone_asked", {"waiting": len(not_asked)})
    waiting = sum(one.state == "asked" for one in poll.asked)
    if waiting:
        return Finding("open", "advice_awaited", {"waiting": waiting})
    return by_choice(count)


def acting(count: Count) -> str | None:
    """Who decides: the decider, or the deputy where the decider is away or recused; None where neither can."""
    named = count.poll.decider
    if named is None and count.poll.rule.name == Advice.name and count.poll.proposer:
        named = Decider(count.poll.proposer)
    recused = {one.person for one in count.poll.electorate if one.recused}
    present = (one for one in (named, count.poll.deputy) if one and one.is_present and one.person not in recused)
    return next((one.person for one in present), None)


def _choice(count: Count, decider: str) -> Choice | None:
    choice = count.poll.choice
    return choice if choice and choice.by in (None, decider) else None


def by_choice(count: Count) -> Finding:
    """What the one who decides chose; nothing is adopted over an unanswered concern or without a why."""
    decider = acting(count)
    if decider is None:
        return Finding("no_decision", "decider_absent_escalate")
    choice = _choice(count, decider)
    if choice is None:
        return Finding("no_decision", "decider_silent") if count.poll.closed else Finding("open", "decider_awaited")
    waiting = len(_unanswered(count, decider))
    if choice.choice == "adopt" and waiting:
        return Finding("open", "concerns_need_an_answer", {"waiting": waiting})
    if not choice.rationale.strip():
        return Finding("open", "rationale_required")
    return _carried_out(choice, count)


def _carried_out(choice: Choice, count: Count) -> Finding:
    if choice.choice == "another_round":
        return Finding("another_round", "decider_asks_again")
    if choice.choice == "reject":
        return Finding("not_adopted", "decider_rejected")
    found = adopting(count, "decider_adopted")
    return Finding("adopted_with_concerns", found.reason) if count.poll.concerns or count.no else found


def _unanswered(count: Count, decider: str) -> People:
    """Whose concern has no answer yet; who votes against it or with a concern has one, written down or not."""
    open_: set[str] = set()
    answered: set[str] = set()
    for one in count.poll.concerns:
        (answered if one.is_answered else open_).add(one.by)
    spoken = count.holding("reserve", "object", "block") - answered
    return frozenset(open_ | {one for one in spoken if count.state_of(one) == "open"}) - {decider}


def is_against_the_room(count: Count) -> bool:
    """Whether who decided went against most of those who said yes or no: to be seen, not forbidden."""
    choice, yes, no = count.poll.choice, len(count.yes), len(count.no)
    if choice is None:
        return False
    return no > yes if choice.choice == "adopt" else choice.choice == "reject" and yes > no
