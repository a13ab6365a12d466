"""Agendas of one's own: kept from a meeting as it was planned, and made into a template again."""

from dataclasses import replace
from typing import Any

from goldthread.people.models import Organisation, Person

from ..agendas import BY_NAME, Agenda, Planned, Topic
from ..models import OwnAgenda, Workshop
from ..rules import Kind

# How an agenda of one's own is named beside the templates that everybody has.
MARK = "own-"


def keep(workshop: Workshop, name: str, *, by: Person) -> OwnAgenda:
    """Keep the agenda of a meeting as a template of the organisation. What it took from the thread is taken anew next time."""
    phases = workshop.phases.select_related("item")
    rows = [_row(one) for one in phases if one.item is None or one.item.goal_id is None]
    return OwnAgenda.keep(workshop.organisation, name, workshop.template, rows, by=by)


def _row(phase: Any) -> dict[str, Any]:
    item = phase.item
    return {
        "kind": phase.kind,
        "minutes": phase.minutes,
        "prompt": phase.prompt,
        "topic": item.number if item else 0,
        "level": item.level if item else "",
        "title": item.title if item else "",
    }


def template(own: OwnAgenda) -> Agenda:
    """The template that was kept. What stands before the first topic opens the meeting, what stands after the last one ends it."""
    base = BY_NAME[own.template]
    topics: dict[int, Topic] = {}
    opening: list[Planned] = []
    ending: list[Planned] = []
    for row in own.phases:
        phase = Planned(Kind(row["kind"]), row["minutes"], row["prompt"])
        if not row["topic"]:
            (ending if topics else opening).append(phase)
            continue
        known = topics.get(row["topic"]) or Topic(row["level"], row["title"], "", ())
        topics[row["topic"]] = replace(known, phases=(*known.phases, phase))
    if not topics:
        opening, ending = _apart(opening)
    return replace(
        base, name=f"{MARK}{own.pk}", made_from=base.name, label=own.name, opening=tuple(opening), topics=tuple(topics.values()), ending=tuple(ending),
    )  # fmt: skip


def _apart(phases: list[Planned]) -> tuple[list[Planned], list[Planned]]:
    """Without topics of its own: what ends a meeting stands after what it takes from the thread."""
    last = (Kind.RECORD, Kind.CLOSING)
    return [one for one in phases if one.kind not in last], [one for one in phases if one.kind in last]


def find(organisation: Organisation, name: str) -> Agenda | None:
    """The template of this name: one of everybody's, or one of the organisation's own."""
    if name in BY_NAME:
        return BY_NAME[name]
    number = name.removeprefix(MARK)
    if not name.startswith(MARK) or not (number.isascii() and number.isdigit() and len(number) < 12):
        return None
    own = OwnAgenda.objects.kept().filter(organisation=organisation, pk=int(number)).first()
    return template(own) if own is not None else None


def all_of(organisation: Organisation) -> list[Agenda]:
    """The organisation's own, by name. One query."""
    return [template(one) for one in OwnAgenda.objects.kept().filter(organisation=organisation).order_by("name")]
