"""How people felt about a goal when they were asked last, in a line for its page. Never an agreement."""

from typing import Any

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from goldthread.kit.days import date_format
from goldthread.people.access import Ground

from ..models import Canvass, CanvassSheet
from ..rules.many import THERMOMETERS, fewest
from ..rules.thermometer import supporting

# Left without an answer, or stepped back: nobody waited for them.
_WAITED = Q(electors__recused_at=None) & (Q(electors__left_at=None) | Q(electors__sheet__isnull=False))


def of_goal(ground: Ground, goal_id: int, version: int, until: Any = None) -> dict[str, Any] | None:
    """The newest sense of the room about a goal that this person sees: what it says in short, where it is shown, and whether
    other words than those of `version` were asked about. `until` leaves out what was turned over later. Two queries."""
    rows = Canvass.objects.filter(organisation=ground.organisation, way__in=THERMOMETERS).exclude(closed_at=None)
    rows = rows.filter(lines__kind="goal", lines__noun_id=goal_id).annotate(asked_about=F("lines__version"))
    rows = rows.filter(closed_at__lte=until) if until else rows
    found: Any = (
        rows.annotate(waited=Count("electors", filter=_WAITED, distinct=True)).order_by("-closed_at", "-pk").first()
    )
    shown = [one.said.value or 0 for one in CanvassSheet.objects.filter(canvass=found.pk if found else 0)]
    if found is None:
        return None
    slugs = (ground.organisation.slug, ground.the_product.slug)
    return {
        "says": _says(found, shown),
        "other_words": found.asked_about != version,
        "url": reverse("decisions:canvass", args=[*slugs, found.pk]),
    }


def _says(of: Any, shown: list[int]) -> str:
    said = {"day": date_format(localtime(of.closed_at), "j M"), "whole": len(shown), "num": supporting(of.way, shown), "asked": of.waited}  # fmt: skip
    if not shown:
        return _("Sense-check %(day)s: nobody answered") % said
    if len(shown) < fewest(of.quorum, of.waited):
        return _("Sense-check %(day)s: %(whole)s of %(asked)s answered, too few to read") % said
    if len(shown) < of.waited:
        return _("Sense-check %(day)s: %(num)s of %(whole)s would support it, %(asked)s were asked") % said
    return _("Sense-check %(day)s: %(num)s of %(whole)s would support it") % said
