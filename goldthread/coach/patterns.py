"""How the long patterns are put together."""

import re
from collections.abc import Iterable

_EDGE = r"\b"


def either(parts: Iterable[str]) -> re.Pattern[str]:
    r"""One pattern that matches any of the parts, in small or capital letters.

    Parts that begin at the edge of a word share one `\b`: everywhere else in a text a single step rules them all out,
    which makes the search about three times as fast.
    """
    parts = tuple(parts)
    at_edge = [part.removeprefix(_EDGE) for part in parts if part.startswith(_EDGE)]
    others = [part for part in parts if not part.startswith(_EDGE)]
    return re.compile("|".join([rf"\b(?:{'|'.join(at_edge)})", *others] if at_edge else others), re.IGNORECASE)
