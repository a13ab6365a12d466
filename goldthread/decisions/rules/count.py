"""Who counts, and what they said last: the ground that every rule stands on."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from .values import POSITIONS, Ballot, Objection, Poll

People = frozenset[str]


@dataclass(frozen=True, slots=True)
class Count:
    """electorate: who is to vote, without the recused. cast: the last ballot of each of them before the close."""

    poll: Poll
    electorate: People
    cast: dict[str, Ballot]

    @classmethod
    def of(cls, poll: Poll) -> "Count":
        entitled = {one.person for one in poll.electorate if not one.recused and not one.after_reveal}
        entitled -= {one.person for one in poll.electorate if one.recused}
        cast = _latest(poll, entitled)
        gone = {one.person for one in poll.electorate if one.left and one.person not in cast}
        return cls(poll, frozenset(entitled - gone), cast)

    def holding(self, *positions: str) -> People:
        return frozenset(person for person, ballot in self.cast.items() if ballot.said in positions)

    @property
    def yes(self) -> People:
        return self.holding("support", "reserve")

    @property
    def no(self) -> People:
        return self.holding("object", "block")

    @property
    def silent(self) -> People:
        return self.electorate - self.cast.keys()

    @property
    def tally(self) -> dict[str, int]:
        """How many hold each position, how many are silent, how many were to vote."""
        said = dict.fromkeys(POSITIONS, 0)
        for ballot in self.cast.values():
            said[ballot.said or "abstain"] += 1
        return said | {"silent": len(self.silent), "eligible": len(self.electorate)}

    def reaches(self, share: Fraction, how_many: int) -> bool:
        """Whether so many people are at least this share of the electorate: 2/3 of 6 are 4."""
        return how_many * share.denominator >= share.numerator * len(self.electorate)

    def state_of(self, person: str) -> str:
        """How the objection of somebody who is against it stands; open where nothing else is on record."""
        states = {self._state(one) for one in self.poll.objections if one.by == person}
        if not states or "open" in states:
            return "open"
        return next(state for state in ("integrated", "not_qualified", "withdrawn") if state in states)

    def _state(self, objection: Objection) -> str:
        if objection.state != "not_qualified" or objection.not_qualified_by is None:
            return objection.state
        # Neither the one who objects nor the one who proposes may judge it.
        judges = self.cast.keys() - {objection.by, self.poll.proposer}
        return "not_qualified" if 2 * len(judges & objection.not_qualified_by) > len(judges) else "open"

    @property
    def is_with_concerns(self) -> bool:
        return bool(self.holding("reserve", "aside")) or any(self.state_of(person) != "open" for person in self.no)


def _latest(poll: Poll, entitled: Iterable[str]) -> dict[str, Ballot]:
    """The last ballot of each, on this version, in this round, in time; one that was taken back is none."""
    last = {one.by: one for one in poll.ballots if one.by in entitled and _counts(one, poll)}
    return {person: one for person, one in last.items() if one.said is not None}


def _counts(ballot: Ballot, poll: Poll) -> bool:
    if ballot.round is not None and ballot.round != poll.round:
        return False
    if ballot.at and poll.closes_at and ballot.at >= poll.closes_at:
        return False
    if None in (ballot.version, poll.version):
        return True
    return ballot.version == poll.version or ballot.version in poll.same_versions
