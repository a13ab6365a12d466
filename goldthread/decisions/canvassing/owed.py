"""What waits for one person on Today: a sheet to fill in."""

from itertools import islice

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from goldthread.kit.registry import Owed
from goldthread.people.access import Ground

from ..models import Elector
from . import access, words

MOST, LOOKED_AT = 12, 100


def sheets(ground: Ground) -> list[Owed]:
    """Open canvasses in which this person has not answered. One query."""
    rows = access.waiting_for(ground).select_related("canvass__product", "canvass__opened_by")
    waiting = (one for one in rows[:LOOKED_AT] if one.canvass.own_sheet(one) is None)
    return [_owed(ground, one) for one in islice(waiting, MOST)]


def _owed(ground: Ground, elector: Elector) -> Owed:
    of = elector.canvass
    url = reverse("decisions:canvass", args=[ground.organisation.slug, of.product.slug, of.pk])
    says = words.says(of, of.opened_by.name)
    return Owed(f"canvass-{of.pk}", of.title, says, _("Answer"), url, 2, due=localtime(of.closes_at).date())
