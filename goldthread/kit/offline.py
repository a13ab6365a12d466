"""The page that a browser keeps for the time without a connection, and the script that keeps it."""

from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from . import pages

WORKER = Path(__file__).parent / "static" / "kit" / "offline" / "worker.js"


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The same for everybody: the browser asks for it without cookies and keeps it."""
    return pages.page(request, "kit/error.html", {"kind": "offline", "status": "offline"})


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The script; it may act for all pages of this installation and no others on the same host."""
    answer = HttpResponse(WORKER.read_bytes(), content_type="text/javascript; charset=utf-8")
    answer["Service-Worker-Allowed"] = request.path.removesuffix("offline/worker.js")
    answer["Cache-Control"] = "no-cache"
    return answer
