"""Talking in writing, where people meet over days: one thread a phase, with answers, under the names of those who write.

What is said alone and in silence (cards, votes) is not written here: it stays locked until it is turned over.
"""

from typing import Any

from django.db import transaction
from django.utils.timezone import localtime

from goldthread.journal.record import record
from goldthread.kit.days import date_format

from . import floor
from .forms.writing import RemarkForm
from .models import LastMoment, Phase, Remark, Seat, Turn, Workshop
from .rules import Kind

# Phases in which one talks: in the room aloud, over days in writing.
TALKED = (Kind.ROUND, Kind.REVEAL, Kind.DISCUSS, Kind.DRAFT, Kind.RECORD)


def is_over_days(of: Workshop) -> bool:
    """Whether it takes place with dates instead of minutes. One query."""
    return LastMoment.objects.filter(phase__workshop=of).exists()


@transaction.atomic
def write(of: Workshop, seat: Seat, words: str, *, answers: Remark | None = None) -> Remark | None:
    """Say something in writing in the phase that goes on: that is being heard. Said twice in the same words, it stands once.

    None where the phase is none in which people talk. What answers an answer stands below what that one answers.
    """
    now = of.held()
    if not now.is_in(*TALKED):
        return None
    root = answers.answers or answers if answers is not None else None
    said: dict[str, Any] = {
        "organisation_id": now.organisation_id,
        "phase": now.the_phase,
        "seat": seat,
        "words": words,
    }
    made, is_new = Remark.objects.get_or_create(answers=root, **said)
    if is_new:
        if now.is_in(*floor.TALKING) and not Turn.objects.over().filter(phase=now.phase, seat=seat).exists():
            Turn.objects.filter(phase=now.phase, seat=seat).delete()
            floor.stand_in_line(now, seat, Turn.State.SPOKEN)
        record(seat.person, "workshop.wrote", now, phase=now.phase_id)
        now.tell(table=True)
    return made


def shown(of: Workshop) -> dict[str, Any]:
    """What was written on what is on the table, phase by phase, and whether one can write now. Two queries."""
    phase = of.phase
    remarks = list(_on_the_table(of, phase).select_related("seat__person", "phase")) if phase else []
    until = date_format(localtime(of.ends_at), "l, j F, H:i") if of.ends_at and not of.paused else ""
    return {
        "threads": threads(remarks),
        "may_write": of.is_in(*TALKED),
        "until": until,
        "prompt": phase.prompt if phase else "",
    }


def _on_the_table(of: Workshop, phase: Phase) -> Any:
    rows = Remark.objects.filter(phase__workshop=of)
    return rows.filter(phase__item=phase.item_id) if phase.item_id else rows.filter(phase=phase)


def beside(of: Workshop) -> dict[str, Any]:
    """For the page of the room: nothing where it takes place in one go. Three queries."""
    if not of.is_live or not is_over_days(of):
        return {"written": None}
    return {"written": shown(of), "written_form": RemarkForm()}


def threads(remarks: list[Remark]) -> list[dict[str, Any]]:
    """Each remark with what answers it, in the order in which they were written."""
    answers: dict[int, list[dict[str, Any]]] = {}
    for one in remarks:
        if one.answers_id is not None:
            answers.setdefault(one.answers_id, []).append(_line(one))
    return [{**_line(one), "answers": answers.get(one.pk, [])} for one in remarks if one.answers_id is None]


def _line(one: Remark) -> dict[str, Any]:
    return {
        "pk": one.pk,
        "face": one.seat.person.face,
        "words": one.words,
        "at": date_format(localtime(one.at), "j M, H:i"),
    }
