"""What one person is asked for in a product on a due day."""

from datetime import date

from goldthread.chain import access as chain
from goldthread.chain.models import KeyResult
from goldthread.people import access as people
from goldthread.people.access import Ground
from goldthread.talk.actions import access as actions
from goldthread.talk.models import Action

from ..owner import Waits, who_waits

MOST = 40


def waiting(ground: Ground, day: date) -> list[Waits]:
    """The key results of this person, and of whom they stand in for, that want a check-in for a day."""
    owners = [ground.person.pk, *people.standing_in_for(ground)]
    seen = chain.goals_in_sight(ground).filter(product=ground.the_product).order_by().values("pk")
    rows = KeyResult.objects.standing().filter(version__owner__in=owners, goal__closing=None, goal__in=seen)
    return who_waits(rows.order_by("goal", "rank", "pk")[:MOST], day)


def overdue(ground: Ground, day: date) -> list[Action]:
    """This person's actions in the product whose day is over on that day."""
    rows = actions.of_product(ground).overdue(day).filter(owner=ground.person)
    return list(rows.order_by("due", "pk")[:MOST])
