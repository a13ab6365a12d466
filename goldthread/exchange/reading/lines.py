"""From pasted text to clean lines: no invisible characters, one kind of line end, measured indents."""

import re
import unicodedata
from dataclasses import dataclass

TAB_COLUMNS = 4
# Canonical ordering of a long run of combining marks takes quadratic time.
LONGEST_NORMALISED = 2_000

_BREAKS = {"\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n", "\r": "\n"}
_SPACES = dict.fromkeys(
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f", " "
)
_UNSEEN = dict.fromkeys(
    "\u00ad\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
_CONTROL = dict.fromkeys((*range(9), *range(14, 32), *range(127, 133), *range(134, 160)))
_TIDY = {**_CONTROL, **str.maketrans({**_BREAKS, **_SPACES, **_UNSEEN, "\u3000": "  "})}
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the paste: its number from 1, its indent in columns, its text without the indent."""

    number: int
    indent: int
    text: str
    raw: str


def tidy(text: str) -> str:
    """The text without NUL, direction marks and other unseen characters, with plain spaces and line ends.

    A database would refuse NUL and lone surrogates; marks that change the reading direction
    could make a name look like another one.
    """
    plain = _LONE_SURROGATE.sub("\ufffd", text.replace("\r\n", "\n").translate(_TIDY))
    return plain if plain.isascii() else "\n".join(map(_composed, plain.split("\n")))


def _composed(line: str) -> str:
    return line if len(line) > LONGEST_NORMALISED else unicodedata.normalize("NFC", line)


def split_lines(text: str) -> list[Line]:
    """Every line, blank ones too, numbered as the person sees them."""
    return [_measured(number, raw) for number, raw in enumerate(tidy(text).split("\n"), start=1)]


def _measured(number: int, raw: str) -> Line:
    inner = raw.lstrip(" \t")
    return Line(number, _columns(raw[: len(raw) - len(inner)]), inner.rstrip(), raw.rstrip())


def _columns(blank: str) -> int:
    if "\t" not in blank:
        return len(blank)
    column = 0
    for sign in blank:
        column += TAB_COLUMNS - column % TAB_COLUMNS if sign == "\t" else 1
    return column
