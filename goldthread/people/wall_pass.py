"""What a screen's cookie is worth: the right to look at one wall, and to be told when its product changes."""

from collections.abc import Iterator, Mapping, Sequence

from django.core import signing
from django.db.models import QuerySet
from django.utils.crypto import constant_time_compare

from goldthread.kit import walls

from . import access
from .models import WallLink
from .models.wall_link import LONGEST_TOKEN, SALT

PREFIX = "goldthread-wall-"
LIVE = "-live"
# A screen shows a few walls in turn; a longer row of cookies is not looked at.
MOST = 8


def by_token(token: str) -> WallLink | None:
    """The link behind an address that was handed out, open or not; None for a token that never was one."""
    organisation = token.partition("-")[0]
    if (
        not (organisation.isascii() and organisation.isdigit() and len(organisation) <= 18)
        or len(token) > LONGEST_TOKEN
    ):
        return None
    walls.let_in(int(organisation))
    return _links().filter(organisation=int(organisation), token_digest=WallLink.digest_of(token)).first()


def held(cookies: Mapping[str, str], organisation: str, product: str) -> WallLink | None:
    """The link to the wall at this address that the screen holds, open or not; an open one before others."""
    found = [one for one in _all(cookies) if (one.organisation.slug, one.product.slug) == (organisation, product)]
    chosen = next((one for one in found if holds(one)), found[0] if found else None)
    if chosen is not None:
        walls.let_in(chosen.organisation_id)
    return chosen


def listener(cookies: Mapping[str, str], topics: Sequence[str]) -> int | None:
    """What a screen is in the hub, where its link lets it listen to all these topics: those of its product, and no other."""
    for one in _all(cookies):
        if set(topics) <= {f"product-{one.product_id}"} and holds(one):
            return one.listener
    return None


def holds(link: WallLink) -> bool:
    """Whether a link shows anything: open, and its product not restricted to named people meanwhile."""
    out_of_sight = access.restricted_to_others(link.organisation, None)
    return link.is_open and not out_of_sight.filter(pk=link.product_id).exists()


def _all(cookies: Mapping[str, str]) -> Iterator[WallLink]:
    """The links behind the cookies of a screen."""
    passes = [(name, words) for name, words in cookies.items() if name.startswith(PREFIX)]
    for name, words in passes[:MOST]:
        link = _behind(words)
        if link is not None and name.removesuffix(LIVE) == link.pass_name:
            yield link


def _behind(words: str) -> WallLink | None:
    try:
        organisation, pk, digest = signing.loads(words, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    walls.let_in(organisation)
    link = _links().filter(organisation=organisation, pk=pk).first()
    return link if link is not None and constant_time_compare(link.token_digest[:16], digest) else None


def _links() -> QuerySet[WallLink]:
    return WallLink.objects.select_related("organisation", "product")
