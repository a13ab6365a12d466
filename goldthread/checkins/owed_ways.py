"""On Today: key results with this person's name on them whose chance has fallen below even, so that it is time to ask what now."""

from datetime import timedelta
from decimal import Decimal

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from goldthread.chain import access as chain
from goldthread.chain.models import Forecast, KeyResult
from goldthread.kit.registry import Owed
from goldthread.measures.forecasting.saying import as_percent
from goldthread.people import access as people
from goldthread.people.access import Ground

from .models import WayOn
from .ways import EVEN, FELL

MOST = 6
# So long an answer holds, unless the chance falls further by a tenth.
HOLDS = timedelta(days=28)


def what_now(ground: Ground) -> list[Owed]:
    """Two queries, and those of who stands in for whom."""
    owners = [ground.person.pk, *people.standing_in_for(ground)]
    rows = KeyResult.objects.standing().filter(
        organisation=ground.organisation,
        version__owner__in=owners,
        goal__closing=None,
        goal__in=chain.goals_in_sight(ground).order_by().values("pk"),
        forecast__alone__isnull=False,
        forecast__probability__lt=EVEN,
    )
    rows = rows.filter(Q(version__due__gte=ground.today) | Q(version__due=None, goal__version__due__gte=ground.today))
    answered = WayOn.objects.filter(key_result=OuterRef("pk")).order_by("-at", "-pk")
    stood = Subquery(answered.values("said__probability")[:1])
    recent = answered.filter(at__date__gte=ground.today - HOLDS)
    rows = rows.annotate(stood=stood).exclude(
        Exists(recent) & (Q(stood=None) | Q(stood__lt=F("forecast__probability") + Decimal(repr(FELL))))
    )
    earlier = Forecast.objects.filter(key_result=OuterRef("pk"), alone__isnull=False, pk__lt=OuterRef("forecast"))
    rows = rows.annotate(was=Subquery(earlier.order_by("-at", "-pk").values("probability")[:1]))
    rows = rows.select_related("metric", "forecast", "goal__version", "goal__product").order_by(
        "forecast__probability", "pk"
    )
    return [_owed(ground, one) for one in rows[:MOST]]


def _owed(ground: Ground, one: KeyResult) -> Owed:
    assert one.forecast is not None
    percent = as_percent(float(one.forecast.probability))
    was = None if one.was is None else as_percent(float(one.was))  # type: ignore[attr-defined]
    if was is not None and was > percent:
        says = _("its chance fell from %(was)s%% to %(percent)s%%, for “%(goal)s”") % {
            "was": was, "percent": percent, "goal": one.goal,
        }  # fmt: skip
    else:
        says = _("its chance stands at %(percent)s%%, for “%(goal)s”") % {"percent": percent, "goal": one.goal}
    places = (ground.organisation.slug, one.goal.product.slug, one.goal.number, one.pk)
    return Owed(
        f"what-now-{one.pk}",
        one.metric.name,
        says,
        _("What now?"),
        reverse("checkins:what_now", args=places),
        minutes=5,
    )


__all__ = ["what_now"]
