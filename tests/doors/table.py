"""Who may pass which door: one row an address. The table is the policy; an address without a row fails the suite.

People of the small company (tests/support/scenario.py), with two more: `ivy`, a member without an involvement, and
`oli`, an owner who is involved in nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

ROLES = ("ada", "bo", "cy", "di", "eve", "fay", "gus", "ivy", "oli")
OUTSIDERS = ("hal",)

MEMBERS = frozenset(ROLES)
SPEAKING = MEMBERS - {"eve"}
PROPOSING = SPEAKING - {"gus"}
STEERING = frozenset({"ada", "bo", "fay"})
PRODUCT_PERSON = frozenset({"ada"})
TEAM = frozenset({"cy"})
GROUP = frozenset({"di"})
SETTING_UP = frozenset({"ada", "oli"})
INVITING = frozenset({"ada", "fay", "oli"})
PLANNING = frozenset({"ada", "bo", "fay", "oli"})
CONNECTING = frozenset({"ada", "bo", "oli"})
OWNERS = frozenset({"ada", "oli"})
STAFF = MEMBERS - {"gus"}
NOBODY: frozenset[str] = frozenset()

PRODUCT = {"organisation": "northwind", "product": "lighter"}
ORGANISATION = {"organisation": "northwind"}


@dataclass(frozen=True)
class Door:
    """One address: what fills its places, who may GET it, who may POST to it (None: the method answers 405), with what.

    `public` doors are open to people who are not signed in. `own` doors concern only the person who asks.
    """

    places: Mapping[str, Any] = field(default_factory=dict)
    get: frozenset[str] | None = None
    post: frozenset[str] | None = None
    said: Mapping[str, Any] = field(default_factory=dict)
    public: bool = False
    own: bool = False


def reading(who: frozenset[str] = MEMBERS, **places: Any) -> Door:
    return Door({**PRODUCT, **places}, get=who)


def writing(who: frozenset[str], said: Mapping[str, Any] | None = None, **places: Any) -> Door:
    return Door({**PRODUCT, **places}, post=who, said=said or {})


def both(get: frozenset[str], post: frozenset[str], said: Mapping[str, Any] | None = None, **places: Any) -> Door:
    return Door({**PRODUCT, **places}, get=get, post=post, said=said or {})
