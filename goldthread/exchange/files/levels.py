"""Which level of ours a level of theirs is: a table that one can change, and what stands above and below decides the rest."""

import re
from collections.abc import Mapping
from typing import cast

from goldthread.exchange.files.items import ERROR, Brought, Doubt, Item
from goldthread.exchange.reading.levels import by_words
from goldthread.exchange.reading.vocabulary import GOAL_KINDS, LEVEL_KINDS, meaning
from goldthread.exchange.shapes import LEVELS, N_, RANK, Level, Sentence

BY_PLACE = "by place"
KEY_RESULT = "key_result"
TARGETS = (*LEVELS, KEY_RESULT, BY_PLACE)

# Their word, without case, "-" and "_": ours. "by place" is a user or business goal at the top, by its words, and a
# product goal below one.
TABLE: dict[str, str] = {
    **dict.fromkeys(("vision", "mission", "purpose", "north star", "northstar"), "vision"),
    **dict.fromkeys(("program", "programme", "company", "organisation", "organization", "org", "enterprise", "corporate", "product", "portfolio"), "vision"),
    **dict.fromkeys(("user goal", "user need", "need", "customer goal"), "user_goal"),
    **dict.fromkeys(("business goal", "company goal"), "business_goal"),
    **dict.fromkeys(("roadmap", "objective", "obj", "o", "okr", "goal", "theme", "pillar", "strategy", "company objective", "department objective", "division objective",
                     "function objective", "group objective", "strategic goal", "strategic objective", "strategic priority", "focus area", "priority", "outcome", "department", "division", "function", "area"), BY_PLACE),
    **dict.fromkeys(("product goal", "team objective", "crew objective", "squad objective", "personal objective", "individual objective", "team goal", "initiative", "project", "epic",
                     "milestone", "bet", "deliverable", "feature", "capability"), "product_goal"),
    **dict.fromkeys(("sprint goal", "weekly goal", "iteration goal", "sprint", "task", "action", "story", "todo"), "sprint_goal"),
    **dict.fromkeys(("contribution", "stakeholder goal"), "contribution"),
    **dict.fromkeys(("key result", "keyresult", "kr", "metric", "kpi", "measure", "team key result", "indicator"), KEY_RESULT),
}  # fmt: skip
# Work rather than a goal: nobody gives it key results.
WORK = frozenset(("initiative", "project", "epic", "milestone", "bet", "deliverable", "feature", "capability", "task", "action", "story", "todo"))  # fmt: skip

UNKNOWN = N_("The level “{said}” is not known here; it is read as {level}.")
CHANGE = N_("Add “{said}” to the table of levels, or choose the level of this row.")
UNSAID = N_("It does not say its level; it is read as {level}.")
CHOOSE = N_("Choose the level of this row.")
ALONE = N_("The key result “{text}” measures no goal of this file, so it stands as a goal.")
WRITE_GOAL = N_("Write the goal it measures above it, or tie it to one.")
IN_WORDS: dict[str, str] = {
    "vision": N_("vision"),
    "user_goal": N_("user goal"),
    "business_goal": N_("business goal"),
    "product_goal": N_("product goal"),
    "sprint_goal": N_("sprint goal"),
    "contribution": N_("contribution"),
    KEY_RESULT: N_("key result"),
}


class NoSuchLevel(ValueError):
    """A table of levels that leads to a word which is none of ours."""


def plain(said: str) -> str:
    return " ".join(re.sub(r"[\s_\-]+", " ", said.casefold()).split())


def table_with(own: Mapping[str, str]) -> dict[str, str]:
    """Our table, changed by somebody's own words. Raises NoSuchLevel."""
    read = {plain(str(theirs)): _target(str(ours)) for theirs, ours in own.items()}
    return {**TABLE, **read}


def _target(said: str) -> str:
    known = {plain(one): one for one in TARGETS}
    if plain(said) not in known:
        raise NoSuchLevel(f"“{said}” is no level. Choose one of: {', '.join(TARGETS)}.")
    return known[plain(said)]


def looked_up(said: str, table: Mapping[str, str]) -> str:
    """What the table says of a word of theirs, or what its last word says ("platform key result"); "" where neither."""
    word = plain(said)
    if word in table:
        return table[word]
    kind = meaning(word)
    if kind == KEY_RESULT:
        return KEY_RESULT
    if kind in GOAL_KINDS:
        return cast(str, kind) if kind in LEVEL_KINDS else BY_PLACE
    if word.endswith((" key result", " key results", " kr", " metric")):
        return KEY_RESULT
    return BY_PLACE if word.endswith((" objective", " objectives", " goal", " okr")) else ""


def is_work(item: Item) -> bool:
    return plain(item.level_said) in WORK or (
        item.level == "product_goal" and meaning(plain(item.level_said)) in ("feature", "task")
    )


def give_levels(brought: Brought, table: Mapping[str, str]) -> None:
    """Set the level of every item that is made, from the top down; name what is guessed."""
    doubts: list[Doubt] = []
    below: dict[int, list[Item]] = {}
    for item in brought.made:
        for place in item.parents:
            below.setdefault(place, []).append(item)
    targets = {item.place: looked_up(item.level_said, table) for item in brought.made}
    for item in _downwards(brought):
        above = [brought.items[place] for place in item.parents if not brought.items[place].refused]
        target = targets[item.place]
        if target == "vision" and _below_vision(above):
            target = BY_PLACE
        item.level = target if target not in ("", BY_PLACE) else _by_place(item, _goal_above(above, brought))
        if not target:
            doubts.append(_guessed(item))
        if item.is_key_result and not _measures(item, brought):
            item.level = "product_goal" if below.get(item.place) is None else _by_place(item, None)
            item.said["was_key_result"] = "yes"
            doubts.append(Doubt(item.row, Sentence(ALONE, text=item.text), Sentence(WRITE_GOAL), "C02", ERROR, "key_result_alone"))  # fmt: skip
    brought.doubts += doubts


def goals_measured(item: Item, brought: Brought) -> list[Item]:
    """The goals that a key result stands below, across key results in between."""
    found: dict[int, Item] = {}
    waiting, seen = list(item.parents), set[int]()
    while waiting:
        place = waiting.pop(0)
        above = brought.items[place]
        if place in seen or above.refused:
            continue
        seen.add(place)
        if above.is_key_result:
            waiting.extend(above.parents)
        elif place != item.place:
            found[place] = above
    return list(found.values())


def _below_vision(above: list[Item]) -> bool:
    """A company below a programme is no second vision."""
    return any(one.level == "vision" for one in above)


def _measures(item: Item, brought: Brought) -> bool:
    return bool(goals_measured(item, brought))


def _guessed(item: Item) -> Doubt:
    level = IN_WORDS[item.level]
    if item.level_said:
        return Doubt(item.row, Sentence(UNKNOWN, said=item.level_said, level=level), Sentence(CHANGE, said=item.level_said), "", ERROR, "level_unknown")  # fmt: skip
    return Doubt(item.row, Sentence(UNSAID, level=level), Sentence(CHOOSE), "", "warning", "level_unsaid")


def _goal_above(above: list[Item], brought: Brought) -> Item | None:
    """The first goal above, across key results."""
    for one in above:
        if not one.is_key_result:
            return one
        if measured := goals_measured(one, brought):
            return measured[0]
    return None


def _by_place(item: Item, above: Item | None) -> str:
    if above is None or above.level == "vision":
        return by_words(item.text) or "user_goal"
    if not above.level or RANK[cast(Level, above.level)] <= 2:
        return "product_goal"
    return above.level


def _downwards(brought: Brought) -> list[Item]:
    """Parents before children; what stands in a ring comes in the order of the file."""
    made = brought.made
    open_parents = {item.place: sum(not brought.items[place].refused for place in item.parents) for item in made}
    below: dict[int, list[Item]] = {}
    for item in made:
        for place in item.parents:
            below.setdefault(place, []).append(item)
    ready = [item for item in made if not open_parents[item.place]]
    done: list[Item] = []
    seen = {item.place for item in ready}
    at = 0
    while at < len(ready):
        item = ready[at]
        at += 1
        done.append(item)
        for child in below.get(item.place, []):
            open_parents[child.place] -= 1
            if not open_parents[child.place] and child.place not in seen:
                seen.add(child.place)
                ready.append(child)
    return done + [item for item in made if item.place not in seen]
