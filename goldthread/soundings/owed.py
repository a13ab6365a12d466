"""What waits for one person on Today: a draft to answer, words to confirm, what an organiser has to do next."""

from datetime import date

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from goldthread.kit.registry import Owed
from goldthread.people.access import Ground

from . import access, desk
from .models import Participant, Sounding

MOST = 12


def soundings(ground: Ground) -> list[Owed]:
    """Two queries for what is asked of them, one for what they lead and one for each of these."""
    rows = access.mine(ground).select_related("sounding__product", "sounding__organiser", "sounding__goal__version")
    asked = [_asked(ground, one) for one in rows[:MOST]]
    led = access.led(ground).select_related("product", "goal__version").prefetch_related("participants__person")
    return [one for one in [*asked, *(_led(ground, one) for one in led[:MOST])] if one]


def _asked(ground: Ground, who: Participant) -> Owed | None:
    of = who.sounding
    inside = of.inside()
    turn = inside.turn(who.number, of.draft)
    unconfirmed = [one for one in inside.said.get(who.number, ()) if not one.is_confirmed]
    url, title = _address(ground, of), str(of.goal)
    if unconfirmed:
        says = _("%(name)s wrote down what you said. It counts once you confirm it.") % {"name": of.organiser.name}
        return Owed(f"sounding-{of.pk}", title, says, _("Confirm your words"), url, 1, due=_day(of))
    if turn is not None and turn.awaits_word:
        says = _("%(name)s says that you met about this draft. It counts once you say so too.") % {
            "name": of.organiser.name
        }
        return Owed(f"sounding-{of.pk}", title, says, _("Say whether you met"), url, 1, due=_day(of))
    if turn is None or turn.position is not None or not (turn.waits or turn.met):
        return None
    says = _("%(name)s sends a draft round and asks whether you can support it") % {"name": of.organiser.name}
    return Owed(f"sounding-{of.pk}", title, says, _("Answer"), url, 2, due=_day(of))


def _led(ground: Ground, of: Sounding) -> Owed | None:
    people = [one for one in of.participants.all() if one.left_at is None]
    next_deed = desk.next_deed(of, of.inside(), people)
    return Owed(f"sounding-{of.pk}", str(of.goal), *next_deed, _address(ground, of), 5) if next_deed else None


def _address(ground: Ground, of: Sounding) -> str:
    return reverse("soundings:sounding", args=[ground.organisation.slug, of.product.slug, of.pk])


def _day(of: Sounding) -> date:
    return localtime(of.closes_at).date()


__all__ = ["soundings"]
