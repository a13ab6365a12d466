"""What the boards ask of one person on Today: the sprints of their teams. One query."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from goldthread.kit.days import date_format
from goldthread.kit.registry import Owed
from goldthread.people import access as people
from goldthread.people.access import Ground

from .models import Sprint

MOST = 12


def sprints(ground: Ground) -> list[Owed]:
    """Sprints and weeks of this person's teams that run without a goal, or are over and not ended."""
    today = ground.today
    rows = Sprint.objects.filter(
        Q(goal=None, starts__lte=today, ends__gte=today) | Q(ends__lt=today),
        organisation=ground.organisation,
        team__in=ground.footing.teams,
        product__in=people.visible_products(ground).order_by().values("pk"),
        ended_at=None,
    )
    return [_owed(ground, one) for one in rows.select_related("team", "product").order_by("ends", "pk")[:MOST]]


def _owed(ground: Ground, one: Sprint) -> Owed:
    page = reverse("boards:sprint", args=[ground.organisation.slug, one.product.slug])
    title = _("%(sprint)s of %(team)s") % {"sprint": one.name, "team": one.team.name}
    day = {"day": date_format(one.ends, "j F")}
    if one.ends < ground.today:
        says = _("it was over on %(day)s; say how it went") % day
        return Owed(f"sprint-over-{one.pk}", title, says, _("End it"), page, minutes=5, due=one.ends)
    says = _("it runs until %(day)s and has no sprint goal") % day
    return Owed(f"sprint-bare-{one.pk}", title, says, _("Set the goal"), page, minutes=5, due=ground.today)
