"""What only those who lead see: what is still to be done before the next phase, how many are ready, who was not heard yet.

Numbers of people, and the names of those *not* heard; never how often or how long somebody spoke, and nothing sealed.
"""

from typing import Any

from goldthread.chain.models import Level

from . import floor, rules, words
from .models import Turn, Workshop
from .rules import Ballot, Kind, Room


def shown(of: Workshop, **more: Any) -> dict[str, Any]:
    """The facilitator's column, in a fixed number of queries."""
    room = of.room()
    kind = Kind(of.phase.kind) if of.phase else None
    against = rules.guard(kind, room) if kind else None
    phases = list(of.phases.select_related("item"))
    following = _following(of, phases, room)
    return {
        "workshop": of,
        "kind": kind or "",
        "says": words.to_lead(kind, room.ballot, _decider(of), all_heard=against is None),
        "time_is_up": room.time_is_up,
        "room": room,
        "against": words.refusal(against.code) if against else "",
        "may_pass": against is None or against.may_be_passed,
        "count": _count(kind, room),
        "not_heard": _not_heard(of) if kind in floor.TALKING else [],
        "next_label": words.phase(following.kind) if following else "",
        "next_item": following.item.title if following and following.item and following.item_id != of.the_phase.item_id else "",
        "back": bool(kind) and rules.previous_place([one.step for one in phases], of.the_phase.place) is not None,
        "others": [one.person for one in of.seats.leading().select_related("person") if one.person_id != of.facilitator_id],
        "here": list(of.seats.present().select_related("person").order_by("person__name")),
        "ballot": room.ballot,
        # A product has one vision, and may have many goals of all other kinds.
        "of_a_kind": bool(of.item and of.item.goal_id and of.item.level not in ("", Level.VISION)),
        "awaits_round": kind == Kind.AGREE and room.ballot == Ballot.AWAITS_ROUND,
        **more,
    }  # fmt: skip


def _decider(of: Workshop) -> str:
    decision = of.item.decision if of.item else None
    acting = decision.acting if decision and decision.awaits_choice else None
    return acting.name if acting else ""


def _following(of: Workshop, phases: list[Any], room: Room) -> Any:
    if of.phase is None:
        return phases[0] if phases else None
    place = rules.next_place([one.step for one in phases], of.phase.place, room.ballot)
    return phases[place] if place is not None else None


def _count(kind: Kind | None, room: Room) -> tuple[int, int] | None:
    """How many of those present have done what is asked; None where that is nobody's to know, as in a ballot."""
    counted = {
        Kind.GROUND_RULES: room.promised,
        Kind.ROUND: room.heard,
        Kind.WRITE: room.ready,
        Kind.REVEAL: room.ready,
        Kind.DISCUSS: room.heard,
    }
    return (min(counted[kind], room.present), room.present) if kind in counted else None


def _not_heard(of: Workshop) -> list[Any]:
    heard = Turn.objects.over().filter(phase=of.phase).values("seat")
    waiting = Turn.objects.filter(phase=of.phase, state=Turn.State.SPEAKING).values("seat")
    rows = of.seats.taking_part().exclude(pk__in=heard).exclude(pk__in=waiting)
    return list(rows.select_related("person").order_by("person__name"))


def warns(of: Workshop) -> bool:
    """Whether who leads the discussion also decides: told, not barred."""
    return of.items.filter(decider=of.facilitator_id).exists()
