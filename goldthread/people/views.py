from django.http import HttpRequest, HttpResponse

from . import access


def found(request: HttpRequest) -> HttpResponse:
    """Make an organisation."""
    raise NotImplementedError


def organisation(request: HttpRequest, organisation: str) -> HttpResponse:
    """The organisation: its products, teams and people."""
    access.organisation(request, organisation)
    raise NotImplementedError
