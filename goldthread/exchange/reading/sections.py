"""Headings that are no goals give what they say to the lines below them and step aside."""

import re
from dataclasses import dataclass
from datetime import date

from goldthread.exchange.reading.nodes import Label, Node
from goldthread.exchange.reading.vocabulary import GOAL_KINDS, STAKEHOLDERS
from goldthread.exchange.shapes import N_

LEVEL_HEADING = N_("A heading: it says what the lines below it are.")
TIME_HEADING = N_("A heading: the goals below it are for this time.")
TOPIC_HEADING = N_("A heading: the lines below it belong together; it is not a goal itself.")
TITLE = N_("This names the list; it is not a goal.")
ASIDE = N_("It says something beside the goals, such as for whom or what not.")
NOTHING_BELOW = N_("A heading with nothing below it.")
NO_GOAL_ABOVE = N_("This is a piece of work, not a goal, and it stands below no goal.")

_SPRINT = re.compile(r"\b(?:sprint|iteration|this week|next week|diese woche)\b", re.I)
_ROADMAP = re.compile(r"\b(?:roadmap|fahrplan)\b", re.I)
_GIVEN = GOAL_KINDS | {"key_result", "feature", "task"}


@dataclass(frozen=True, slots=True)
class Context:
    """What the sections above a line say: its kind, its time, its roadmap or sprint name, its subject."""

    label: Label | None = None
    due: date | None = None
    name: str | None = None
    topic: str | None = None
    above: Node | None = None
    aside: str | None = None


def step_aside(nodes: list[Node]) -> list[Node]:
    """The items alone, each hanging on an item; sections are kept with what they were taken for."""
    _name_departments(nodes)
    _name_board(nodes)
    contexts: dict[Node, Context] = {}
    roadmap = _is_roadmap(nodes)
    used: set[Node] = set()
    for node in nodes:
        above = node.above
        context = contexts.get(above, Context(above=above)) if above else Context()
        if node.part == "section":
            contexts[node] = _with(context, node, roadmap=roadmap)
        elif node.part == "item" and (context.aside or node.kind == "aside"):
            node.keep(ASIDE)
            _mark_used(above, used)
        elif node.part == "item":
            _give(context, node)
            _mark_used(above, used)
        node.above = context.above
    for node in nodes:
        if node.part == "section":
            node.text = node.label.said if node.label else node.raw[0]
            node.keep(_why(node) if node in used or node.kind == "title" else NOTHING_BELOW)
    _lay_down_work(nodes)
    return [node for node in nodes if node.part == "item"]


def _name_departments(nodes: list[Node]) -> None:
    """ "Marketing" over a list without product goals is the name of a department, not of a contribution below them."""
    if any(node.kind in ("product_goal", "sprint_goal") for node in nodes):
        return
    for node in nodes:
        if node.part == "section" and node.label and node.label.said.lower() in STAKEHOLDERS:
            node.label = Label("topic", node.label.said, "section")


def _name_board(nodes: list[Node]) -> None:
    """On a vision board "Product" stands over what the product is; elsewhere it is a department."""
    sections = [node for node in nodes if node.part == "section" and node.label]
    if any(node.kind in ("aside", "user_goal") for node in sections):
        for node in sections:
            if node.label and node.label.said.lower() in ("product", "produkt", "the product"):
                node.label = Label("aside", node.label.said, "section")


def _is_roadmap(nodes: list[Node]) -> bool:
    """A list with a row of time spans for headings, or one that calls itself a roadmap."""
    sections = [node for node in nodes if node.part == "section"]
    named = any(node.kind == "title" and _ROADMAP.search(node.text) for node in sections)
    return named or sum(node.kind == "period" for node in sections) > 1


def _with(context: Context, section: Node, *, roadmap: bool) -> Context:
    label = section.label
    if label is None:
        return context
    given = Label(label.kind, label.said, "section") if label.kind in _GIVEN else context.label
    if label.kind == "title" and given is None and _SPRINT.search(label.said):
        given = Label("sprint_goal", label.said, "section")
    if label.kind == "period" and roadmap and given is None:
        given = Label("product_goal", label.said, "period")
    return Context(
        label=given,
        due=label.due or context.due,
        name=label.name or context.name,
        topic=label.said if label.kind in ("topic", "who") else context.topic,
        above=context.above,
        aside=label.said if label.kind == "aside" else context.aside,
    )


def _give(context: Context, node: Node) -> None:
    if node.label and node.label.kind == "period":
        node.due, node.label = node.due or node.label.due, Label("product_goal", node.label.said, "period")
    if node.label and node.label.name:
        node.name = node.name or node.label.name
    node.label = node.label or context.label
    node.due = node.due or (context.due if node.kind != "vision" else None)
    node.name = node.name or context.name
    if context.topic:
        node.notes.append(f"Under: {context.topic}")


def _mark_used(above: Node | None, used: set[Node]) -> None:
    while above and above.part == "section" and above not in used:
        used.add(above)
        above = above.above


def _why(section: Node) -> str:
    if section.kind == "title":
        return TITLE
    if section.kind == "topic":
        return TOPIC_HEADING
    return TIME_HEADING if section.kind == "period" else LEVEL_HEADING


def _lay_down_work(nodes: list[Node]) -> None:
    """Features and tasks, and all below them, become notes of the goal they stand under, or are kept."""
    codes = {node.code.lower(): node for node in nodes if node.code}
    for node in nodes:
        if node.part != "item" or not _is_work(node):
            continue
        named = codes.get(node.parents_said[0].lower()) if node.parents_said else None
        goal = named or node.above
        while goal and goal.part != "item":
            goal = goal.above
        if goal is None:
            node.keep(NO_GOAL_ABOVE)
        else:
            _note(node, goal)


def _is_work(node: Node) -> bool:
    return node.kind in ("feature", "task") or (node.above is not None and node.above.part != "item")


def _note(work: Node, goal: Node) -> None:
    work.part = "fact"
    said = work.label.said if work.label else "Below"
    goal.notes += [f"{said}: {work.text}", *work.notes]
    goal.raw += work.raw
    goal.doubt("not_a_goal", text=work.text)
