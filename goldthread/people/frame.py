"""What every page shows around its content: the organisation, the product, the places and views."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from goldthread.kit import registry

from . import access


def here(request: HttpRequest) -> dict[str, Any]:
    """The frame for a request; on pages outside an organisation only the person."""
    person = getattr(request, "person", None)
    ground: access.Ground | None = getattr(request, "ground", None)
    frame: dict[str, Any] = {"organisation": None, "product": None, "places": [], "views": [], "person": person.face if person else None, "membership": None, "topics": []}
    if ground is None:
        return {"here": frame}
    frame.update(organisation={"id": ground.organisation.pk, "name": ground.organisation.name, "url": reverse("people:organisation", args=[ground.organisation.slug]), "slug": ground.organisation.slug}, membership=ground.membership.role)
    if ground.product is not None:
        frame.update(_in_product(request, ground))
    return {"here": frame, "ground": ground}


def _in_product(request: HttpRequest, ground: access.Ground) -> dict[str, Any]:
    product, slugs = ground.product, (ground.organisation.slug, ground.product.slug)  # type: ignore[union-attr]
    current = getattr(request, "view_name", "")
    return {
        "product": {"id": product.pk, "name": product.name, "slug": product.slug, "url": reverse("chain:map", args=slugs)},  # type: ignore[union-attr]
        "places": [{"name": one.name, "label": one.label, "icon": one.icon, "url": one.url(*slugs), "current": one.name == getattr(request, "place_name", "thread")} for one in registry.places()],
        "views": [{"name": one.name, "label": one.label, "url": one.url(*slugs), "current": one.name == current} for one in registry.views()],
        "topics": [f"product-{product.pk}"],  # type: ignore[union-attr]
    }
