"""What stands beside the map: the loose ends, the thread as a sentence, and the ties of the chosen goal."""

from typing import Any

from django.utils.timezone import localtime

from goldthread.kit.days import date_format
from goldthread.people.access import Ground

from . import sentence
from .loose_ends import sentences
from .loose_ends.shapes import LooseEnd
from .models import Level
from .snapshot import Card, Thread

# Shown at once, and on request; a longer list is read on the page of the loose ends.
FIRST, MOST = 5, 15


def beside(ground: Ground, made: Thread, chosen: Card | None) -> dict[str, Any]:
    """The values of the part beside the map. Goals carry what `picture` adds to them."""
    looked = made.looked
    return {
        "loose_ends": len(looked.loose),
        "loose_beyond": max(0, len(looked.loose) - MOST),
        "loose": [_end(ground, made, end) for end in looked.loose[:MOST]],
        "loose_first": FIRST,
        "loose_goals": len({end.goal for end in looked.loose}),
        "hints": len(looked.hints),
        "brought_in": brought_in(made),
        "said": _said(ground, made, chosen or _newest(made)),
        "chosen_ties": ties_of(made, chosen["id"], names_in(ground, made)) if chosen else [],
        "steps_below": len(chosen["children"]) if chosen else 0,
    }


def _end(ground: Ground, made: Thread, end: LooseEnd) -> dict[str, Any]:
    """A loose end as a sentence, and whether this person may tie it; one of the whole product is for those who steer."""
    said = sentences.sentence(end, made.by_id.get)
    return {**said, "mine": said["goal"]["mine"] if said["goal"] else ground.may("steer goals")}


def brought_in(made: Thread) -> dict[str, Any] | None:
    """How many goals came with a list and nobody has touched yet, and since when; none where all are agreed on."""
    waiting = [goal for goal in made.goals if goal["is_waiting"]]
    if not waiting:
        return None
    days = sorted({localtime(goal["brought_in"]).date() for goal in waiting})
    return {
        "goals": len(waiting),
        "ends": len(made.looked.waiting),
        "since": date_format(days[0], "j M"),
        "several": len(days) > 1,
    }


def _newest(made: Thread) -> Card | None:
    """The newest goal that is lowest in the thread and leads up to a vision."""
    for level in (Level.SPRINT_GOAL, Level.CONTRIBUTION, Level.PRODUCT_GOAL, Level.USER_GOAL, Level.BUSINESS_GOAL):
        tied = [goal for goal in made.at(level) if goal["parents"]]
        if tied:
            return max(tied, key=lambda goal: goal["number"])
    return None


def _said(ground: Ground, made: Thread, goal: Card | None) -> list[str]:
    way = made.sentence(goal["id"]) if goal else []
    if len(way) < 2:
        return []
    return sentence.joined([one["statement"] for one in way], names=names_in(ground, made))


def names_in(ground: Ground, made: Thread) -> set[str]:
    """Words that keep their capital in the middle of a sentence: names of people, product, organisation."""
    owners = {one["owner"] for one in made.goals}
    return sentence.name_words([ground.the_product.name, ground.organisation.name, *owners])


def ties_of(made: Thread, pk: int, names: set[str]) -> list[dict[str, Any]]:
    """What a goal is a step towards, each with the reason: as said, and as it stands after "because"."""
    found = [(tie, made.known(tie["parent"])) for tie in made.ties if tie["child"] == pk]
    return [
        {"parent": parent, "because": tie["because"], "reason": sentence.within(tie["because"], names=names)}
        for tie, parent in found
        if parent
    ]
