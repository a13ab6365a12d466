"""A line as its template takes it: a note, a feature, or a goal that stands on a board."""

from typing import Any

from django.utils.translation import gettext as _

Line = dict[str, Any]


def line_of(row: dict[str, Any], kind: str, url: str) -> Line:
    """A note or feature from its row (pk, text, edition); `url` is where its kind is collected."""
    return {
        "id": f"{kind}-{row['pk']}",
        "pk": row["pk"],
        "text": row["text"],
        "base": row["edition"],
        "url": f"{url}{row['pk']}/",
        "said": said_of(row["text"]),
    }


def said_of(text: str) -> dict[str, str]:
    """What the tools of a line are called for those who listen."""
    words = {"line": text}
    return {
        "move": _("Move “%(line)s”") % words,
        "open": _("Open “%(line)s”") % words,
        "more": _("More for “%(line)s”") % words,
    }


__all__ = ["Line", "line_of", "said_of"]
