"""From bytes to text, whatever the encoding; and from a name and bytes to the kind of file."""

import codecs
from pathlib import PurePath

from goldthread.exchange.files.items import Unreadable
from goldthread.exchange.shapes import N_

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SAMPLE = 4000
MOST_BYTES = 20 * 1024 * 1024

EMPTY = N_("The file is empty. Choose one that holds goals.")
TOO_LARGE = N_("The file is larger than 20 MB. Divide it and bring in the parts.")
NO_TEXT = N_("The file is neither a table nor a text. Save it as CSV, XLSX, YAML or JSON.")
OLD_EXCEL = N_("This is a workbook in the old XLS format. Save it as XLSX or CSV and choose that file.")


def text_of(content: bytes) -> str:
    """The text of a file: UTF-8, UTF-16 or UTF-32 with or without a mark, else Windows-1252. Raises Unreadable."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _decoded(content[len(mark) :], name)
    if guess := _wide(content[:SAMPLE]):
        return _decoded(content, guess)
    if b"\x00" in content[:SAMPLE]:
        raise Unreadable(NO_TEXT)
    try:
        return content.decode("utf-8").replace("\x00", "")
    except UnicodeDecodeError:
        # The five bytes that Windows-1252 leaves open are those of Latin-1.
        return "".join(_windows(byte) for byte in content).replace("\x00", "")


def kind_of(name: str, content: bytes) -> str:
    """ "xlsx", "json", "yaml" or "csv". Raises Unreadable where it is none of them, empty or too large."""
    if not content.strip():
        raise Unreadable(EMPTY)
    if len(content) > MOST_BYTES:
        raise Unreadable(TOO_LARGE)
    if content.startswith(b"PK"):
        return "xlsx"
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(OLD_EXCEL)
    ending = PurePath(name).suffix.lower()
    if ending in (".json", ".jsonl", ".geojson"):
        return "json"
    if ending in (".yaml", ".yml"):
        return "yaml"
    if ending not in (".csv", ".tsv", ".tab") and text_of(content[:SAMPLE]).lstrip()[:1] in ("{", "["):
        return "json"
    return "csv"


def _wide(sample: bytes) -> str:
    """UTF-16 without a mark shows as a zero in every second byte of plain letters."""
    half = len(sample) // 2
    if half < 2:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > half * 0.4 and even < half * 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.4 and odd < half * 0.1 else ""


def _decoded(content: bytes, name: str) -> str:
    return content.decode(name, "replace").lstrip("\ufeff").replace("\x00", "")


def _windows(byte: int) -> str:
    try:
        return bytes((byte,)).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)
