"""Pivots among what is different between two days."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from goldthread.chain.changes import Line, Span
from goldthread.people.access import Ground

from . import pivot_access, pivot_words


def changes(ground: Ground, span: Span) -> list[tuple[str, Iterator[Line]]]:
    """The group of pivots made after the first day, up to the last. Three queries."""
    rows = pivot_access.pivots(ground).filter(at__gt=span.first.ends)
    rows = rows.filter(at__lte=span.last.ends) if span.last else rows
    found = list(pivot_words.with_all(rows).newest_first())
    return [(_("Pivots"), (_line(pivot_words.line(ground, one)) for one in found))]


def _line(told: pivot_words.Words) -> Line:
    name = told["key_result"] or told["goal"]
    return {"goal": name, "address": told["url"], "words": told["what"], "because": told["reason"], "changed": []}


__all__ = ["changes"]
