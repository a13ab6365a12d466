"""The page of search, and the part of it that the dialog asks for with every letter."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from goldthread.kit import pages
from goldthread.people import access
from goldthread.people.access import Ground
from goldthread.people.middleware import LAST_PRODUCT

from .. import rules
from . import asking, deeds, results
from .kinds import KINDS

IN_DIALOG, ON_PAGE = 8, 20
LAST_PAGE = 50
PAGE = "home/search.html"


@require_safe
def search(request: HttpRequest, organisation: str) -> HttpResponse:
    """`?q=` is the question, `?in=` the product one comes from, `?kind=` one kind only, `?page=` how far on."""
    ground = _ground(request, organisation)
    if request.GET.get("dialog") and pages.is_part(request):
        return pages.part(request, PAGE, "options", _context(request, ground, size=IN_DIALOG))
    return pages.page(request, PAGE, _context(request, ground, size=ON_PAGE))


def _context(request: HttpRequest, ground: Ground, *, size: int) -> dict[str, Any]:
    question = request.GET.get("q", "")[: rules.LONGEST_QUESTION].replace("\0", "")
    kind = request.GET.get("kind", "") if request.GET.get("kind") in KINDS else ""
    number = _page_number(request.GET.get("page", ""))
    asked = rules.asked(question)
    found = asking.find(ground, asked, kind=kind, page=number, size=size)
    return {
        "question": question,
        "search_at": reverse("home:search", args=[ground.organisation.slug]),
        "search_in": ground.product.slug if ground.product else "",
        "lines": results.lines(ground, found.rows, asked),
        "is_near": found.is_near,
        "deeds": [] if kind or number > 1 else deeds.fitting(ground, question),
        "kinds": _kinds(ground, question, kind),
        "all_url": _address(ground, question, kind),
        "before_url": _address(ground, question, kind, number - 1) if number > 1 else "",
        "more_url": _address(ground, question, kind, number + 1) if found.has_more and number < LAST_PAGE else "",
    }


def _ground(request: HttpRequest, organisation: str) -> Ground:
    """The organisation; and where the person comes from a product or was in one last, that product, for its deeds."""
    ground = access.organisation(request, organisation)
    kept, _slash, last = request.COOKIES.get(LAST_PRODUCT, "").partition("/")
    slug = request.GET.get("in", "") or (last if kept == organisation else "")
    product = access.first_product_of(ground.person, ground.organisation, slug.replace("\0", "")[:60])
    request.place_name = ""  # type: ignore[attr-defined]
    return access.product(request, organisation, product.slug) if product else ground


def _page_number(typed: str) -> int:
    return min(max(int(typed), 1), LAST_PAGE) if typed.isascii() and typed.isdigit() and len(typed) < 4 else 1


def _kinds(ground: Ground, question: str, chosen: str) -> list[dict[str, Any]]:
    return [
        {"label": one.labels if one else None, "url": _address(ground, question, name), "current": name == chosen}
        for name, one in [("", None), *KINDS.items()]
    ]


def _address(ground: Ground, question: str, kind: str = "", page: int = 1) -> str:
    said = {
        "q": question,
        "in": ground.product.slug if ground.product else "",
        "kind": kind,
        "page": page if page > 1 else "",
    }
    query = urlencode({name: value for name, value in said.items() if value})
    return reverse("home:search", args=[ground.organisation.slug]) + (f"?{query}" if query else "")
