"""Pages for what went wrong: what happened, whether work is safe, the next step."""

from django.http import HttpRequest, HttpResponse

from goldthread.kit import pages


def _answer(request: HttpRequest, status: int, reason: str = "") -> HttpResponse:
    if pages.is_part(request):
        return pages.part(request, "kit/error.html", "said", {"status": status, "reason": reason}, status=status)
    return pages.page(request, "kit/error.html", {"status": status, "reason": reason}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, 403, str(exception or ""))


def forbidden_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _answer(request, 403, "")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, 404)


def too_large(request: HttpRequest) -> HttpResponse:
    return _answer(request, 413)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, 429)


def failed(request: HttpRequest) -> HttpResponse:
    return _answer(request, 500)


def unavailable(request: HttpRequest) -> HttpResponse:
    response = _answer(request, 503)
    response["Retry-After"] = "5"
    return response
