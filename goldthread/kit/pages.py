"""Whole pages, and parts of them rendered alone."""

import secrets
from collections.abc import Callable
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template import engines
from django.utils.translation import get_language
from jinja2_fragments import render_block
from markupsafe import Markup

Context = dict[str, Any]
NO_TOKENS = Markup('<input type="hidden" name="csrfmiddlewaretoken"><input type="hidden" name="once">')
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


def lean(request: HttpRequest, template: str, context: Context | None = None) -> Markup:
    """A template that shows nothing of the frame, without asking for what every page shows: for parts that many ask for at once."""
    csrf_token = get_token(request)
    around = {
        "request": request,
        "person": getattr(request, "person", None),
        "language": get_language(),
        "tokens": lambda: _with(csrf_token),
        "csrf_token": csrf_token,
    }
    return Markup(engines["jinja2"].env.get_template(template).render({**around, **(context or {})}))  # type: ignore[attr-defined]  # noqa: S704 - our own templates, autoescaped


def of_nobody(template: str, context: Context | None = None) -> Markup:
    """A template for many at once, outside any request: forms in it have no tokens, the browser puts in those of its page."""
    around = {
        "request": None,
        "person": None,
        "language": get_language(),
        "tokens": lambda: NO_TOKENS,
        "csrf_token": "",
    }
    return Markup(engines["jinja2"].env.get_template(template).render({**around, **(context or {})}))  # type: ignore[attr-defined]  # noqa: S704 - our own templates, autoescaped


def with_tokens(request: HttpRequest, made: str) -> Markup:
    """What was made for many, with tokens of this request in its forms, in each another one against sending it twice."""
    first, *others = made.split(NO_TOKENS)
    csrf_token = get_token(request)
    return Markup("").join([Markup(first), *(_with(csrf_token) + Markup(one) for one in others)])  # noqa: S704 - our own templates, autoescaped


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
    return _with(get_token(request))


def _with(csrf_token: str) -> Markup:
    # 128 bits, 22 characters.
    return Markup(
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}"><input type="hidden" name="once" value="{}">'
    ).format(csrf_token, secrets.token_urlsafe(16))


def _whole(request: HttpRequest, context: Context | None) -> Context:
    return {**everywhere(request), **(context or {})}


__all__ = ["around", "everywhere", "is_part", "lean", "of_nobody", "page", "part", "rendered", "tokens", "with_tokens"]
