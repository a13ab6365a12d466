"""Macros whose words depend on nothing but what they are given: written once, and said again to everybody after.

What stands around every page (places, views, dialogs, keys) differs by language and address only, and to write it anew
for each request took longer than to read and draw the map of 200 goals that stands in it.
"""

from collections import OrderedDict
from collections.abc import Hashable, Iterable, Mapping
from threading import Lock
from typing import Any

from django.urls import get_script_prefix
from django.utils.functional import Promise
from django.utils.translation import get_language
from jinja2 import Environment
from markupsafe import Markup

MOST = 1024
_AS_THEY_ARE = (str, int, type(None))


class SaidAgain:
    """`{{ said_again("kit/frame.html", "places", here.places) }}`: the macro `places` of that template with these words.

    Takes what is made of words, numbers, lists and dictionaries; anything else raises TypeError, for a thing that can
    change would go on being shown as it was. Tokens and other secrets are put in afterwards. The least used leave first.
    """

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._said: OrderedDict[Hashable, Markup] = OrderedDict()
        self._lock = Lock()

    def __call__(self, template: str, macro: str, *given: Any) -> Markup:
        key = (template, macro, get_language(), get_script_prefix(), tuple(map(frozen, given)))
        with self._lock:
            found = self._said.get(key)
            if found is not None:
                self._said.move_to_end(key)
                return found
        said = Markup(getattr(self._environment.get_template(template).module, macro)(*given))  # noqa: S704 - a macro of ours, autoescaped
        with self._lock:
            self._said[key] = said
            if len(self._said) > MOST:
                self._said.popitem(last=False)
        return said


def frozen(given: Any) -> Hashable:
    """A value by which equal words are found again: what is markup and what is not differ, and so do yes and 1."""
    kind = type(given)
    if kind in _AS_THEY_ARE:
        plain: Hashable = given
        return plain
    if kind is bool or kind is Markup:
        return kind, str(given)
    if isinstance(given, Mapping):
        return tuple((name, frozen(value)) for name, value in given.items())
    if isinstance(given, Promise | str):
        return str(given)
    if isinstance(given, Iterable):
        return tuple(map(frozen, given))
    raise TypeError(f"{given!r} is no words, no number, no list and no dictionary")


__all__ = ["SaidAgain", "frozen"]
