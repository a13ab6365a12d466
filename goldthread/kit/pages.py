"""Whole pages, and parts of them rendered alone."""

from collections.abc import Callable
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template import engines
from django.utils.crypto import get_random_string
from django.utils.translation import get_language
from jinja2_fragments import render_block
from markupsafe import Markup

Context = dict[str, Any]
_around: list[Callable[[HttpRequest], Context]] = []


def around(function: Callable[[HttpRequest], Context]) -> None:
    """Let a package above add what every page shows (who, where, the places)."""
    _around.append(function)


def page(request: HttpRequest, template: str, context: Context | None = None, status: int = 200) -> HttpResponse:
    """A whole page from a Jinja2 template."""
    html = engines["jinja2"].env.get_template(template).render(_whole(request, context))  # type: ignore[attr-defined]
    return HttpResponse(html, status=status)


def part(
    request: HttpRequest, template: str, block: str, context: Context | None = None, status: int = 200
) -> HttpResponse:
    """One block of a page, rendered alone: what htmx puts in its place."""
    html = render_block(engines["jinja2"].env, template, block, _whole(request, context))  # type: ignore[attr-defined]
    return HttpResponse(html, status=status)


def rendered(request: HttpRequest, template: str, context: Context | None = None) -> Markup:
    """A template as it would stand in a page: for parts that are kept (kit.memory)."""
    return Markup(engines["jinja2"].env.get_template(template).render(_whole(request, context)))  # type: ignore[attr-defined]  # noqa: S704 - our own templates, autoescaped


def is_part(request: HttpRequest) -> bool:
    """Whether htmx asks for a part rather than a browser for a page."""
    return request.headers.get("HX-Request") == "true" and request.headers.get("HX-History-Restore-Request") != "true"


def everywhere(request: HttpRequest) -> Context:
    """What every template may use, ours and those of sign-in."""
    context: Context = {
        "request": request,
        "person": getattr(request, "person", None),
        "language": get_language(),
        "theme": request.COOKIES.get("theme", "") if request.COOKIES.get("theme") in ("light", "dark") else "",
        "csrf_token": get_token(request),
        "tokens": lambda: tokens(request),
        "messages": get_messages(request) if hasattr(request, "_messages") else [],
        "here": {"organisation": None, "product": None, "places": [], "views": [], "person": None, "membership": None},
    }
    for function in _around:
        context.update(function(request))
    return context


def tokens(request: HttpRequest) -> Markup:
    """Hidden inputs for a form: the one against forgery, and the one that makes a write sent twice happen once."""
    return Markup(
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}"><input type="hidden" name="once" value="{}">'
    ).format(get_token(request), get_random_string(22))


def _whole(request: HttpRequest, context: Context | None) -> Context:
    return {**everywhere(request), **(context or {})}


__all__ = ["around", "everywhere", "is_part", "page", "part", "rendered", "tokens"]
