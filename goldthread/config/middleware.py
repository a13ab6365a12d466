"""What is refused before anything else looks at it, and what is taken away."""

from collections.abc import Callable

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from . import errors

Answer = Callable[[HttpRequest], HttpResponse]


class Policy(CSPMiddleware):
    """What pages may load, as django-csp says it; for those that ask for nothing of their own it is put together once."""

    def __init__(self, get_response: Answer) -> None:
        super().__init__(get_response)
        self._usual = build_policy()

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if any(name.startswith("_csp") for name in vars(response)):
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, self._usual)
        return response


def readable(answer: Answer) -> Answer:
    """Refuse a body that was too large (the server counted it) and an address with NUL in it.

    PostgreSQL takes no NUL; forms strip or refuse it, but what stands in an address goes straight into a query.
    """

    def answered(request: HttpRequest) -> HttpResponse:
        _forget_odd_cookies(request)
        if request.META.get("goldthread.too_large"):
            return errors.too_large(request)
        if "%00" in request.META.get("QUERY_STRING", "") or "\x00" in request.path_info:
            return errors.bad_request(request)
        return answer(request)

    return answered


def _forget_odd_cookies(request: HttpRequest) -> None:
    """A cookie with NUL in it is none of ours."""
    for name in [name for name, value in request.COOKIES.items() if "\x00" in value]:
        del request.COOKIES[name]
