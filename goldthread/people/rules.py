"""What each may do: one table. `docs/manual/who-may.md` is made from it.

Rows are deeds, columns are standings. A person has every standing that fits: an owner of the organisation
who is also the product person has both columns.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class Standing(StrEnum):
    """What somebody is, seen from one product: the role in the organisation, and the involvement in the product."""

    OWNER = "owner"
    MEMBER = "member"
    GUEST = "guest"
    PRODUCT_PERSON = "product_person"
    LEADER = "leader"
    TEAM_MEMBER = "team_member"
    STAKEHOLDER = "stakeholder"
    FACILITATOR = "facilitator"
    OBSERVER = "observer"
    GUEST_BY_LINK = "guest_by_link"
    # By a link that lets see and not comment.
    WATCHING_BY_LINK = "watching_by_link"


S = Standing
_EVERYBODY = frozenset(S)
_WITH_ACCOUNT = frozenset(_EVERYBODY - {S.GUEST_BY_LINK, S.WATCHING_BY_LINK})
_STEERING = frozenset({S.PRODUCT_PERSON, S.LEADER, S.FACILITATOR})
_SPEAKING = frozenset(_EVERYBODY - {S.OBSERVER, S.WATCHING_BY_LINK})
_BELONGING = frozenset({S.OWNER, S.MEMBER})
_IN_A_TEAM = frozenset(_SPEAKING - {S.GUEST, S.GUEST_BY_LINK})

# Deed -> who may. "Own" deeds hold only for the teams in which somebody has a seat. Guests see only the products they
# are involved in; everybody else sees all products of the organisation.
TABLE: dict[str, frozenset[Standing]] = {
    "see": _EVERYBODY,
    "see everybody": _BELONGING,
    "comment": _SPEAKING,
    "propose": _IN_A_TEAM,
    # A guest by link sees and comments, and nothing else.
    "follow": _WITH_ACCOUNT,
    "take on": _SPEAKING & _WITH_ACCOUNT,
    "take out": _WITH_ACCOUNT,
    "see people": _WITH_ACCOUNT,
    "steer goals": _STEERING,
    # What was agreed and runs. Teams do it on goals of their own, as they set them.
    "pivot": _STEERING,
    "answer candidates": frozenset({S.PRODUCT_PERSON}),
    "set own sprint goal": _IN_A_TEAM,
    "set own contribution": _IN_A_TEAM,
    "invite to product": frozenset({S.OWNER, S.PRODUCT_PERSON, S.FACILITATOR}),
    "share product": _STEERING,
    "restrict": _STEERING,
    # Periods are the organisation's: who steers any of its products plans them.
    "plan periods": frozenset({S.OWNER}) | _STEERING,
    "set rhythm": _STEERING,
    # Metrics are the organisation's too. Who does not keep them gives readings of those with their own name on them.
    "keep metrics": frozenset({S.OWNER}) | _STEERING,
    "give readings": _IN_A_TEAM,
    # Who does not set the goal checks in on key results with their own name on them, or that of whom they stand in for.
    "check in": _IN_A_TEAM,
    # An address that the server goes to, with its token.
    "connect sources": frozenset({S.OWNER, S.PRODUCT_PERSON, S.LEADER}),
    # Who said what in a vote is not for guests by link. Who is asked is named when a question opens, whatever they are.
    "see agreements": _WITH_ACCOUNT,
    "vote when asked": _WITH_ACCOUNT,
    "lead agreements": _STEERING,
    # A meeting whose outcome goes into the thread. Who leads it is named when it is convened.
    "convene": _STEERING,
    "sit in workshops": _WITH_ACCOUNT,
    # By an invitation to that one meeting. They write and speak; who voted how is not shown to them, and they have no vote.
    "sit where invited": frozenset({S.GUEST_BY_LINK}),
    # Where somebody stands is not for those who stand there.
    "place stakeholders": _STEERING,
    "add product": _BELONGING,
    "set up product": frozenset({S.OWNER, S.PRODUCT_PERSON}),
    "add team": _BELONGING,
    "set up own team": _BELONGING,
    "set up team": frozenset({S.OWNER, S.PRODUCT_PERSON}),
    "set up organisation": frozenset({S.OWNER}),
}

SEEING = frozenset({"see", "see everybody", "see people", "see agreements", "take out"})

# From the least to the most; nobody gives a role above their own.
RANKS = (S.GUEST, S.MEMBER, S.OWNER)


@dataclass(frozen=True)
class Footing:
    """All that a decision about permission needs to know of one person in one product.

    `teams` are the ids of the teams with a seat; `standings` never is empty for somebody who may see.
    """

    person_id: int
    standings: frozenset[Standing] = frozenset()
    teams: frozenset[int] = field(default_factory=frozenset)
    # Whoever looks at another day can do nothing there: what was is only seen.
    looks_back: bool = False

    def may(self, deed: str, *, team_id: int | None = None) -> bool:
        """Whether the table allows the deed; deeds of one's own need a seat in that team.

        Raises KeyError for a deed that the table does not name.
        """
        allowed = bool(self.standings & TABLE[deed]) and not (self.looks_back and deed not in SEEING)
        return allowed and (team_id in self.teams if " own " in deed else True)

    def may_make(self, role: str) -> bool:
        """Whether this person may make somebody this in the organisation: their own role and those below."""
        return any(RANKS.index(Standing(role)) <= RANKS.index(own) for own in self.standings & set(RANKS))

    def may_give(self, involvement: str) -> bool:
        """Whether this person may make somebody this in the product.

        Who sets up the product gives every involvement; who only invites gives none that allows more than their own.
        """
        if self.may("set up product"):
            return True
        return self.may("invite to product") and deeds_of({Standing(involvement)}) <= deeds_of(self.standings)

    def may_invite(self, role: str, involvement: str = "", *, in_product: bool) -> bool:
        """Whether this person may invite somebody as this. Into the organisation alone only owners invite."""
        if not self.may_make(role):
            return False
        if not in_product:
            return self.may("set up organisation")
        return self.may("invite to product") and (not involvement or self.may_give(involvement))


def footing(person_id: int, membership: str | None, involvements: Iterable[str], teams: Iterable[int]) -> Footing:
    """Put together what a person is; nobody without a membership stands anywhere."""
    if membership is None:
        return Footing(person_id)
    roles = {Standing(membership), *(Standing(one) for one in involvements)}
    # An observer watches: the membership beside it gives no voice in this product.
    if Standing.OBSERVER in roles and Standing(membership) == Standing.MEMBER:
        roles.discard(Standing.MEMBER)
    return Footing(person_id, frozenset(roles), frozenset(teams))


def deeds_of(standings: Iterable[Standing]) -> frozenset[str]:
    """All deeds that somebody who is this may do, seats aside."""
    return frozenset(deed for deed, allowed in TABLE.items() if allowed & set(standings))


def masked(email: str) -> str:
    """An address that its owner knows again and nobody else learns: "mia@example.org" gives "m…@example.org"."""
    name, _at, host = email.rpartition("@")
    return f"{name[:1]}…@{host}"


# Each names itself after the ones it descends from, so the first that fits is meant.
_BROWSERS = (
    ("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
_SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"), ("Linux", "Linux"),
)  # fmt: skip


def device(user_agent: str) -> tuple[str, str]:
    """What a browser and its system call themselves: ("Firefox", "Linux"); "" for what is not known."""
    browser = next((name for mark, name in _BROWSERS if f"{mark}/" in user_agent or f"{mark}A/" in user_agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "")
    return browser, system


def initials(name: str) -> str:
    """One or two capital letters for a face: "Mia Jansen" gives MJ."""
    words = [word for word in name.replace("-", " ").split() if word[:1].isalnum()]
    if not words:
        return "?"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


def tone(person_id: int) -> str:
    """One of four colours for a face, the same on every page."""
    return "abcd"[person_id % 4]
