"""What comes back, unpacked no further than the limit."""

import zlib
from collections.abc import Iterable, Iterator

from .limits import TooMuch

_CHUNK_BYTES = 64 * 1024


class Garbled(Exception):
    """The answer cannot be unpacked."""


def unpacked(chunks: Iterable[bytes], coding: str, most: int) -> bytes:
    """The whole body; `coding` is "", "gzip" or "deflate". Raises TooMuch above `most` bytes, Garbled for anything else."""
    kept = bytearray()
    for piece in _pieces(chunks, coding.strip().lower()):
        kept += piece
        if len(kept) > most:
            raise TooMuch
    return bytes(kept)


def _pieces(chunks: Iterable[bytes], coding: str) -> Iterator[bytes]:
    if coding in ("", "identity"):
        yield from chunks
    elif coding in ("gzip", "x-gzip"):
        yield from _inflated(chunks, zlib.decompressobj(zlib.MAX_WBITS | 16))
    elif coding == "deflate":
        yield from _inflated(chunks, zlib.decompressobj())
    else:
        raise Garbled


def _inflated(chunks: Iterable[bytes], unpacking: "zlib._Decompress") -> Iterator[bytes]:
    """Unpacked in small pieces: a bomb is noticed after the first few, whatever it would become."""
    try:
        for chunk in chunks:
            waiting = chunk
            while waiting and not unpacking.eof:
                yield unpacking.decompress(waiting, _CHUNK_BYTES)
                waiting = unpacking.unconsumed_tail
            if unpacking.eof:
                break
        while piece := unpacking.decompress(unpacking.unconsumed_tail, _CHUNK_BYTES) if not unpacking.eof else b"":
            yield piece
    except zlib.error:
        raise Garbled from None
    if not unpacking.eof:
        raise Garbled
