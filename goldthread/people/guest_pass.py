"""What a guest's cookie is worth: one product seen, and told of, by somebody without an account."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from goldthread.kit import clock, registry

from .models import GuestLink, LinkGuest

PREFIX = "goldthread-guest-"
# A browser knows a few products in this way; a longer row of cookies is not looked at.
MOST = 8


def arrived(request: HttpRequest) -> LinkGuest | None:
    """The guest of the product below whose address the request stands, and of no other."""
    for one in _all(request.COOKIES):
        if request.path_info.startswith(place_of(one, below_root=True)):
            return one
    return None


def known(request: HttpRequest, link: GuestLink) -> bool:
    """Whether this browser came by this link before."""
    return any(one.link_id == link.pk for one in _all(request.COOKIES))


def listener(cookies: Mapping[str, str], topics: Sequence[str]) -> int | None:
    """What a guest's browser is in the hub, where they may listen to all these topics."""
    for one in _all(cookies):
        if all(registry.may_listen(one.person, topic) for topic in topics):
            return one.listener
    return None


def hand_over(response: HttpResponse, guest: LinkGuest, secret: str) -> None:
    """The pass, told to nothing but the product's own addresses and the stream."""
    left = int((guest.link.ends_at - clock.now()).total_seconds())
    root = settings.SESSION_COOKIE_PATH.rstrip("/")
    # The last knows the browser again that opens the link once more.
    places = {"": place_of(guest), "-live": f"{root}/live/", "-again": f"{root}/guests/"}
    for ending, path in places.items():
        response.set_cookie(
            guest.pass_name(guest.link.product_id) + ending,
            guest.pass_words(secret),
            max_age=left,
            path=path,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def place_of(guest: LinkGuest, *, below_root: bool = False) -> str:
    """Where the product stands, such as "/northwind/lighter/"; `below_root` without the path of the installation."""
    product = guest.link.product
    if below_root:
        return f"/{product.organisation.slug}/{product.slug}/"
    return reverse("chain:map", args=[product.organisation.slug, product.slug])


def _all(cookies: Mapping[str, str]) -> Any:
    for name, words in [pair for pair in cookies.items() if pair[0].startswith(PREFIX)][:MOST]:
        found = LinkGuest.behind(words)
        if found is not None and name.removesuffix("-live").removesuffix("-again") == found.pass_name(
            found.link.product_id
        ):
            yield found
