"""All that Today shows, read in a fixed number of queries; the loose ends of a thread are kept until it changes."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goldthread.kit import registry
from goldthread.kit.days import date_format
from goldthread.kit.registry import Owed
from goldthread.people import access as people
from goldthread.people.access import Ground
from goldthread.talk.following import followed

from . import coming, moved

MOST_OWED = 20
# A stream carries so many topics at most; the page asks again for all when the tab is shown.
MOST_PRODUCTS = 20


@dataclass(frozen=True)
class Asked:
    """What somebody owes, and the heading that says so."""

    items: list[Owed]
    heading: str


def owed(ground: Ground) -> Asked:
    """What waits for this person, from all sources: what has a day first, by its day, then in the order of the sources."""
    found = [one for _name, source in registry.owing() for one in source(ground)]
    found.sort(key=lambda one: one.due or date.max)
    return Asked(found[:MOST_OWED], _heading(found))


def context(ground: Ground) -> dict[str, Any]:
    """The values of the page."""
    follows = followed(ground.person, ground.organisation.pk, "goal")
    products = list(people.visible_products(ground).values_list("pk", flat=True)[:MOST_PRODUCTS])
    topics = [f"product-{pk}" for pk in products]
    asked, lines = owed(ground), moved.moved(ground, follows)
    return {
        "day": date_format(ground.today, "l j F"),
        "heading": asked.heading,
        "owed": asked.items,
        "says_day": [_due(one, ground.today) for one in asked.items],
        "moved": lines,
        "follows_any": bool(follows),
        "coming": coming.coming(ground, follows),
        "sprints": coming.sprints(ground),
        "celebrated": coming.celebrated(ground),
        "topics": [*topics, f"person-{ground.person.pk}"],
        "trigger": ", ".join(f"{topic} from:#live" for topic in [*topics, f"person-{ground.person.pk}"]),
    }


def _heading(found: list[Owed]) -> str:
    """ "Three things from you, ten minutes"."""
    if not found:
        return _("Nothing waits for you")
    minutes = sum(one.minutes for one in found)
    minutes = minutes if minutes < 10 else round(minutes / 5) * 5
    things = ngettext("%(count)s thing from you", "%(count)s things from you", len(found)) % {
        "count": _number(len(found))
    }
    time = ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": _number(minutes)}
    return _("%(things)s, %(time)s") % {"things": things[:1].upper() + things[1:], "time": time}


def _number(count: int) -> str:
    """Small numbers in words, as in a sentence."""
    written = {
        1: _("one"), 2: _("two"), 3: _("three"), 4: _("four"), 5: _("five"), 6: _("six"), 7: _("seven"), 8: _("eight"), 9: _("nine"),
        10: _("ten"), 15: _("fifteen"), 20: _("twenty"), 25: _("twenty-five"), 30: _("thirty"),
    }  # fmt: skip
    return written.get(count, str(count))


def _due(one: Owed, today: date) -> str:
    if one.due is None:
        return ""
    days = (one.due - today).days
    near = {-1: _("due yesterday"), 0: _("due today"), 1: _("due tomorrow")}
    return near.get(days) or _("due %(day)s") % {"day": date_format(one.due, "j F")}
