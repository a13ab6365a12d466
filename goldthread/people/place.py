"""Pages of an organisation that stand among the places of a product: Today, notices, metrics."""

from django.http import HttpRequest

from . import access
from .access import Ground
from .middleware import LAST_PRODUCT
from .models import Product


def in_place(request: HttpRequest, organisation: str, place: str = "") -> Ground:
    """The organisation, for its members. The header shows the places of the product one was in last, and this place as current."""
    ground = access.organisation(request, organisation)
    look_around(request, ground)
    request.place_name = place  # type: ignore[attr-defined]
    return ground


def look_around(request: HttpRequest, ground: Ground) -> Product | None:
    """The product whose places the header shows on a page of the organisation: where one was last, else where one would
    begin; None where there is none."""
    kept, _slash, last = request.COOKIES.get(LAST_PRODUCT, "").partition("/")
    slug = last.replace("\0", "")[:60] if kept == ground.organisation.slug else ""
    found = access.first_product_of(ground.person, ground.organisation, slug)
    request.around_product = found  # type: ignore[attr-defined]
    return found
