"""What home adds around every page of an organisation: the way into search, its dialog, and the sheet of keys."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.urls import get_script_prefix, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from goldthread.kit import registry
from goldthread.people.access import Ground

# After G, the letter of each view.
LETTERS = {"map": "m", "board": "b", "roadmap": "r", "sprint": "s", "list": "l", "candidates": "c"}
Key = dict[str, Any]


def around(request: HttpRequest) -> dict[str, Any]:
    """`tools` for the header, `dialogs` for the end of the page (as `said_again` takes them); nothing outside an organisation."""
    ground: Ground | None = getattr(request, "ground", None)
    if ground is None or not ground.may("see people"):
        return {"tools": SimpleLazyObject(lambda: _brought(request)), "dialogs": [], "has_keys": False}
    # Made when a whole page shows it; parts do not, and do not pay.
    return {
        "tools": SimpleLazyObject(lambda: [_search_tool(ground), *_brought(request)]),
        "dialogs": SimpleLazyObject(lambda: list(_dialogs(ground))),
        "has_keys": True,
    }


def _brought(request: HttpRequest) -> list[dict[str, Any]]:
    """What packages below bring to the header, such as speaking up."""
    return [one for bring in registry.slots("frame.tools") if (one := bring(request)) is not None]


def _search_tool(ground: Ground) -> dict[str, Any]:
    address = reverse("home:search", args=[ground.organisation.slug])
    query = f"?in={ground.product.slug}" if ground.product else ""
    return {"name": "search", "label": _("Search"), "icon": "search", "url": address + query, "shortcut": _("Ctrl K")}


def _dialogs(ground: Ground) -> Iterator[tuple[str, str, tuple[Any, ...]]]:
    at, product = ground.organisation.slug, ground.product.slug if ground.product else ""
    yield "home/search_dialog.html", "dialog", (reverse("home:search", args=[at]), product)
    sets = bool(product) and (ground.may("steer goals") or ground.may("propose"))
    yield "home/keys.html", "sheet", (_keys(at, product, sets, get_language(), get_script_prefix()),)


@lru_cache(256)
def _keys(at: str, product: str, sets: bool, _language: str, _root: str) -> tuple[dict[str, Any], ...]:
    """The groups of the sheet. A key with an address is pressed anywhere; one without is minded by its own page."""
    groups = [{"label": _("Everywhere"), "keys": _everywhere(at, product, sets)}]
    if product:
        groups.append({"label": _("Views of the thread"), "keys": _to_views(at, product)})
    for label, keys in registry.shortcuts():
        groups.append(
            {
                "label": label,
                "keys": [{"keys": tuple(map(str, pressed)), "label": str(words)} for pressed, words in keys],
            }
        )
    return tuple(groups)


def _everywhere(at: str, product: str, sets: bool) -> list[Key]:
    shown: list[Key] = [
        {"keys": ("/",), "or": (_("Ctrl"), "K"), "label": _("Search, or do something by typing")},
        {"keys": ("?",), "label": _("Show these keys")},
    ]
    if sets:
        url = reverse("chain:new", args=[at, product])
        shown.insert(1, {"keys": ("N",), "label": _("New goal"), "pressed": "n", "url": url})
    return shown


def _to_views(at: str, product: str) -> list[Key]:
    return [
        {
            "keys": ("G", LETTERS[one.name].upper()),
            "label": str(one.label),
            "pressed": f"g {LETTERS[one.name]}",
            "url": one.url(at, product),
        }
        for one in registry.views()
        if one.name in LETTERS
    ]
