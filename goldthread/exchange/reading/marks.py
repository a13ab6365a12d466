"""List markers, headings, emphasis and links: what shapes a line without being part of its sentence."""

import re
from dataclasses import dataclass

from goldthread.exchange.reading.calendar_words import MONTH_WORDS
from goldthread.exchange.reading.lines import Line

WIKI_STEP = 2
# A box without a bullet before it is one of the list beside it.
BOXED = "-"

_QUOTE = re.compile(r"^(?:>\s?){1,8}(?=\S)")
_HEADING = re.compile(r"(?P<signs>#{1,6})\s{1,8}(?=\S)|h(?P<wiki>[1-6])\.\s{1,4}(?=\S)")
_UNDERLINE = re.compile(r"(?P<sign>[=-])(?P=sign){2,}\s*")
_WIKI = re.compile(r"(?P<signs>[*#–—-]{2,12})\s{1,4}(?=\S)")
_BULLET = re.compile(r"(?P<sign>[-*+•–—‣▪▫◦●○■□➢➤➔→·§✓✔✅☐☑☒◆◇▶►]|o(?=\t|\s\s))\s{1,12}(?=\S)")
_BOX = re.compile(r"\[(?P<tick>[ xX✓-]?)\]\s{1,4}(?=\S)")
_NUMBER = re.compile(r"\(?(?P<n>\d{1,3}(?:\.\d{1,3}){0,8})(?P<end>[.)]{0,2})\s{1,12}(?=\S)")
_LETTER = re.compile(r"\(?(?P<n>[a-zA-Z]|[ivx]{2,4})[.)]\s{1,8}(?=\S)")
_NO_LIST_NUMBER = re.compile(
    rf"(?:{MONTH_WORDS}|million|millionen|billion|mio|mrd|k|m|x|%|€|\$|percent|prozent|quartal|halbjahr|hj|times|days|hours)\b|%|€",
    re.I,
)
_BOLD = re.compile(r"\*\*|__(?=\S)|(?<=\S)__|~~")
_SINGLE = re.compile(
    r"(?<![\w*])\*(?P<in>[^\s*](?:[^*\n]{0,400}[^\s*])?)\*(?![\w*])|(?<!\w)_(?P<under>[^\s_](?:[^_\n]{0,400}[^\s_])?)_(?!\w)"
)
_COLOUR = re.compile(r"\{(?:color|panel|status|quote|noformat)(?::[^{}]{0,40})?\}", re.I)
_LINK = re.compile(
    r"!?\[(?P<words>[^\[\]\n]{1,300})\]\((?P<to>[^()\s]{1,600})\)|\[(?P<wiki>[^\[\]|\n]{1,300})\|(?P<at>https?:[^\[\]|\s]{1,600})\]"
)
_PRIORITY = re.compile(r"[\[(](?P<p>P[0-9])[\])]\s?:?\s?|(?P<bare>P[0-4])\s?:\s")
_DIVIDER = re.compile(r"[-=_*#~`.:…·•|+–—―─━═<>/\\\s]*")


@dataclass(frozen=True, slots=True)
class Mark:
    """A line without its marker. `style` is "" for a plain line, "heading", "number1", "letter" or a bullet's sign.

    `indent` counts columns; for headings it is their level from 1.
    """

    line: Line
    style: str
    indent: int
    text: str
    ident: tuple[int, ...] = ()
    ticked: bool | None = None
    links: tuple[str, ...] = ()
    bold: bool = False
    priority: str = ""

    @property
    def notes(self) -> list[str]:
        """What the marker said beside the shape, as notes of the goal."""
        said = [f"Link: {link}" for link in self.links]
        if self.priority:
            said.append(f"Priority: {self.priority}")
        if self.ticked is not None:
            said.append("Status: ticked as done" if self.ticked else "Status: not ticked yet")
        return said


def read_mark(line: Line, *, wiki: bool = False) -> Mark:
    """The marker and the text of a line; emphasis is taken off, links leave their words."""
    text = _QUOTE.sub("", line.text, count=1)
    style, indent, ident, end = _marker(text, line.indent, wiki)
    ticked, box_end = _box(text, end)
    style = style or (BOXED if box_end > end else "")
    inner = text[box_end:].strip()
    bold = inner.startswith(("**", "__")) and inner.endswith(("**", "__"))
    plain, links = without_emphasis(inner)
    first = _PRIORITY.match(plain)
    if first and first.end() < len(plain):
        plain = plain[first.end() :]
    if style == "heading":
        plain = plain.rstrip("# ")
    priority = (first["p"] or first["bare"]) if first else ""
    return Mark(line, style, indent, plain, ident, ticked, links, bold, priority)


def _marker(text: str, indent: int, wiki: bool) -> tuple[str, int, tuple[int, ...], int]:
    if (match := _HEADING.match(text)) and not (wiki and match["signs"]):
        return "heading", int(match["wiki"]) if match["wiki"] else len(match["signs"]), (), match.end()
    if (match := _WIKI.match(text)) or (wiki and (match := re.match(r"(?P<signs>[*#-])\s{1,4}(?=\S)", text))):
        return "*", indent + WIKI_STEP * len(match["signs"]), (), match.end()
    if match := _BULLET.match(text):
        return match["sign"], indent + (WIKI_STEP if wiki else 0), (), match.end()
    if (match := _NUMBER.match(text)) and _is_list_number(match, text):
        ident = tuple(int(part) for part in match["n"].split("."))
        return f"number{len(ident)}", indent, ident, match.end()
    if match := _LETTER.match(text):
        return "letter", indent, (), match.end()
    return "", indent, (), 0


def _is_list_number(match: re.Match[str], text: str) -> bool:
    if not match["end"] and "." not in match["n"]:
        return match[0].startswith("(")
    return not _NO_LIST_NUMBER.match(text, match.end())


def _box(text: str, end: int) -> tuple[bool | None, int]:
    if match := _BOX.match(text, end):
        return match["tick"] in ("x", "X", "✓"), match.end()
    if text[:1] in "✓✔✅☑":
        return True, end
    return None, end


def without_emphasis(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without bold, italics, strike-through and link addresses; the addresses apart."""
    links: list[str] = []

    def words_of(match: re.Match[str]) -> str:
        links.append(match["to"] or match["at"])
        return str(match["words"] or match["wiki"])

    if "](" in text or "|http" in text:
        text = _LINK.sub(words_of, text)
    if "*" in text or "_" in text or "~~" in text:
        text = _BOLD.sub("", text)
        text = _SINGLE.sub(lambda match: match["in"] or match["under"], text)
    if "{" in text:
        text = _COLOUR.sub("", text)
    return text.strip(), tuple(links)


def is_divider(text: str) -> bool:
    """A line that only parts what stands above it from what stands below, such as "---" or "* * *"."""
    return _DIVIDER.fullmatch(text) is not None


def underline_level(text: str) -> int | None:
    """1 for a row of =, 2 for a row of -, under a line that is a heading; else None."""
    match = _UNDERLINE.fullmatch(text)
    return None if match is None else 1 if match["sign"] == "=" else 2
