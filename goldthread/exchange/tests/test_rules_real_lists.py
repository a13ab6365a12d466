"""Lists of real companies, pasted in many ways. They are no part of the project (tests/support/trial.py).

Each chain is a tree whose nodes have a text, a level and perhaps an owner. It is written out as somebody would have
copied it, read, and compared: what hangs where, which level it has, who owns it, and that no word is lost.
"""

import csv
import io
import json
import re
from dataclasses import dataclass
from datetime import date

import pytest

from goldthread.exchange.rules import as_rows, from_rows, read
from tests.support.trial import FOLDER, HERE, REASON

TODAY = date(2026, 11, 21)
WORD = re.compile(r"\w+")
LABELS = {
    "objective": "Objective",
    "team_objective": "Team objective",
    "key_result": "Key result",
    "vision": "Vision",
    "initiative": "Initiative",
    "product_goal": "Product goal",
    "roadmap": "Theme",
}
TITLES = ("program", "company", "organisation")
UPPER = ("user_goal", "business_goal")

pytestmark = pytest.mark.skipif(not HERE, reason=REASON)


@dataclass
class Line:
    text: str
    level: str
    owner: str
    depth: int
    above: int | None
    leaf: bool


def chains():
    return {path.stem: _flat(json.loads(path.read_text())) for path in sorted(FOLDER.glob("chains/*.json"))}


def _flat(chain):
    lines = []

    def walk(node, depth, above):
        below = node.get("children", [])
        lines.append(Line(node["text"], node["level"], node.get("owner", ""), depth, above, not below))
        place = len(lines) - 1
        for each in below:
            walk(each, depth + 1, place)

    for root in [chain["root"], *chain["meta"].get("unlinked", []), *chain["meta"].get("orphans", [])]:
        walk(root, 0, None)
    return lines


def label(line):
    return LABELS.get(line.level, "")


def owner(line):
    return f" (Owner: {line.owner})" if line.owner else ""


def numbers(lines):
    counted, numbered = {}, []
    for line in lines:
        counted[line.above] = counted.get(line.above, 0) + 1
        numbered.append(
            f"{numbered[line.above]}.{counted[line.above]}" if line.above is not None else str(counted[line.above])
        )
    return numbered


def bullets(lines):
    return "\n".join(f"{'  ' * line.depth}- {line.text}" for line in lines)


def labelled(lines):
    return "\n".join(
        f"{'    ' * line.depth}* {f'**{label(line)}:** ' if label(line) else ''}{line.text}{owner(line)}"
        for line in lines
    )


def tabs(lines):
    return "\n".join("\t" * line.depth + line.text for line in lines)


def wiki(lines):
    return "\n".join("*" * (line.depth + 1) + " " + line.text for line in lines)


def outline(lines):
    return "\n".join(
        f"{number}{'' if '.' in number else '.'} {line.text}"
        for number, line in zip(numbers(lines), lines, strict=True)
    )


def stairs(lines):
    return "\n".join("\t" * line.depth + line.text + "\t" * (7 - line.depth) for line in lines)


def cells(lines):
    rows = [
        f"{label(line)}\t{line.text}\t{lines[line.above].text if line.above is not None else ''}\t{line.owner}"
        for line in lines
    ]
    return "\n".join(["Level\tGoal\tParent\tOwner", *rows])


def comma_separated(lines):
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(["ID", "Type", "Title", "Parent ID", "Owner"])
    for place, line in enumerate(lines, start=1):
        rows.writerow(
            [f"G-{place}", label(line), line.text, f"G-{line.above + 1}" if line.above is not None else "", line.owner]
        )
    return written.getvalue()


UNLABELLED = (bullets, tabs, wiki, outline, stairs)
LABELLED = (labelled, cells, comma_separated)


def words(text):
    return set(WORD.findall((text or "").lower()))


def shown(reading):
    texts = [kept.text for kept in reading.kept]
    for goal in reading.goals:
        texts += [goal.statement, goal.owner, goal.name, goal.because, goal.notes, goal.level_why, goal.raw]
        texts += [part for result in goal.key_results for part in (result.name, result.owner, result.raw)]
    return set().union(*map(words, texts))


def found(reading):
    """What stands in each line of the paste: its level, its owner and the line it hangs on."""
    lines = {goal.key: goal.line for goal in reading.goals}
    here = {}
    for goal in reading.goals:
        here[goal.line] = (goal.level, goal.owner, lines.get(goal.parent_key))
        for result in goal.key_results:
            if result.line != goal.line:
                here[result.line] = ("key_result", result.owner, goal.line)
    return here


def allowed(line, lines, *, named):
    """The levels that are right for a line, with its level named and without."""
    top = line.above is None or lines[line.above].level in (*TITLES, "vision")
    if line.level == "vision":
        return ("vision",)
    if line.level == "key_result":
        return ("key_result",) if named else ("key_result", "product_goal", "sprint_goal", "contribution")
    if line.level in ("objective", "team_objective", "roadmap"):
        return UPPER if top else ("product_goal",)
    return ("product_goal",) if named else ("product_goal", "sprint_goal", "contribution")


def score(lines, form, *, named):
    text = form(lines)
    reading = read(text, today=TODAY)
    assert from_rows(as_rows(reading)) == reading
    assert words(text) <= shown(reading)
    here, first = found(reading), 1 + (form in (cells, comma_separated))
    right = {"level": 0, "parent": 0, "owner": 0, "lines": 0, "owners": 0}
    for place, line in enumerate(lines):
        if line.level in TITLES:
            continue
        level, who, above = here.get(place + first, (None, None, None))
        goal_above = line.above
        while goal_above is not None and (
            lines[goal_above].level in TITLES or here.get(goal_above + first, ("key_result",))[0] == "key_result"
        ):
            goal_above = lines[goal_above].above
        right["lines"] += 1
        right["level"] += level in allowed(line, lines, named=named)
        right["parent"] += above == (None if goal_above is None else goal_above + first)
        right["owners"] += bool(line.owner)
        right["owner"] += bool(line.owner) and who == line.owner
    return right


def totals(forms, *, named):
    scores = [score(lines, form, named=named) for lines in chains().values() for form in forms]
    return {name: sum(each[name] for each in scores) for name in scores[0]}


def test_lists_that_name_their_levels_are_read_as_they_stand():
    right = totals(LABELLED, named=True)

    assert right["level"] >= 0.99 * right["lines"]
    assert right["parent"] >= 0.99 * right["lines"]
    assert right["owner"] == right["owners"]


def test_lists_that_only_indent_are_read_nearly_as_well():
    right = totals(UNLABELLED, named=False)

    assert right["level"] >= 0.97 * right["lines"]
    assert right["parent"] >= 0.99 * right["lines"]


def test_each_of_a_thousand_real_goals_can_be_pasted_alone():
    goals = [json.loads(line)["text"] for line in (FOLDER / "goals_dev.jsonl").read_text().splitlines()]
    assert len(goals) > 1_000
    for text in goals:
        reading = read(text, today=TODAY)
        assert words(text) <= shown(reading), text
        assert reading.goals or reading.kept, text


def test_all_of_them_at_once_are_one_list():
    goals = [json.loads(line)["text"] for line in (FOLDER / "goals_dev.jsonl").read_text().splitlines()]
    text = "\n".join(f"- {goal}" for goal in goals)

    assert words(text) <= shown(read(text, today=TODAY))
