"""A meeting about a draft that went round and is stuck: with the people it went to, and in its words."""

from typing import Any

from goldthread.chain.models import Goal
from goldthread.people.access import Ground
from goldthread.soundings import access
from goldthread.soundings.models import Sounding

LONGEST_NUMBER = 18


def asked(ground: Ground, goal: Goal | None, written: str) -> Sounding | None:
    """The draft of this goal that goes round by this person's hand, by the number in the address; None for any other."""
    if goal is None or not (written.isascii() and written.isdigit() and len(written) <= LONGEST_NUMBER):
        return None
    return access.led(ground).filter(goal=goal, pk=int(written)).first()


def begins(of: Sounding | None) -> dict[str, Any]:
    """What the form begins with: the words, all to whom they went and who sent them, and whose word is needed."""
    if of is None:
        return {}
    people = of.people()
    invited = [str(one.person_id) for one in people] + [str(of.organiser_id)]
    needed = [str(one.person_id) for one in people if one.is_needed] + [str(of.organiser_id)]
    return {"title": of.words.statement[:160], "invited": invited, "required": needed}


def mark(of: Sounding | None, listed: list[dict[str, Any]]) -> None:
    """Of all who could be invited, those whose word the draft needs are those whose word the meeting needs."""
    needed = set(begins(of)["required"]) if of else set()
    for one in listed if of else ():
        one["needed"] = str(one["person"].pk) in needed


def words(of: Sounding | None) -> str:
    return of.words.statement if of else ""


def take_up(of: Sounding | None, ground: Ground) -> None:
    """The meeting is set up: the draft goes round no more."""
    if of is not None:
        of.end(Sounding.Ended.ASKED, by=ground.person)
