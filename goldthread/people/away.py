"""Who is away and who stands in for them, as pages say it beside a name."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from goldthread.kit.days import date_format

from . import access
from .models import Membership, Person, StandIn


def away_on(ground: access.Ground) -> dict[int, str]:
    """For each person who is away on the day that the page shows: "Ada Lopez is away until 3 March, Bo Winter stands in".

    One query. Guests, who see only those of their own products, are not told who stands in.
    """
    rows = StandIn.objects.on(ground.today).filter(organisation=ground.organisation)
    told = ground.membership.role != Membership.Role.GUEST
    words = _("%(name)s is away until %(day)s, %(stand_in)s stands in") if told else _("%(name)s is away until %(day)s")
    return {
        person: words % {"name": name, "day": _day(ends, ground.today), "stand_in": stand_in}
        for person, name, stand_in, ends in rows.values_list("person_id", "person__name", "stand_in__name", "ends")
    }


def arranged(ground: access.Ground, person_id: int) -> list[dict[str, Any]]:
    """When somebody is away from today on, and who stands in. One query."""
    rows = StandIn.objects.standing().filter(organisation=ground.organisation, person=person_id, ends__gte=ground.today)
    return [
        {
            "pk": one.pk,
            "stand_in": one.stand_in.face,
            "days": _("%(first)s to %(last)s")
            % {"first": _day(one.starts, ground.today), "last": _day(one.ends, ground.today)},
            "is_now": one.starts <= ground.today,
            "end": reverse("people:standing_in_ending", args=[ground.organisation.slug, person_id, one.pk]),
        }
        for one in rows.select_related("stand_in").order_by("starts", "pk")
    ]


def could_stand_in(ground: access.Ground, person: Person) -> list[Person]:
    """Who could stand in for somebody: the members whom the asker sees, by name. Guests have no part in what others owe."""
    members = access.visible_memberships(ground).exclude(role=Membership.Role.GUEST).exclude(person=person)
    return list(
        Person.objects.filter(pk__in=members.order_by().values("person"), is_active=True).order_by("name", "pk")
    )


def _day(day: date, today: date) -> str:
    return date_format(day, "j F" if abs((day - today).days) < 300 else "j F Y")


__all__ = ["arranged", "away_on", "could_stand_in"]
