"""Which level a goal has: as the line says, else by what stands above and below it, else by its words."""

import re
from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from goldthread.exchange.reading.nodes import Node
from goldthread.exchange.reading.vocabulary import LEVEL_KINDS
from goldthread.exchange.shapes import N_, RANK, Level, Sentence

LONGEST_LOOKED_AT = 400

SAID = N_("The line says “{said}”.")
SECTION_SAID = N_("It stands under “{said}”.")
COLUMN_SAID = N_("The table says “{said}”.")
TIME_SAID = N_("The line names a time, “{said}”: a step of the roadmap.")
ROADMAP_SAID = N_("It stands under “{said}” in a table with features or release names, as a roadmap has.")
TOP = N_("The first line of the list, everything hangs below it.")
ABOVE_LABELLED = N_("It stands above a goal that is named as {below}.")
COMPANY = N_("It speaks of “{word}”, a benefit for the company.")
PEOPLE = N_("It speaks of “{word}”, the people who use the product.")
BUILDING = N_("It begins with “{word}”, a step that is taken once.")
BELOW_VISION = N_("It stands one step below the vision, and nothing in it speaks of the company.")
TOP_OF_SEVERAL = N_("It has goals below it and no vision above, and nothing in it speaks of the company.")
OBJECTIVE = N_("An objective that names neither people nor the company: taken as a step of the roadmap.")
BESIDE = N_("It stands beside others that are user or business goals, and nothing in it speaks of the company.")
MEASURES_NOTHING = N_("A key result that measures no goal of the list.")
BELOW_STRATEGY = N_("It stands one step below a user or business goal.")
IN_BETWEEN = N_("It stands below a product goal and has goals or key results below it.")
BELOW_PRODUCT = N_("It stands one step below a product goal.")
BELOW_PRODUCT_OTHERS = N_(
    "It stands below a product goal and speaks of “{word}”, work that others than the developers do."
)
BELOW_SPRINT = N_("It stands below a sprint goal, where the thread ends.")
UNSAID = N_("Nothing in the line says its level; most lists hold product goals.")

_LEVEL_NAMES: dict[Level, str] = {
    "vision": N_("a vision"),
    "user_goal": N_("a user goal"),
    "business_goal": N_("a business goal"),
    "product_goal": N_("a product goal"),
    "sprint_goal": N_("a sprint goal"),
    "contribution": N_("a contribution"),
}
_COMPANY = re.compile(
    r"\b(?:revenue\w?|arr|mrr|profit\w{0,8}|margins?|costs?|spend|spending|market share|sales|pipeline|leads?|conversions?|pricing|renewals?|churn|ebitda?|cash|funding|investors?|budget|"
    r"growth|monetis\w{1,5}|monetiz\w{1,5}|income|turnover|business|company|brand|employer|hire|hires|hiring|recruit\w{0,5}|teammates?|employees?|staff|culture|headcount|"
    r"umsatz\w{0,5}|gewinn\w{0,3}|marge\w{0,2}|kosten|marktanteil\w{0,3}|einnahmen|erlöse?|wachstum|unternehmen|geschäft\w{0,6}|mitarbeite\w{1,6}|abschlüsse|budget|neukunden)\b",
    re.I,
)
_PEOPLE = re.compile(
    r"\b(?:users?|customers?|members?|patients?|readers?|people|visitors?|developers?|engineers?|teachers?|students?|pupils?|citizens?|residents?|parents?|famil(?:y|ies)|guests?|learners?|drivers?|"
    r"clients?|players?|travell?ers?|shoppers?|buyers?|borrowers?|neighbou?rs?|everyone|everybody|anyone|nobody|children|adults|seniors|doctors?|nurses?|bakers?|farmers?|"
    r"nutzer\w{0,5}|kund\w{1,6}|mitglied\w{0,3}|patient\w{0,5}|leser\w{0,5}|menschen|besucher\w{0,5}|schüler\w{0,5}|eltern|familien|gäste|bürger\w{0,5}|anwender\w{0,5}|lernende\w?|alle)\b",
    re.I,
)
_BUILDING = re.compile(
    r"(?:build|launch|ship|release|deliver|implement|migrate|integrate|roll out|deploy|publish|design|develop|prototype|create|finish|complete|introduce|add|set up|stabili[sz]e|pilot)\b",
    re.I,
)
_OTHERS_WORK = re.compile(
    r"\b(?:marketing|campaigns?|press|newsletter|sales team|sales training|contracts?|legal|lawyers?|privacy review|support team|help ?desk|call cent(?:re|er)|channel|partners|kampagne\w?|presse|vertrieb\w{0,3}|verträge?|datenschutz\w{0,8})\b",
    re.I,
)


@dataclass(slots=True)
class Shape:
    """The goals with what hangs below each, and the one that is the vision by its place."""

    goals: Sequence[Node]
    vision: Node | None
    below: dict[Node | None, list[Node]] = field(default_factory=dict)
    measured: set[Node | None] = field(default_factory=set)
    objectives: set[Node | None] = field(default_factory=set)
    mostly_upper: bool = False
    some_upper: bool = False


def give_levels(items: Sequence[Node], vision: Node | None) -> None:
    """Set `level` and `why` on every goal, from the top down."""
    shape = Shape([node for node in items if not node.is_key_result], vision)
    below: dict[Node | None, list[Node]] = defaultdict(list)
    for node in shape.goals:
        below[node.above].append(node)
    shape.below = below
    tops = below[None]
    shape.mostly_upper = bool(tops) and sum(bool(below.get(top)) for top in tops) * 2 >= len(tops)
    shape.measured = {node.above for node in items if node.is_key_result}
    # What people give "key results" they call an objective: a step of the roadmap at least.
    shape.objectives = {node.above for node in items if node.is_key_result and node.label}
    shape.some_upper = any(_by_words(top) for top in tops if top.label or top in shape.measured)
    for node in shape.goals:
        _as_said(node)
    _from_below(shape)
    waiting = deque(below[None])
    while waiting:
        node = waiting.popleft()
        if node.level is None:
            node.level, node.why = _guess(node, shape)
        waiting.extend(below[node])


def _as_said(node: Node) -> None:
    label = node.label
    if label is None or label.kind not in LEVEL_KINDS:
        return
    template = {"roadmap": ROADMAP_SAID, "section": SECTION_SAID, "column": COLUMN_SAID, "period": TIME_SAID}.get(
        label.where, SAID
    )
    node.level, node.why = label.kind, Sentence(template, said=label.said)  # type: ignore[assignment]


def _from_below(shape: Shape) -> None:
    """An unlabelled line above a labelled one stands a level higher."""
    for node in reversed(shape.goals):
        above = node.above
        if (
            node.level is None
            or above is None
            or above.level is not None
            or (above.label and above.kind not in LEVEL_KINDS and node.level == "product_goal")
        ):
            continue
        why = Sentence(ABOVE_LABELLED, below=_LEVEL_NAMES[node.level])
        rank = RANK[node.level]
        if rank == 1 and shape.vision in (None, above) and above.above is None:
            above.level, above.why = "vision", why
        elif rank == 2:
            above.level, _ = _by_words(above) or ("user_goal", "")
            above.why = why
        elif rank == 3:
            above.level, above.why = "product_goal", why


def _guess(node: Node, shape: Shape) -> tuple[Level, str]:
    if node is shape.vision:
        return "vision", Sentence(TOP)
    above = node.above
    if above is None or above.level is None:
        return _at_the_top(node, shape)
    if above.level == "vision":
        return _by_words(node) or ("user_goal", Sentence(BELOW_VISION))
    if above.level in ("user_goal", "business_goal"):
        return "product_goal", Sentence(BELOW_STRATEGY)
    if above.level == "product_goal":
        return _below_product_goal(node, shape)
    return above.level, Sentence(BELOW_SPRINT)


def _at_the_top(node: Node, shape: Shape) -> tuple[Level, str]:
    below = shape.below.get(node, [])
    if below:
        return _by_words(node) or ("user_goal", Sentence(TOP_OF_SEVERAL))
    first = _BUILDING.match(node.text)
    if first and node.kind not in ("objective", "goal", "theme"):
        return "product_goal", Sentence(BUILDING, word=first[0])
    if found := _by_words(node):
        return found
    if node.kind == "key_result":
        return "product_goal", Sentence(MEASURES_NOTHING)
    if shape.mostly_upper:
        return "user_goal", Sentence(BESIDE)
    objective = node.label is not None or node in shape.measured
    if objective and shape.some_upper:
        return "user_goal", Sentence(BESIDE)
    return "product_goal", Sentence(OBJECTIVE if objective else UNSAID)


def _below_product_goal(node: Node, shape: Shape) -> tuple[Level, str]:
    if shape.below.get(node) or node.label is not None or node in shape.objectives:
        return "product_goal", Sentence(IN_BETWEEN)
    if found := _OTHERS_WORK.search(node.text[:LONGEST_LOOKED_AT]):
        return "contribution", Sentence(BELOW_PRODUCT_OTHERS, word=found[0])
    return "sprint_goal", Sentence(BELOW_PRODUCT)


def _by_words(node: Node) -> tuple[Level, str] | None:
    """Business goal or user goal by the words that speak of the company or of people; None where neither do."""
    looked = node.text[:LONGEST_LOOKED_AT]
    company, people = _COMPANY.search(looked), _PEOPLE.search(looked)
    if company and not (people and people.start() < company.start()):
        return "business_goal", Sentence(COMPANY, word=company[0])
    return ("user_goal", Sentence(PEOPLE, word=people[0])) if people else None


def by_words(text: str) -> Level | None:
    """Business goal or user goal by the words of a text that speak of the company or of people; None where neither do."""
    found = _by_words(Node(0, text, []))
    return found[0] if found else None
