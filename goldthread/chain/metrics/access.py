"""Fetch or refuse for metrics and readings. A metric is the organisation's; one that measured only hidden goals is hidden too."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from goldthread.chain import access as chain
from goldthread.chain.models import KeyResult
from goldthread.measures.models import Metric, Reading
from goldthread.people import access as people
from goldthread.people.access import Ground
from goldthread.people.place import in_place


def library(request: HttpRequest, organisation: str) -> Ground:
    """The organisation, for its members; the header shows the product one was in last."""
    return in_place(request, organisation, "thread")


def metric(request: HttpRequest, organisation: str, pk: int) -> tuple[Ground, Metric]:
    """A metric in sight. Raises Http404 where there is none."""
    ground = library(request, organisation)
    found = chain.metrics_in_sight(ground).filter(pk=pk).select_related("owner").first()
    if found is None:
        raise Http404
    found.organisation = ground.organisation
    return ground, found


def library_to_keep(request: HttpRequest, organisation: str) -> Ground:
    ground = library(request, organisation)
    if not may_keep(ground):
        raise PermissionDenied(people.REFUSALS["keep metrics"])
    return ground


def metric_to_keep(request: HttpRequest, organisation: str, pk: int) -> tuple[Ground, Metric]:
    """A metric, for those who may say other things about it: its owner too."""
    ground, found = metric(request, organisation, pk)
    if not (may_keep(ground) or _is_own(ground, found)):
        raise PermissionDenied(people.REFUSALS["keep metrics"])
    return ground, found


def metric_to_read(request: HttpRequest, organisation: str, pk: int) -> tuple[Ground, Metric]:
    """A metric, for those who may give its readings."""
    ground, found = metric(request, organisation, pk)
    if not may_read(ground, found):
        raise PermissionDenied(people.REFUSALS["give readings"])
    return ground, found


def reading_to_correct(request: HttpRequest, organisation: str, pk: int, reading: int) -> tuple[Ground, Reading]:
    """A reading of a metric, corrected meanwhile or not, for those who may give its readings."""
    ground, of = metric_to_read(request, organisation, pk)
    found = Reading.objects.filter(metric=of, pk=reading).select_related("by").first()
    if found is None:
        raise Http404
    found.metric = of
    return ground, found


def may_keep(ground: Ground) -> bool:
    """Whether somebody keeps the organisation's metrics: an owner, or whoever steers any of its products."""
    return ground.may("keep metrics") or bool(people.product_ids_for(ground, "keep metrics"))


def may_read(ground: Ground, of: Metric) -> bool:
    """Whether somebody may give readings: who keeps metrics, the metric's owner, and who owns a key result on it."""
    if may_keep(ground):
        return True
    return ground.may("give readings") and (_is_own(ground, of) or _owns_key_result(ground, of))


def _is_own(ground: Ground, of: Metric) -> bool:
    return ground.may("give readings") and of.owner_id == ground.person.pk


def _owns_key_result(ground: Ground, of: Metric) -> bool:
    own = KeyResult.objects.standing().filter(metric=of, version__owner=ground.person)
    return own.filter(goal__in=chain.goals_in_sight(ground).values("pk")).exists()


__all__ = ["library", "library_to_keep", "may_keep", "may_read", "metric", "metric_to_keep", "metric_to_read", "reading_to_correct"]  # fmt: skip
