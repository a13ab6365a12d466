"""What the stream of a room carries: what changed on the table, made once for all alike, and what each is asked to do.

Only what everybody in the room sees, and what all who stand alike are asked, is ever carried. Whatever somebody wrote or
voted is answered to that person alone (see `mine`). Who has no seat is told nothing but that something changed.
"""

import base64
import json
import zlib
from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.utils import translation

from goldthread.kit.prepared import Prepared
from goldthread.kit.registry import Reader, Words

from . import parts, pieces, standing, table
from .models import Workshop
from .standing import Standing

# Above this, words are packed; a browser unpacks them faster than they would travel.
PACKED_BYTES = 4096
SHEETS_KEPT = 64


@dataclass(frozen=True)
class Sheet:
    """The table as it was told last: all but the pieces that lie on it, and those."""

    edition: int
    frame: str
    pieces: dict[str, str]


class Lying:
    """All pieces as they lie in the first of the orders: squeezed once for all who are told of them anew, each of whom is told
    besides in which order they lie there."""

    def __init__(self, lying: Mapping[str, str]) -> None:
        self._places = {one: place for place, one in enumerate(lying)}
        self._said = f'{{"cards":{json.dumps("".join(lying.values()))},'

    def packed(self, said: Mapping[str, Any], order: Iterable[str]) -> bytes:
        """The same as `packed` gives, with all pieces and their places in this order."""
        rest = json.dumps({"lie": [self._places[one] for one in order], **said}, separators=(",", ":"))[1:]
        if len(self._said) + len(rest) < PACKED_BYTES:
            return (self._said + rest).encode()
        return b"~" + base64.b64encode(self._squeezed + _squeezed(rest, zlib.Z_FINISH))

    @cached_property
    def _squeezed(self) -> bytes:
        # Ends so that anything squeezed by itself may follow.
        return _squeezed(self._said, zlib.Z_FULL_FLUSH)


_EDITION = Prepared(lambda pk: Workshop.objects.filter(pk=pk), "edition")
_told: "OrderedDict[tuple[int, int, str], Sheet]" = OrderedDict()


def carry(pk: int, readers: Collection[Reader]) -> Mapping[Reader, Words]:
    """What each reader is told of a change in this workshop. In a fixed number of queries for each language."""
    of = parts.fresh(pk)
    if of is None:
        return {}
    stands = standing.of_people(of, {one.person for one in readers})
    found: dict[Reader, Words] = {}
    for language in {one.language for one in readers}:
        alike = [one for one in readers if one.language == language and one.person in stands]
        with translation.override(language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
            found |= _in_one_language(of, alike, stands)
    return found


def _in_one_language(of: Workshop, readers: list[Reader], stands: Mapping[int, Standing]) -> dict[Reader, Words]:
    lying, sheets = _sheets(of, {one.person % table.ORDERS for one in readers})
    asked: dict[Standing, str] = {}
    made: dict[tuple[Any, ...], bytes] = {}
    found = {}
    for one in readers:
        order, stand = one.person % table.ORDERS, stands[one.person]
        before, now = sheets[order]
        has, _dot, key = one.has.partition(".")
        base = before if before is not None and before.edition and has == str(before.edition) else None
        is_new = key != stand.key
        like = (order, base is None, stand, is_new)
        if like not in made:
            said = {"edition": now.edition, **_changes(base, now), "mine": _asked(of, stand, asked, is_new)}
            made[like] = lying.packed(said, now.pieces) if _are_all_told(base, now) else packed(said)
        found[one] = Words(made[like], f"{now.edition}.{stand.key}")
    return found


def _asked(of: Workshop, stand: Standing, made: dict[Standing, str], is_new: bool) -> dict[str, Any]:
    """How somebody stands; where that is new to their page also the words, the same for all who stand like this."""
    said: dict[str, Any] = {"key": stand.key, "phase": stand.phase, "keeps": stand.keeps}
    if is_new:
        if stand not in made:
            made[stand] = parts.mine_of_all(of, stand)
        said["html"] = made[stand]
    return said


def _sheets(of: Workshop, orders: Collection[int]) -> tuple[Lying, dict[int, tuple[Sheet | None, Sheet]]]:
    """What lies on the table, and for each order the table as it was told last in this language, and as it is."""
    language, found = translation.get_language() or "", {}
    frame, lying = parts.table_in_pieces(of)
    # What changed while this was read may be in it already, and is told again: nothing can be said on top of it then.
    edition = of.edition if _EDITION.rows(of.pk) == [{"edition": of.edition}] else 0
    for order in orders:
        key = (of.pk, order, language)
        now = Sheet(edition, frame, pieces.in_order(lying, order, of.seed, table.ORDERS))
        found[order] = (_told.get(key), now)
        _told[key] = now
        _told.move_to_end(key)
    while len(_told) > SHEETS_KEPT:
        _told.popitem(last=False)
    return Lying(lying), found


def _are_all_told(before: Sheet | None, now: Sheet) -> bool:
    """Whether all pieces are told anew, rather than those that changed."""
    return before is None or bool(now.pieces and not before.pieces)


def _changes(before: Sheet | None, now: Sheet) -> dict[str, Any]:
    """What to do to a table that looks like the one before: the frame, then the pieces that are new, moved or gone.

    Where all pieces are told anew, Lying adds `cards`, all of them, and `lie`, which of them comes first, second and so on.
    `put` are pieces from the last to the first: its id, its words where they are other than before, and the id of the
    piece that it lies before ("" for the last).
    """
    if before is None or _are_all_told(before, now):
        return {"frame": now.frame}
    said: dict[str, Any] = {} if before.frame == now.frame else {"frame": now.frame}
    if before.pieces != now.pieces or list(before.pieces) != list(now.pieces):
        said |= {
            "gone": [one for one in before.pieces if one not in now.pieces],
            "put": _put(before.pieces, now.pieces),
        }
    return said


def _put(before: Mapping[str, str], now: Mapping[str, str]) -> list[tuple[str, str | None, str]]:
    is_in_order = [one for one in before if one in now] == [one for one in now if one in before]
    found: list[tuple[str, str | None, str]] = []
    following = ""
    for one in reversed(list(now)):
        if before.get(one) != now[one]:
            found.append((one, now[one], following))
        elif not is_in_order:
            found.append((one, None, following))
        following = one
    return found


def packed(said: Mapping[str, Any]) -> bytes:
    """In one line: JSON, or where that is long "~" and the same packed."""
    plain = json.dumps(said, separators=(",", ":")).encode()
    if len(plain) < PACKED_BYTES:
        return plain
    return b"~" + base64.b64encode(_squeezed(plain, zlib.Z_FINISH))


def _squeezed(plain: str | bytes, end: int) -> bytes:
    squeeze = zlib.compressobj(2, zlib.DEFLATED, -15)
    return squeeze.compress(plain.encode() if isinstance(plain, str) else plain) + squeeze.flush(end)
