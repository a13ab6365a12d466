"""From a line to what it says: its owner, its day, its numbers; and facts that stand on lines of their own."""

from goldthread.exchange.reading.amounts import amounts_in
from goldthread.exchange.reading.dates import find_due, read_due
from goldthread.exchange.reading.findings import is_gap
from goldthread.exchange.reading.nodes import Node, Setting
from goldthread.exchange.reading.numbers import find_change
from goldthread.exchange.reading.people_words import is_people, split_names
from goldthread.exchange.reading.tails import take_tail, who_and_when
from goldthread.exchange.reading.vocabulary import Kind

LONGEST_OWNER = 120


def learn(node: Node, setting: Setting) -> None:
    """Read owner, day and change out of the node's own text."""
    tail = take_tail(node.text, setting)
    node.text = tail.text
    own(node, tail.names)
    for kind, said, value in tail.facts or []:
        take_fact(node, kind, said, value, setting)
    node.due = node.due or tail.due
    if tail.date_doubt:
        node.doubt(tail.date_doubt, text=node.raw[0], read=str(tail.due))
    find_day(node, setting)
    node.change = find_change(node.text, german=setting.german, dates=node.spans)


def find_day(node: Node, setting: Setting) -> None:
    """The day in the running text; its words stay in the statement."""
    due = find_due(node.text, today=setting.today, german=setting.german)
    if due is None:
        return
    node.spans = ((due.start, due.end),)
    if due.doubt:
        node.doubt(due.doubt, text=node.text[due.start : due.end], read=str(due.day))
    node.due = node.due or due.day


def own(node: Node, names: list[str]) -> None:
    """The first name is the owner; others are noted, because exactly one name stands on a goal."""
    if not names:
        return
    if node.owner is None:
        node.owner, names = names[0], names[1:]
    if names := [name for name in names if name != node.owner]:
        node.notes.append(f"Also named: {', '.join(names)}")
        node.doubt("two_owners", text=", ".join([node.owner, *names]), owner=node.owner)


def take_fact(node: Node, kind: Kind, said: str, value: str, setting: Setting) -> None:
    """Put a labelled fact ("Due: March") where it belongs; what cannot be understood becomes a note."""
    value = value.strip()
    if not value:
        return
    if is_gap(value):
        node.doubt("gap", text=f"{said}: {value}")
        return
    taker = _TAKERS.get(kind)
    if taker is None or not taker(node, value, setting):
        node.notes.append(f"{said}: {value}")


def _take_owner(node: Node, value: str, setting: Setting) -> bool:
    if len(value) > LONGEST_OWNER:
        return False
    value, when = who_and_when(value, setting)
    if when and node.due is None:
        node.due = when[0]
        if when[1]:
            node.doubt(when[1], text=node.raw[0], read=str(when[0]))
    names = split_names(value) if is_people(value) else [value.strip(" @")]
    own(node, names)
    return bool(names)


def _take_due(node: Node, value: str, setting: Setting) -> bool:
    due = read_due(value, today=setting.today, german=setting.german)
    if due is None:
        return False
    if due.doubt:
        node.doubt("bad_date" if due.day is None else "ambiguous_date", text=value, read=str(due.day))
    if due.day is None:
        return False
    node.due = due.day
    rest = (value[: due.start] + value[due.end :]).strip(" .,;()–—-")
    if is_people(rest):
        own(node, split_names(rest))
        return True
    # "Q2 2027 if the grant comes" says more than a day.
    return len(value) - (due.end - due.start) <= 12


def _take_baseline(node: Node, value: str, setting: Setting) -> bool:
    if node.baseline:
        return node.baseline == value
    node.baseline = _number_in(node, value, setting)
    return bool(node.baseline)


def _take_current(node: Node, value: str, setting: Setting) -> bool:
    """Noted in any case; it serves as the baseline where none is said."""
    node.current = node.current or _number_in(node, value, setting)
    return False


def _take_target(node: Node, value: str, setting: Setting) -> bool:
    due = read_due(value, today=setting.today, german=setting.german)
    if due and due.day and due.firm and due.end - due.start >= len(value) - 1:
        node.due = node.due or due.day
        return True
    if node.target:
        return node.target == value
    node.target = _number_in(node, value, setting)
    return bool(node.target)


def _number_in(node: Node, value: str, setting: Setting) -> str:
    return (
        value
        if len(value) <= 60 and not value.startswith(("[", "=", "'=")) and amounts_in(value, german=setting.german)
        else ""
    )


def _take_because(node: Node, value: str, setting: Setting) -> bool:
    node.because = value if node.because is None else f"{node.because} {value}"
    return True


def _take_parent(node: Node, value: str, setting: Setting) -> bool:
    node.parents_said.append(value)
    return True


def _take_name(node: Node, value: str, setting: Setting) -> bool:
    if node.name:
        return False
    node.name = value
    return True


def _take_team(node: Node, value: str, setting: Setting) -> bool:
    if node.team and node.team != value:
        return False
    node.team = value
    return True


_TAKERS = {"owner": _take_owner, "due": _take_due, "baseline": _take_baseline, "target": _take_target, "current": _take_current, "because": _take_because, "parent": _take_parent, "name": _take_name, "team": _take_team}  # fmt: skip
