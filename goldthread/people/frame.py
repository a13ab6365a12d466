"""What every page shows around its content: the organisation, the product, the places and views, the way to the others."""

from collections.abc import Callable
from datetime import timedelta
from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.urls import get_script_prefix, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from goldthread.kit import clock, pages, registry
from goldthread.kit.days import date_format

from . import access
from .models import Product
from .place import look_around

SHOWN_TO_GUESTS = ("map", "board", "roadmap", "sprint", "okr", "list")


def here(request: HttpRequest) -> dict[str, Any]:
    """The frame for a request; on pages outside an organisation only the person and their organisations.

    The two lists of the switcher cost a query each, on whole pages; parts do not show them and do not pay.
    """
    person = getattr(request, "person", None)
    ground: access.Ground | None = getattr(request, "ground", None)
    frame: dict[str, Any] = {
        "organisation": None,
        "product": None,
        "places": [],
        "views": [],
        "person": None,
        "membership": None,
        "topics": [],
        "looking": None,
        "products": [],
        "organisations": [],
        "mine": [],
        "guest": None,
    }
    if person is None:
        return {"here": frame}
    if ground is not None and not ground.may("see people"):
        return {"here": {**frame, **_for_a_guest(request, ground)}, "ground": ground}
    frame.update(person=person.face, mine=_mine(), organisations=_lazily(lambda: _organisations(person, ground)))
    if ground is None:
        return {"here": frame}
    frame.update(_in_organisation(ground))
    if ground.product is not None:
        frame.update(_in_product(request, ground))
    elif (beside := _beside(request, ground)) is not None:
        frame["places"] = _places(request, ground, beside)
    return {"here": frame, "ground": ground}


def _beside(request: HttpRequest, ground: access.Ground) -> Product | None:
    """The product whose places stand at hand on a page of the organisation. A part shows none, and does not look."""
    if hasattr(request, "around_product"):
        found: Product | None = request.around_product
        return found
    if pages.is_part(request):
        return None
    # The page is none of those places.
    request.place_name = getattr(request, "place_name", "")  # type: ignore[attr-defined]
    return look_around(request, ground)


def _for_a_guest(request: HttpRequest, ground: access.Ground) -> dict[str, Any]:
    """Whoever came by a link has one product and its views, and nothing around it."""
    inside = _in_product(request, ground)
    inside["views"] = [one for one in inside["views"] if one["name"] in SHOWN_TO_GUESTS]
    product = {name: value for name, value in inside["product"].items() if name in ("id", "name", "slug", "url")}
    organisation = {"id": ground.organisation.pk, "name": ground.organisation.name, "slug": ground.organisation.slug}
    return {**inside, "places": [], "product": product, "organisation": organisation, "guest": ground.person.face}


def _mine() -> list[dict[str, Any]]:
    pages = ((_("Profile"), "profile", "user-round"), (_("Where you are signed in"), "sessions", "monitor-smartphone"))
    return [{"label": label, "url": reverse(f"people:{name}"), "icon": icon} for label, name, icon in pages]


def _organisations(person: Any, ground: access.Ground | None) -> list[dict[str, Any]]:
    current = ground.organisation.pk if ground else None
    return [
        {
            "name": one["name"],
            "url": reverse("people:organisation", args=[one["slug"]]),
            "current": one["pk"] == current,
            "waiting": one.get("waiting", 0),
        }
        for one in access.organisations_to_switch_to(person, ground)
    ]


def _in_organisation(ground: access.Ground) -> dict[str, Any]:
    one = ground.organisation
    return {
        "organisation": {
            "id": one.pk,
            "name": one.name,
            "url": reverse("people:organisation", args=[one.slug]),
            "slug": one.slug,
        },
        "membership": ground.membership.role,
        "products": _lazily(lambda: _products(ground)),
        "new_product_url": reverse("people:add_product", args=[one.slug]) if ground.membership.role != "guest" else "",
        "topics": [f"organisation-{one.pk}"],
    }


def _products(ground: access.Ground) -> list[dict[str, Any]]:
    current = ground.product.pk if ground.product else None
    slug, prefix = ground.organisation.slug, get_script_prefix()
    return [
        {"name": one["name"], "url": _map_of(prefix, slug, one["slug"]), "current": one["pk"] == current}
        for one in access.products_to_switch_to(ground)
    ]


@lru_cache(maxsize=1024)
def _map_of(prefix: str, organisation: str, product: str) -> str:
    """Where a product is: every page of a large organisation names fifty of them."""
    return reverse("chain:map", args=[organisation, product])


def _in_product(request: HttpRequest, ground: access.Ground) -> dict[str, Any]:
    product = ground.the_product
    slugs = (ground.organisation.slug, product.slug)
    view = getattr(request, "view_name", "")
    return {
        "product": {
            "id": product.pk,
            "name": product.name,
            "slug": product.slug,
            "url": reverse("chain:map", args=slugs),
            "people_url": reverse("people:product", args=slugs),
            "wall_url": reverse("wall:show", args=slugs),
        },
        "places": _places(request, ground, product),
        "views": [
            {
                "name": one.name,
                "label": one.label,
                "url": one.url(*slugs) + (ground.asking_on if one.looks_back else ""),
                "current": one.name == view,
            }
            for one in registry.views()
        ],
        "looking": _looking(request, ground, view),
        # What was does not change any more.
        "topics": [] if ground.on else [f"product-{product.pk}"],
    }


def _places(request: HttpRequest, ground: access.Ground, product: Any) -> list[dict[str, Any]]:
    """The places, as they lead from a product."""
    slugs, place = (ground.organisation.slug, product.slug), getattr(request, "place_name", "thread")
    return [
        {
            "name": one.name,
            "label": one.label,
            "icon": one.icon,
            "url": one.url(*slugs),
            "current": one.name == place,
        }
        for one in registry.places()
    ]


def _looking(request: HttpRequest, ground: access.Ground, view: str) -> dict[str, Any] | None:
    """The day that the page shows and the way to another; None on pages that know only today."""
    if not getattr(request, "looks_back", False) and view not in {
        one.name for one in registry.views() if one.looks_back
    }:
        return None
    yesterday = clock.today(ground.organisation.time_zone) - timedelta(days=1)
    slugs = (ground.organisation.slug, ground.the_product.slug)
    return {
        "on": ground.on,
        "day": ground.on.isoformat() if ground.on else "",
        "words": date_format(ground.on, "j F Y") if ground.on else "",
        "latest": yesterday.isoformat(),
        "here": request.path,
        "kept": {name: request.GET[name] for name in ("goal", "state") if name in request.GET},
        "changes": reverse("chain:changes", args=slugs) + (f"?from={ground.on.isoformat()}" if ground.on else ""),
    }


def _lazily(make: Callable[[], list[dict[str, Any]]]) -> Any:
    return SimpleLazyObject(make)
