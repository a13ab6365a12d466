"""What home adds around every page of an organisation: the way into search, its dialog, and the sheet of keys."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from goldthread.kit import registry
from goldthread.people.access import Ground

# After G, the letter of each view.
LETTERS = {"map": "m", "board": "b", "roadmap": "r", "sprint": "s", "list": "l", "candidates": "c"}
Key = dict[str, Any]


def around(request: HttpRequest) -> dict[str, Any]:
    """`tools` for the header, `dialogs` for the end of the page, `keys` for the sheet; nothing outside an organisation."""
    ground: Ground | None = getattr(request, "ground", None)
    if ground is None or not ground.may("see people"):
        return {"tools": [], "dialogs": [], "keys": []}
    # Made when a whole page shows it; parts do not, and do not pay.
    return {
        "tools": SimpleLazyObject(lambda: [_search_tool(ground)]),
        "dialogs": ["home/search_dialog.html", "home/keys.html"],
        "keys": SimpleLazyObject(lambda: _keys(ground)),
        "search_at": reverse("home:search", args=[ground.organisation.slug]),
        "search_in": ground.product.slug if ground.product else "",
    }


def _search_tool(ground: Ground) -> dict[str, Any]:
    address = reverse("home:search", args=[ground.organisation.slug])
    query = f"?in={ground.product.slug}" if ground.product else ""
    return {"name": "search", "label": _("Search"), "icon": "search", "url": address + query, "shortcut": _("Ctrl K")}


def _keys(ground: Ground) -> list[dict[str, Any]]:
    """The groups of the sheet. A key with an address is pressed anywhere; one without is minded by its own page."""
    groups = [{"label": _("Everywhere"), "keys": _everywhere(ground)}]
    if ground.product:
        groups.append({"label": _("Views of the thread"), "keys": _to_views(ground)})
    for label, keys in registry.shortcuts():
        groups.append({"label": label, "keys": [{"keys": pressed, "label": words} for pressed, words in keys]})
    return groups


def _everywhere(ground: Ground) -> list[Key]:
    shown: list[Key] = [
        {"keys": ("/",), "or": (_("Ctrl"), "K"), "label": _("Search, or do something by typing")},
        {"keys": ("?",), "label": _("Show these keys")},
    ]
    if ground.product and (ground.may("steer goals") or ground.may("propose")):
        url = reverse("chain:new", args=[ground.organisation.slug, ground.product.slug])
        shown.insert(1, {"keys": ("N",), "label": _("New goal"), "pressed": "n", "url": url})
    return shown


def _to_views(ground: Ground) -> list[Key]:
    slugs = (ground.organisation.slug, ground.the_product.slug)
    return [
        {
            "keys": ("G", LETTERS[one.name].upper()),
            "label": one.label,
            "pressed": f"g {LETTERS[one.name]}",
            "url": one.url(*slugs),
        }
        for one in registry.views()
        if one.name in LETTERS
    ]
