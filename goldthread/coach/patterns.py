"""How the long patterns are put together."""

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Any, cast

_EDGE = r"\b"


class _Later:
    """A pattern that is compiled when it is first asked: together they would take a quarter of a second of each start."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._text, re.IGNORECASE)

    def __getattr__(self, name: str) -> Any:
        # The bound method stands here from now on, so that the next call costs nothing more.
        found = getattr(self._compiled, name)
        self.__dict__[name] = found
        return found


def either(parts: Iterable[str]) -> re.Pattern[str]:
    r"""One pattern that matches any of the parts, in small or capital letters.

    Parts that begin at the edge of a word share one `\b`: everywhere else in a text a single step rules them all out,
    which makes the search about three times as fast.
    """
    parts = tuple(parts)
    at_edge = [part.removeprefix(_EDGE) for part in parts if part.startswith(_EDGE)]
    others = [part for part in parts if not part.startswith(_EDGE)]
    joined = "|".join([rf"\b(?:{'|'.join(at_edge)})", *others] if at_edge else others)
    return cast("re.Pattern[str]", _Later(joined))
