"""The outermost ring: whatever goes wrong inside, the answer is a page that says what happened."""

from collections.abc import Callable

from django.core.exceptions import TooManyFilesSent
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError

from . import errors

Answer = Callable[[HttpRequest], HttpResponse]


def unfailing(answer: Answer) -> Answer:
    """Refuse a body that was too large (the server counted it), and say so when the database is busy or away."""

    def answered(request: HttpRequest) -> HttpResponse:
        if request.META.get("goldthread.too_large"):
            return errors.too_large(request)
        try:
            return answer(request)
        except OperationalError:
            return errors.unavailable(request)
        except (MultiPartParserError, TooManyFilesSent):
            return errors.bad_request(request)

    return answered
