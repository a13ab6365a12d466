"""The rows themselves, package by package."""

from typing import Any

from .table import (
    GROUP,
    INVITING,
    MEMBERS,
    NOBODY,
    ORGANISATION,
    OWNERS,
    PRODUCT,
    PRODUCT_PERSON,
    PROPOSING,
    SETTING_UP,
    SPEAKING,
    STAFF,
    STEERING,
    TEAM,
    Door,
    both,
    reading,
    writing,
)

# Addresses of django-allauth: its own suite holds them; tests/browser/test_come_in.py walks through ours.
FOREIGN = ("account_", "mfa_", "socialaccount_", "openid_connect_", "usersessions_")


def number(goal: str) -> Any:
    return lambda crew: crew.goals[goal].number


DOORS: dict[str, Door] = {
    "health": Door(get=MEMBERS, public=True),
    "home:door": Door(get=MEMBERS, own=True),
    "home:first": both(STEERING, STEERING, {"vision": "Nobody is hungry"}),
    "boards:sprint": reading(),
    "boards:sprint_plan": writing(TEAM, team="orion"),
    "boards:tracker_link": writing(TEAM, team="orion"),
    "boards:contribute": writing(GROUP, team="marketing"),
    "chain:map": reading(),
    "chain:list": reading(),
}
__all__ = [
    "GROUP",
    "INVITING",
    "NOBODY",
    "ORGANISATION",
    "OWNERS",
    "PRODUCT",
    "PRODUCT_PERSON",
    "PROPOSING",
    "SETTING_UP",
    "SPEAKING",
    "STAFF",
    "TEAM",
]
