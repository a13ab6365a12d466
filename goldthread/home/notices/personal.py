"""What a reminder says in a mail: the link with which its reader answers, as in the first mail, without signing in."""

from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext as _

from goldthread.decisions import again
from goldthread.people.models import Person

from .reading import Told

BALLOTS, SHEETS = ("decision.due_soon",), ("canvass.due_soon", "canvass.asked_again")


def linked(person: Person, some: Iterable[Told]) -> list[Told]:
    """The same for a mail to this person, their own link in place of the page behind a session. Two queries at most."""
    told = list(some)
    ballots = again.to_ballots(person, ids) if (ids := _named(told, BALLOTS)) else {}
    sheets = again.to_sheets(person, ids) if (ids := _named(told, SHEETS)) else {}
    places = {**dict.fromkeys(BALLOTS, ballots), **dict.fromkeys(SHEETS, sheets)}
    return [_linked(one, places.get(one.notice.verb, {}).get(one.notice.noun_id or 0, "")) for one in told]


def _named(told: Iterable[Told], verbs: Iterable[str]) -> set[int]:
    return {one.notice.noun_id or 0 for one in told if one.notice.verb in verbs}


def _linked(one: Told, path: str) -> Told:
    if not path:
        return one
    return replace(one, path=path, text=_("Answer here, without signing in. The link is yours alone: whoever opens it answers in your name."))  # fmt: skip


__all__ = ["linked"]
