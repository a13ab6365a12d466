"""Where a link leads that is good no longer, or never was: to one calm page, the same for all reasons."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from goldthread.kit import pages


class LinkEnded(Http404):
    """Nobody is asked by this link any more: they are no longer asked, or no longer see what it is about."""


def ended(request: HttpRequest, cookie: str) -> Http404:
    """What is raised for a browser without a good pass: whoever holds one that is good no longer came by a link; whoever
    never had one is a stranger here as anywhere."""
    return LinkEnded() if cookie in request.COOKIES else Http404()


def calmly(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view for whoever holds the cookie of a link: where that leads nowhere any more, it says so and nothing else."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
        try:
            return view(request, *args, **more)
        except LinkEnded:
            return pages.page(request, "decisions/link_ended.html", {}, 404)

    return shown


__all__ = ["LinkEnded", "calmly", "ended"]
