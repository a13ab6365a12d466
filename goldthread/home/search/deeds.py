"""Deeds among the results: what somebody can begin by typing its name."""

from typing import Any

from goldthread.kit import registry
from goldthread.people.access import Ground

from .. import rules

MOST = 6


def fitting(ground: Ground, question: str, *, most: int = MOST) -> list[dict[str, Any]]:
    """The deeds that the words typed so far could mean, of those that the person may do.

    A deed whose whole name was typed comes first and takes the words after it along: "New user goal Eat better".
    Nothing typed: the first of all.
    """
    typed = rules.folded(question[: rules.LONGEST_QUESTION]).split()
    allowed = [one for one in registry.commands() if (ground.product or not one.in_product) and one.may(ground)]
    whole = [(one, _rest(question, typed, one)) for one in allowed if _is_whole(typed, one)]
    others = [(one, "") for one in allowed if not _is_whole(typed, one) and _fits(typed, one)]
    # Of two names that were both typed whole, the longer is meant.
    whole.sort(key=lambda pair: -len(_name(pair[0])))
    return [_line(ground, one, rest) for one, rest in (*whole, *others)[:most]]


def _line(ground: Ground, one: registry.Command, rest: str) -> dict[str, Any]:
    return {"id": f"deed-{one.name}", "label": one.label, "icon": one.icon, "rest": rest, "url": one.url(ground, rest)}


def _name(one: registry.Command) -> list[str]:
    return rules.folded(str(one.label)).split()


def _is_whole(typed: list[str], one: registry.Command) -> bool:
    return bool(typed) and typed[: len(_name(one))] == _name(one)


def _rest(question: str, typed: list[str], one: registry.Command) -> str:
    return rules.after_words(question[: rules.LONGEST_QUESTION], len(_name(one)))


def _fits(typed: list[str], one: registry.Command) -> bool:
    known = {*_name(one), *rules.folded(str(one.also)).split()}
    return all(any(word.startswith(start) for word in known) for start in typed)
