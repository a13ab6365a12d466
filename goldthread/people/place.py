"""Pages of an organisation that stand among the places of a product: Today, notices, metrics."""

from django.http import HttpRequest

from . import access
from .access import Ground
from .middleware import LAST_PRODUCT


def in_place(request: HttpRequest, organisation: str, place: str = "") -> Ground:
    """The organisation, for its members. The header shows the places of the product one was in last, and this place as current."""
    ground = access.organisation(request, organisation)
    kept, _slash, last = request.COOKIES.get(LAST_PRODUCT, "").partition("/")
    slug = last.replace("\0", "")[:60] if kept == organisation else ""
    request.around_product = access.first_product_of(ground.person, ground.organisation, slug)  # type: ignore[attr-defined]
    request.place_name = place  # type: ignore[attr-defined]
    return ground
