"""Rules that rest on decisions of others: delegation, and two parties."""

from collections.abc import Callable

from .kinds import Delegation
from .values import Finding, Outcome, Poll

Decide = Callable[[Poll], Outcome]


def delegation(poll: Poll, decide: Decide) -> Finding:
    """The result is that of the delegate's own decision. One step only; what was declined goes back."""
    handing = poll.handing
    if handing is None:
        return Finding("invalid", "no_delegate")
    if handing.delegate == handing.delegator:
        return Finding("invalid", "delegation_cycle")
    if handing.inner and isinstance(handing.inner.rule, Delegation):
        return Finding("invalid", "delegation_depth")
    if handing.revoked and not handing.inner_opened:
        return Finding("no_decision", "delegation_revoked")
    if handing.state in ("declined", "absent", "expired"):
        return Finding("no_decision", f"delegate_{handing.state}")
    if handing.state == "pending" or handing.inner is None:
        return Finding("open", "delegate_awaited")
    inner = decide(handing.inner)
    return Finding(inner.verdict, inner.reason, {**inner.values, "inner": inner.sentence})


def two_party(poll: Poll, decide: Decide) -> Finding:
    """Agreed where both sides adopted the same version; open until then, or until one of them has ended without it."""
    if len(poll.parties) != 2 or poll.parties[0].name == poll.parties[1].name:
        return Finding("invalid", "not_two_parties")
    first, second = poll.parties
    outcomes = [decide(party.inner) for party in poll.parties]
    accepted = sum(one.is_adopted for one in outcomes)
    if accepted < 2:
        pairs = zip(poll.parties, outcomes, strict=True)
        declined = sum(party.ended and not one.is_adopted for party, one in pairs)
        if declined:
            return Finding("no_decision", "one_side_declined" if declined == 1 else "both_sides_declined")
        return Finding("open", "one_side_accepted" if accepted else "no_side_accepted")
    if first.version != second.version or poll.version not in (None, first.version):
        return Finding("open", "different_versions")
    concerns = any(one.verdict == "adopted_with_concerns" for one in outcomes)
    return Finding("adopted_with_concerns" if concerns else "adopted", "both_sides_accepted")
