"""What each may do: one table. `docs/manual/who-may.md` is made from it.

Rows are deeds, columns are standings. A person has every standing that fits: an owner of the organisation
who is also the product person has both columns.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class Standing(StrEnum):
    """What somebody is, seen from one product."""

    OWNER = "owner"
    MEMBER = "member"
    GUEST = "guest"
    PRODUCT_PERSON = "product_person"
    LEADER = "leader"
    TEAM_MEMBER = "team_member"
    STAKEHOLDER = "stakeholder"
    FACILITATOR = "facilitator"
    OBSERVER = "observer"


S = Standing
_EVERYBODY = frozenset(S)
_STEERING = frozenset({S.PRODUCT_PERSON, S.LEADER, S.FACILITATOR})
_SPEAKING = frozenset({S.OWNER, S.MEMBER, S.GUEST, S.PRODUCT_PERSON, S.LEADER, S.TEAM_MEMBER, S.STAKEHOLDER, S.FACILITATOR})

# Deed -> who may. "Own" deeds hold only for the teams in which somebody has a seat.
TABLE: dict[str, frozenset[Standing]] = {
    "see": _EVERYBODY,
    "comment": _SPEAKING,
    "propose": frozenset(_SPEAKING - {S.GUEST}),
    "steer goals": _STEERING,
    "answer candidates": frozenset({S.PRODUCT_PERSON}),
    "set own sprint goal": frozenset({S.TEAM_MEMBER, S.PRODUCT_PERSON, S.FACILITATOR, S.LEADER, S.STAKEHOLDER, S.MEMBER, S.OWNER}),
    "set own contribution": frozenset({S.TEAM_MEMBER, S.PRODUCT_PERSON, S.FACILITATOR, S.LEADER, S.STAKEHOLDER, S.MEMBER, S.OWNER}),
    "invite to product": frozenset({S.OWNER, S.PRODUCT_PERSON, S.FACILITATOR}),
    "set up product": frozenset({S.OWNER, S.PRODUCT_PERSON}),
    "set up organisation": frozenset({S.OWNER}),
}


@dataclass(frozen=True)
class Footing:
    """All that a decision about permission needs to know of one person in one product.

    `teams` are the ids of the teams with a seat; `standings` never is empty for somebody who may see.
    """

    person_id: int
    standings: frozenset[Standing] = frozenset()
    teams: frozenset[int] = field(default_factory=frozenset)

    def may(self, deed: str, *, team_id: int | None = None) -> bool:
        """Whether the table allows the deed; deeds of one's own need a seat in that team.

        Raises KeyError for a deed that the table does not name.
        """
        allowed = bool(self.standings & TABLE[deed])
        return allowed and (team_id in self.teams if " own " in deed else True)


def footing(person_id: int, membership: str | None, involvements: Iterable[str], teams: Iterable[int]) -> Footing:
    """Put together what a person is; nobody without a membership stands anywhere."""
    if membership is None:
        return Footing(person_id)
    roles = {Standing(membership), *(Standing(one) for one in involvements)}
    # An observer watches: the membership beside it gives no voice in this product.
    if Standing.OBSERVER in roles and Standing(membership) == Standing.MEMBER:
        roles.discard(Standing.MEMBER)
    return Footing(person_id, frozenset(roles), frozenset(teams))


def initials(name: str) -> str:
    """One or two capital letters for a face: "Mia Jansen" gives MJ."""
    words = [word for word in name.replace("-", " ").split() if word[:1].isalnum()]
    if not words:
        return "?"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


def tone(person_id: int) -> str:
    """One of four colours for a face, the same on every page."""
    return "abcd"[person_id % 4]
