"""Which notices somebody may see: those about a goal only while they see the goal. Every page and mail asks here."""

from django.db.models import Q, QuerySet

from goldthread.chain import access as chain
from goldthread.journal.models import Notice, NoticeQuerySet
from goldthread.people import access as people
from goldthread.people.access import Ground


def in_sight(ground: Ground) -> NoticeQuerySet:
    """The notices of the person of this ground, in the organisation, without those about what they may not see (any more)."""
    mine = Notice.objects.filter(organisation_id=ground.organisation.pk, person_id=ground.person.pk)
    if ground.sees_everything:
        return mine
    products = people.visible_products(ground).order_by().values("pk")
    return mine.filter(
        Q(product_id=None) | Q(product_id__in=products),
        Q(goal_id=None) | Q(goal_id__in=chain.goals_in_sight(ground).order_by().values("pk")),
    )


def shown(ground: Ground) -> QuerySet[Notice]:
    """Those of them that stand in the list, the newest first."""
    return in_sight(ground).filter(is_shown=True).order_by("-at", "-pk")


def unread(ground: Ground) -> QuerySet[Notice]:
    return in_sight(ground).unread()
