"""The Jinja2 environment of our own pages. Macros and words are globals: parts are rendered without top-level imports."""

import json
from functools import lru_cache
from typing import Any

from django.contrib.staticfiles import finders
from django.templatetags.static import static as static_address
from django.urls import get_script_prefix, reverse
from django.utils import translation
from django.utils.text import capfirst
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from . import text
from .differences import differences
from .said_again import SaidAgain


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a view, by the name that `urls.py` gives it."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def static(path: str) -> str:
    """The address of a file that the browser gets."""
    return _static(get_script_prefix(), path)


@lru_cache(maxsize=1024)
def _static(_root: str, path: str) -> str:
    return static_address(path)


def asset(path: str) -> str:
    """The address of a bundled script, by the name of its source ("kit/app.js")."""
    return static(f"dist/{path}")


@lru_cache(maxsize=1)
def _icons() -> dict[str, str]:
    found = finders.find("dist/icons.json")
    if not found:
        return {}
    with open(found, encoding="utf-8") as file:
        icons: dict[str, str] = json.load(file)
    return icons


@lru_cache(maxsize=512)
def icon(name: str, size: int = 16) -> Markup:
    """A picture beside a word; screens that are read aloud leave it out."""
    drawing = Markup(_icons().get(name, ""))  # noqa: S704 - our own build output
    return Markup(
        '<svg class="icon" width="{0}" height="{0}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"'
        ' stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">{1}</svg>'
    ).format(size, drawing)


def so_that(words: Any) -> Markup:
    """Lines of plain text with their breaks kept."""
    return Markup("<br>").join(escape(line) for line in str(words).split("\n"))


def environment(**options: Any) -> Environment:
    """Made once by Django's Jinja2 backend."""
    options.setdefault("undefined", StrictUndefined)
    made = Environment(  # noqa: S701 - Django's backend switches autoescape on
        **{
            **options,
            "trim_blocks": True,
            "lstrip_blocks": True,
            "extensions": ["jinja2.ext.i18n", "jinja2.ext.loopcontrols"],
        }
    )
    made.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext,
        translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    made.policies["json.dumps_kwargs"] = {"sort_keys": True, "ensure_ascii": False}
    # Jinja2's own makes all other letters small: "Für die kundschaft". German nouns keep theirs.
    made.filters["capitalize"] = capfirst
    made.globals.update(
        url=url, static=static, asset=asset, icon=icon, text=text.rendered, so_that=so_that, differences=differences
    )
    made.globals["ui"] = _Macros(made)
    made.globals["said_again"] = SaidAgain(made)
    return made


class _Macros:
    """The macros of `kit/ui.html`, loaded when first used."""

    def __init__(self, made: Environment) -> None:
        self._environment = made

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._environment.get_template("kit/ui.html").module, name)
        if not self._environment.auto_reload:
            setattr(self, name, found)
        return found
