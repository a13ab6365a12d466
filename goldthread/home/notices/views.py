"""The list of notices, the bell, and reading them."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from goldthread.journal import notices
from goldthread.kit import pages
from goldthread.people import access
from goldthread.people.access import Ground
from goldthread.people.place import in_place

from . import bell, reading, sight

A_PAGE = 30


@require_safe
def listed(request: HttpRequest, organisation: str) -> HttpResponse:
    """All notices of the person in this organisation, the newest first; `?page=` how far back."""
    ground = in_place(request, organisation)
    page = Paginator(sight.shown(ground), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "notices": reading.rows(ground, page.object_list),
        "page": page,
        "address": reverse("home:notices", args=[organisation]),
        "all_read": reverse("home:notices_reading", args=[organisation]),
        "topics": [f"person-{ground.person.pk}"],
    }
    if pages.is_part(request):
        return pages.part(request, "home/notices.html", "list", context)
    return pages.page(request, "home/notices.html", context)


@require_safe
def rung(request: HttpRequest, organisation: str) -> HttpResponse:
    """The bell alone."""
    ground = access.organisation(request, organisation)
    return pages.page(request, "home/bell.html", bell.alone(ground))


@require_POST
def read_all(request: HttpRequest, organisation: str) -> HttpResponse:
    """Mark every notice as read."""
    ground = access.organisation(request, organisation)
    notices.read(ground.person.pk, ground.organisation.pk)
    return _back(organisation)


@require_POST
def read(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """Mark a notice as read, or with `unread=1` as unread again."""
    ground, found = _mine(request, organisation, pk)
    if request.POST.get("unread"):
        notices.unread(ground.person.pk, ground.organisation.pk, found.notice.pk)
    else:
        notices.read(ground.person.pk, ground.organisation.pk, [found.notice.pk])
    return _back(organisation)


@require_POST
def opened(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """On to what a notice is about; from now on it counts as read."""
    ground, found = _mine(request, organisation, pk)
    notices.read(ground.person.pk, ground.organisation.pk, [found.notice.pk])
    return _to(found.path)


def _mine(request: HttpRequest, organisation: str, pk: int) -> tuple[Ground, reading.Told]:
    ground = access.organisation(request, organisation)
    found = reading.told(ground, sight.shown(ground).filter(pk=pk))
    if not found:
        raise Http404
    return ground, found[0]


def _back(organisation: str) -> HttpResponse:
    return _to(reverse("home:notices", args=[organisation]))


def _to(path: str) -> HttpResponse:
    response = redirect(path)
    response.status_code = 303
    return response
