"""Fetch or refuse for sources: who says where the values of a metric are pulled from."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from goldthread.chain.metrics import access as metrics
from goldthread.measures.models import Metric, Source
from goldthread.people import access as people
from goldthread.people.access import Ground


def metric(request: HttpRequest, organisation: str, pk: int) -> tuple[Ground, Metric, Source | None]:
    """A metric and its source, for those who may connect one."""
    ground, found = metrics.metric(request, organisation, pk)
    if not may_connect(ground):
        raise PermissionDenied(people.REFUSALS["connect sources"])
    return ground, found, source_of(found)


def source(request: HttpRequest, organisation: str, pk: int) -> tuple[Ground, Metric, Source]:
    """The source of a metric. Raises Http404 where it has none."""
    ground, found, connected = metric(request, organisation, pk)
    if connected is None:
        raise Http404
    return ground, found, connected


def source_of(of: Metric) -> Source | None:
    """What a metric is pulled from now. One query."""
    found = Source.objects.connected().filter(metric=of).first()
    if found is not None:
        found.metric, found.organisation = of, of.organisation
    return found


def may_connect(ground: Ground) -> bool:
    """Whether somebody connects sources: an owner, or a product person or leader of any product."""
    return ground.may("connect sources") or bool(people.product_ids_for(ground, "connect sources"))


__all__ = ["may_connect", "metric", "source", "source_of"]
