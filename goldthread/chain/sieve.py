"""Which goals of a thread somebody wants to see: of a team, of a person, in a state. Kept in the address."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlencode

Card = dict[str, Any]
OPEN, STATES = "", ("active", "planned", "closed", "all")
NOBODY = "~"


@dataclass(frozen=True)
class Sieve:
    """`team` is an id; `owner` a person's id, "~" and a name as written, or "~" alone for nobody; `state` one of
    STATES, or "" for what is not closed."""

    team: str = ""
    owner: str = ""
    state: str = OPEN
    # The day that is looked back at, kept in the address like the rest.
    on: str = ""
    # A period's id, or "~" for goals of none.
    period: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Sieve":
        """What an address asks for; an unknown state counts as none."""
        state = asked.get("state", "")
        return cls(
            asked.get("team", "")[:20],
            asked.get("owner", "")[:160],
            state if state in STATES else OPEN,
            asked.get("on", "")[:10],
            asked.get("period", "")[:20],
        )

    @property
    def is_on(self) -> bool:
        return self != Sieve(on=self.on)

    @property
    def wants_closed(self) -> bool:
        return self.state in ("closed", "all")

    @property
    def query(self) -> str:
        """The part of an address that asks for the same, without "?"; empty where nothing is asked."""
        return urlencode({name: value for name, value in asdict(self).items() if value})

    def address(self, base: str, **more: object) -> str:
        """The address of a page that shows the same, with what else it should ask for."""
        asked = urlencode({name: value for name, value in more.items() if value})
        query = "&".join(part for part in (self.query, asked) if part)
        return f"{base}?{query}" if query else base

    def passes(self, goal: Card) -> bool:
        """Whether this goal is wanted. An owner is also who has a key result of the goal."""
        if self.team and self.team != str(goal["team_id"] or ""):
            return False
        if self.period and self.period != str(goal["period_id"] or NOBODY):
            return False
        if self.state in ("active", "planned", "closed") and goal["state"] != self.state:
            return False
        return not self.owner or self.owner in _owners(goal)


def teams_of(goals: Iterable[Card]) -> list[tuple[str, str]]:
    """The teams and groups that have goals, by name."""
    found = {str(goal["team_id"]): goal["team"] for goal in goals if goal["team_id"]}
    return sorted(found.items(), key=lambda pair: pair[1].casefold())


def periods_of(goals: Iterable[Card]) -> list[tuple[str, str]]:
    """The periods that have goals, by name."""
    return sorted(
        {(str(goal["period_id"]), goal["period"]) for goal in goals if goal["period_id"]}, key=lambda pair: pair[1]
    )


def owners_of(goals: Iterable[Card]) -> list[tuple[str, str]]:
    """Everybody who owns a goal or a key result, by name."""
    found = {
        _key(one["owner_id"], one["owner"]): one["owner"]
        for goal in goals
        for one in (goal, *goal["key_results"])
        if one["owner"]
    }
    return sorted(found.items(), key=lambda pair: pair[1].casefold())


def _owners(goal: Card) -> set[str]:
    named = {_key(one["owner_id"], one["owner"]) for one in (goal, *goal["key_results"]) if one["owner"]}
    return named or {NOBODY}


def _key(owner_id: int | None, name: str) -> str:
    return str(owner_id) if owner_id else f"{NOBODY}{name}"
