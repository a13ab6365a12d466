"""The names of columns: what people write over a column of goals, owners or dates, in English and German."""

import re

from goldthread.exchange.reading.vocabulary import meaning

_NUMBER = re.compile(r"\s?#?\d{1,2}$")
LONGEST_HEADING = 40

# What a column can be besides what a label can say.
Role = str

STATEMENT, LEVEL, IDENT, UNIT, OTHER = "statement", "level", "ident", "unit", "other"

_NAMES: dict[Role, str] = {
    LEVEL: "level|type|kind|goal type|goal level|item type|work item type|issue type|tier|ebene|typ|art|stufe|zielart|zieltyp|zielebene",
    IDENT: "id|issue key|issue id|ticket|ticket id|goal id|objective id|kr id|okr id|item id|epic id|#|no|no.|nr|nr.|ref|key|number|wbs|outline number|kennung|nummer|lfd nr",
    UNIT: "unit|units|unit of measure|einheit",
    STATEMENT: "statement|text|title|summary|item|goal title|goal name|objective name|titel|bezeichnung|beschreibung des ziels|zielbeschreibung|formulierung",
}
_BY_NAME = {name: role for role, names in _NAMES.items() for name in names.split("|")}


def role_of(heading: str) -> Role:
    """What the heading of a column says; OTHER for one that is not known."""
    plain = " ".join(heading.split("(")[0].lower().replace("_", " ").strip(" :.*").split())
    plain = _NUMBER.sub("", plain) or plain
    if plain in _BY_NAME:
        return _BY_NAME[plain]
    if heading.strip() == "#":
        return IDENT
    return meaning(plain) or _by_last_word(plain)


def _by_last_word(plain: str) -> Role:
    """ "Accountable person" or "Planned date" by the word that carries the meaning; "due: March" is no heading."""
    if ": " in plain:
        return OTHER
    for word in reversed(plain.split(" ")):
        kind = meaning(word) if len(word) > 3 else None
        if kind in ("owner", "due", "status", "note", "baseline", "target", "parent", "team"):
            return kind
    return OTHER


def about_the_goal(heading: str) -> bool:
    """Whether a column of measures belongs to the goal beside it: a metric or KPI has no owner of its own."""
    plain = heading.lower()
    return not any(word in plain for word in ("key result", "kr", "schlüsselergebnis", "ergebnis"))


def names_a_goal(heading: str) -> bool:
    """Whether a heading such as "Objective owner" says that the column speaks of the goal."""
    return any(word in heading.lower() for word in ("objective", "goal", "ziel")) and role_of(heading) in (
        "owner",
        "due",
        "status",
    )
