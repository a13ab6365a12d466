"""The pieces that lie on the table one by one: cards and groups of cards, each made by itself, so that each can travel alone."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.template import engines
from django.urls import reverse
from markupsafe import Markup

from . import rules
from .models import Workshop

# So many digits of a card's key as tell it from all others on the table, with room for those to come.
DIGITS = (8, 16, 32)
KEPT_CARDS = 4096
CARD = "card-"
ROOM = "\N{OBJECT REPLACEMENT CHARACTER}"


def short(keys: Sequence[str]) -> list[str]:
    """What cards are called on the page: the beginnings of their keys, as short as they differ."""
    for digits in DIGITS:
        found = [key[:digits] for key in keys]
        if len(set(found)) == len(keys):
            return found
    return list(keys)


def of(
    workshop: Workshop, clusters: Iterable[Mapping[str, Any]], loose: Iterable[Mapping[str, Any]]
) -> dict[str, Markup]:
    """Groups first, then loose cards, by the id that each has on the page, in the order in which they lie."""
    made: dict[str, Markup] = {}
    naming = reverse("workshops:titles", args=[workshop.organisation.slug, workshop.product.slug, workshop.pk])
    for one in clusters:
        cards = Markup("").join(_card(card["id"], card["words"], card["by"], True) for card in one["cards"])
        made[f"cluster-{one['id']}"] = _macros().cluster(one["id"], one["title"], cards, naming)
    for card in loose:
        made[f"{CARD}{card['id']}"] = _card(card["id"], card["words"], card["by"], False)
    return made


def in_order(made: Mapping[str, str], order: int, seed: str, orders: int) -> dict[str, str]:
    """The same pieces as they lie in one of the orders: groups are in none, they stay where they are."""
    cards = [one.removeprefix(CARD) for one in made if one.startswith(CARD)]
    lying = [f"{CARD}{one}" for one in rules.order_for(orders, order, cards, seed)]
    return {one: made[one] for one in [*(one for one in made if not one.startswith(CARD)), *lying]}


@lru_cache(maxsize=KEPT_CARDS)
def _card(name: str, words: str, by: str, is_grouped: bool) -> Markup:
    before, between, *after = _shape(bool(by), is_grouped)
    end = (after[0], by, after[1]) if by else after
    # What is joined to markup is escaped.
    return Markup("").join((before, name, between, words, *end))


@lru_cache(maxsize=4)
def _shape(is_signed: bool, is_grouped: bool) -> list[Markup]:
    """A card drawn once, with room for its name, its words and who signed it: to draw each of two thousand takes longer than
    all else that is told."""
    made: Markup = _macros().card(ROOM, ROOM, ROOM if is_signed else "", is_grouped)
    return made.split(ROOM)


@lru_cache(maxsize=1)
def _macros() -> Any:
    return engines["jinja2"].env.get_template("workshops/room/table/pieces.html").module  # type: ignore[attr-defined]
