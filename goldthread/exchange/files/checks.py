"""What is doubtful about the items of a file, by the rules of the method: each defect is named, none is mended silently."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import cast

from goldthread.exchange.files import levels, sayings
from goldthread.exchange.files.items import ERROR, HINT, WARNING, Brought, Doubt, Item
from goldthread.exchange.files.likeness import alike, near_pairs, normal
from goldthread.exchange.files.measures import gaps
from goldthread.exchange.reading.findings import gap_in
from goldthread.exchange.shapes import RANK, Level, Sentence

LONGEST = 600
MANY_KEY_RESULTS = 5
FEW_KEY_RESULTS = 3
FAR_APART = 0.1
UPPER = ("user_goal", "business_goal")
_SUPPORTS = re.compile(
    r"^(?:support|help|enable|contribute to|deliver on)\b.{0,60}\b(?:okrs?|goals|objectives|key results)\b", re.I
)
_GOES_ON = re.compile(
    r"^(?:continue|continuing|keep|keep on|work(?:ing)? on|carry on|weiter|weiterhin|fortsetzung)\b", re.I
)
_ENDED = re.compile(r"\b(?:done|closed|completed?|achieved|met|abandoned|dropped|cancelled|canceled|superseded|deferred|killed|missed)\b", re.I)  # fmt: skip
_NOBODY = re.compile(
    r"^\W*(?:tb[dac]|todo|n/?a|none|nobody|no one|unassigned|unknown|open|null|offen|niemand|\?+|-+)?\W*$", re.I
)


def check(brought: Brought) -> Iterator[Doubt]:
    """All findings, in no order; `found` puts them into that of the file."""
    for item in brought.refused:
        yield _doubt("refused", item, ERROR, "", text=str(item.refused))
    goals = [item for item in brought.made if not item.is_key_result]
    measured = key_results_of(brought)
    below = steps_of(brought)
    yield from _visions(goals)
    yield from _same(brought)
    for item in brought.made:
        yield from _words(item)
        yield from _likeness_above(item, brought)
    for goal in goals:
        yield from _place(goal, brought)
        yield from _key_results(goal, measured[goal.place])
        yield from _steps(goal, below[goal.place], brought)
    for item in brought.made:
        if item.is_key_result:
            yield from _key_result(item)
    yield from _scores(brought)


def found(brought: Brought) -> list[Doubt]:
    """Everything that is doubtful, the file as a whole first, then row by row."""
    order: dict[str | int, int] = {item.row: item.place for item in reversed(brought.items)}
    everything = [*brought.doubts, *check(brought)]
    return sorted(everything, key=lambda one: (order.get(one.row, -1), one.code))


def _doubt(code: str, item: Item | None, weight: str, rule: str, **values: str) -> Doubt:
    what, mend = sayings.SENTENCES[code]
    return Doubt(item.row if item else 0, Sentence(what, **values), Sentence(mend, **values), rule, weight, code)


def key_results_of(brought: Brought) -> dict[int, list[Item]]:
    """The key results below each goal, by its place."""
    of: dict[int, list[Item]] = defaultdict(list)
    for item in brought.made:
        if item.is_key_result:
            for goal in levels.goals_measured(item, brought):
                of[goal.place].append(item)
    return of


def steps_of(brought: Brought) -> dict[int, list[Item]]:
    """The goals that are steps towards each goal, by its place."""
    of: dict[int, list[Item]] = defaultdict(list)
    for item in brought.made:
        if not item.is_key_result:
            for goal in goals_above(item, brought):
                of[goal.place].append(item)
    return of


def goals_above(item: Item, brought: Brought) -> list[Item]:
    """The goals a goal is a step towards; where the file ties it to a key result, the goals this measures."""
    above: dict[int, Item] = {}
    for place in item.parents:
        parent = brought.items[place]
        if parent.refused:
            continue
        for one in levels.goals_measured(parent, brought) if parent.is_key_result else [parent]:
            above[one.place] = one
    return list(above.values())


def reasons_for(item: Item, brought: Brought) -> dict[int, str]:
    """Why a goal helps each goal above it, by places; a file may give the reason beside the key result by way of which it does."""
    results = [one for place in item.parents if (one := brought.items[place]).is_key_result and not one.refused]
    by_way = {goal.place for result in results for goal in levels.goals_measured(result, brought)}
    first = next((item.reasons[one] for one in item.parents if one in item.reasons), "")
    return {
        above.place: item.reasons.get(above.place, "") or (first if above.place in by_way else "")
        for above in goals_above(item, brought)
    }


def _visions(goals: list[Item]) -> Iterator[Doubt]:
    visions = [goal for goal in goals if goal.level == "vision"]
    if goals and not visions:
        yield _doubt("no_vision", None, ERROR, "C01")
    for second in visions[1:]:
        yield _doubt("two_visions", second, ERROR, "C01", text=second.text, other=str(visions[0].row))


def _words(item: Item) -> Iterator[Doubt]:
    if item.said.get("no_words"):
        yield _doubt("no_words", item, ERROR, "C30")
    elif gap := gap_in(item.text):
        yield _doubt("placeholder", item, ERROR, "C30", text=gap, whole=item.text)
    if len(item.text) > LONGEST:
        yield _doubt("too_long", item, WARNING, "", count=str(len(item.text)))
    for name, value in item.said.items():
        if name in ("owner", "target", "baseline", "due", "name", "team") and (gap := gap_in(value)):
            yield _doubt("gap", item, ERROR, "C30", text=gap, field=name)


def _likeness_above(item: Item, brought: Brought) -> Iterator[Doubt]:
    if not item.is_key_result and _SUPPORTS.search(item.text):
        yield _doubt("pass_through_of", item, HINT, "C32", text=item.text)
    for place in item.parents:
        above = brought.items[place]
        if not above.refused and alike(item.text, above.text):
            yield _doubt("pass_through", item, HINT, "C32", text=item.text, other=str(above.row))


def _same(brought: Brought) -> Iterator[Doubt]:
    made = [item for item in brought.made if not item.said.get("no_words")]
    first: dict[tuple[str, str], Item] = {}
    for item in made:
        key = (normal(item.text), item.said.get("period", ""))
        if key[0] and key in first:
            yield _doubt("same_text", item, WARNING, "C31", text=item.text, other=str(first[key].row))
        first.setdefault(key, item)
    texts = [item.text for item in made]
    for one, two in near_pairs(texts):
        if normal(texts[one]) != normal(texts[two]) and made[one].said.get("period", "") == made[two].said.get(
            "period", ""
        ):
            yield _doubt("nearly_same", made[two], HINT, "C31", text=made[two].text, other=str(made[one].row))


def _place(goal: Item, brought: Brought) -> Iterator[Doubt]:
    above = goals_above(goal, brought)
    if goal.level == "vision":
        return
    if not above and not goal.said.get("was_key_result"):
        yield _doubt("orphan_beside" if goal.outside else "orphan", goal, ERROR, "C02", text=goal.text)
    for parent in above:
        steps = RANK[cast(Level, goal.level)] - RANK[cast(Level, parent.level)]
        if steps > 1:
            yield _doubt("level_skip", goal, WARNING, "C03", text=goal.text, other=str(parent.row))
        elif steps < 0:
            yield _doubt("upside_down", goal, WARNING, "C03", text=goal.text, other=str(parent.row))
        if (due := goal.said.get("due_read")) and (limit := parent.said.get("due_read")) and due > limit:
            yield _doubt("later_than_parent", goal, ERROR, "C25", read=due, other=limit)
        if not _has_ended(goal) and _has_ended(parent):
            yield _doubt("below_ended", goal, ERROR, "C09", text=parent.text)


def _has_ended(item: Item) -> bool:
    return "ended_read" in item.said or any(
        note.lower().startswith(("status:", "state:")) and _ENDED.search(note) for note in item.notes
    )


def _key_results(goal: Item, results: list[Item]) -> Iterator[Doubt]:
    count = len(results)
    if goal.level == "vision":
        if results:
            yield _doubt("vision_measured", goal, HINT, "C10", count=str(count))
        return
    if goal.level == "sprint_goal" and not count and not goal.said.get("how_we_know"):
        yield _doubt("no_test", goal, WARNING, "C15", text=goal.text)
    if goal.level == "sprint_goal" and _GOES_ON.search(goal.text):
        yield _doubt("goes_on", goal, WARNING, "C29", text=goal.text)
    if goal.level not in (*UPPER, "product_goal") or levels.is_work(goal):
        return
    if not count and not goal.said.get("was_key_result"):
        yield _doubt("unmeasured", goal, ERROR, "C13" if goal.level in UPPER else "C14", text=goal.text)
    elif count > MANY_KEY_RESULTS:
        yield _doubt("many_key_results", goal, WARNING, "C20", text=goal.text, count=str(count))
    elif 0 < count < FEW_KEY_RESULTS:
        yield _doubt("few_key_results", goal, HINT, "C20", text=goal.text, count=str(count))


def _steps(goal: Item, below: list[Item], brought: Brought) -> Iterator[Doubt]:
    if goal.level in UPPER and not any(one.level == "product_goal" for one in below):
        yield _doubt("unsupported", goal, WARNING, "C06", text=goal.text)
    if goal.level == "vision" and below and len(kinds := {one.level for one in below} & set(UPPER)) == 1:
        yield _doubt("one_sided", goal, WARNING, "C05", kind=levels.IN_WORDS[kinds.pop()])


def _key_result(item: Item) -> Iterator[Doubt]:
    owner = item.said.get("owner", "")
    if int(item.said.get("owners", "0")) > 1 or re.search(r"[;&]|, | and | und |/", owner):
        yield _doubt("two_owners", item, ERROR, "C18", text=item.text, owner=owner)
    elif _NOBODY.match(owner) and item.said.get("has_owner", "no").lower() not in ("yes", "true"):
        code = "team_owner" if item.said.get("team") else "no_owner"
        yield _doubt(code, item, ERROR, "C18", text=item.text, team=item.said.get("team", ""))
    if lacking := gaps(item):
        yield _doubt("numbers_missing", item, ERROR, "C16", text=item.text, what=", ".join(lacking))
    if item.said.get("same_numbers"):
        yield _doubt("same_numbers", item, ERROR, "C17", text=item.text, read=item.said["same_numbers"])
    if item.said.get("against"):
        yield _doubt("against", item, ERROR, "C17", text=item.text, read=item.said["against"])


def _scores(brought: Brought) -> Iterator[Doubt]:
    below: dict[int, list[float]] = defaultdict(list)
    counted = Counter(place for item in brought.made for place in item.parents)
    for item in brought.made:
        if "score" in item.said:
            for place in item.parents:
                below[place].append(float(item.said["score"]))
    for place, scores in below.items():
        item = brought.items[place]
        if "score" in item.said and len(scores) == counted[place]:
            mean = sum(scores) / len(scores)
            if abs(float(item.said["score"]) - mean) > FAR_APART * (100 if max(scores, default=0) > 1.5 else 1):
                yield _doubt(
                    "score_apart", item, WARNING, "C53", text=item.text, said=item.said["score"], read=f"{mean:.2f}"
                )
