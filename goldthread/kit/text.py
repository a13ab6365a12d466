"""The one renderer for text that people write: Markdown, then an allow-list."""

from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

TAGS = {
    "p",
    "br",
    "em",
    "strong",
    "s",
    "code",
    "pre",
    "blockquote",
    "ul",
    "ol",
    "li",
    "a",
    "h3",
    "h4",
    "hr",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}


@lru_cache(maxsize=1)
def _parser() -> "MarkdownIt":
    # With the first text, not with the start.
    from markdown_it import MarkdownIt

    # Raw HTML is off here, and whatever comes through is cleaned again below.
    return MarkdownIt("commonmark", {"html": False, "breaks": True, "linkify": False}).enable(
        ["table", "strikethrough"]
    )


def rendered(source: str) -> Markup:
    """Markdown as safe HTML: headings sink to h3 and h4, images become their words, links open apart.

    The only place in the product that marks a string as safe.
    """
    import nh3

    html = _parser().render(source or "")
    for level in ("1", "2"):
        html = html.replace(f"<h{level}>", "<h3>").replace(f"</h{level}>", "</h3>")
    clean = nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener nofollow ugc")
    return Markup(clean)  # noqa: S704


def tidy(written: str) -> str:
    """What somebody typed, without what no screen shows: NUL and lone control marks, and blank space at the ends."""
    kept = "".join(mark for mark in written.replace("\r\n", "\n").replace("\r", "\n") if mark in "\n\t" or mark >= " ")
    return kept.replace("\x7f", "").strip()
