"""Who: names, handles and addresses that stand beside a goal."""

import re
from dataclasses import dataclass

from goldthread.exchange.reading.vocabulary import words

_MAIL = re.compile(r"(?<![\w.+-])[(<\[]?(?P<who>[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4})[)>\]]?")
_HANDLE = re.compile(r"(?<![\w.@/])[(\[]?@(?P<who>[^\W\d_][\w-]{0,38}(?:\.[\w-]{1,38}){0,2})[)\]]?")
_WORD = r"[A-ZÀ-ÖØ-ÞĀ-Ž][a-zß-öø-ÿā-ž’']{1,20}(?:[-’'][A-ZÀ-ÖØ-Þ]?[a-zß-öø-ÿ]{1,20})?|(?:Mc|Mac|O[’'])[A-Z][a-z]{1,20}"
_NAME = re.compile(
    rf"(?:(?:Dr|Prof|Ms|Mr|Mrs|Frau|Herr)\.?\s)?(?:{_WORD}|[A-Z]\.)(?:\s(?:{_WORD}|[A-Z]\.|van|von|de|der|den|da|di|del|dos|al|el|bin|la|le|zu)){{0,4}}"
)
_ROLE = re.compile(
    r"(?:C[A-Z]O|VP(?:\sof)?(?:\s[A-Z][\w&]{1,20}){0,3}|Head of(?:\s[A-Z][\w&]{1,20}){1,3}|SVP|EVP|PM|PO|Product Owner|Product Manager|Scrum Master|Designer|Everyone|All)"
)
_AND = re.compile(r"\s?(?:,|/|&|\+|;|\n|\s(?:and|und)\s)\s?")

# Capitalised words that end a goal in brackets or after a dash and are nobody's name.
_NOBODY = words(
    "january february march april may june july august september october november december januar februar märz mai juni juli oktober dezember monday tuesday wednesday thursday friday "
    "saturday sunday montag dienstag mittwoch donnerstag freitag beta alpha draft optional stretch committed aspirational done open closed active planned planning paused blocked new old "
    "android ios web mobile desktop windows linux mac google apple amazon microsoft facebook instagram slack jira figma github gitlab germany france europe asia africa america england "
    "spain italy austria switzerland london berlin paris munich hamburg vienna zurich york deutschland österreich schweiz europa phase pilot version release internal external daily weekly monthly quarterly "
    "yearly annual high medium low critical must should could won none yes no maybe tbd todo note notes see details example examples only also except including excluding target baseline goal "
    "objective vision mission sprint initiative epic owner status confidential proposal proposed continued ongoing new required company product marketing sales support legal engineering design "
    "finance operations people research data platform security community team everything nothing today tomorrow english german french spanish summer winter spring autumn fall christmas easter "
    "accepted rejected started completed complete deferred percent total average median monthly-active online offline premium basic free pro enterprise business customers users readers members patients "
    "entwurf erledigt offen geplant laufend hoch mittel niedrig sommer winter frühling herbst"
)

# Of those, the ones that people bear: beside another name they are a name too.
_BORNE = words(
    "april may june august march winter summer autumn spring sommer herbst frühling london paris berlin york vienna france spain england german english french "
    "mac high low must new old young freitag montag samstag sonntag mai juni juli"
)
LONGEST_LOOKED_AT = 2_000


@dataclass(frozen=True, slots=True)
class Named:
    """The text without the names that stood beside it, and the names in order."""

    text: str
    names: tuple[str, ...]


def take_handles(text: str) -> Named:
    """Owners from "@sam" and mail addresses. Those among the words stay readable there; those at either end are cut."""
    if "@" not in text:
        return Named(text, ())
    looked = text[:LONGEST_LOOKED_AT]
    found = list(_MAIL.finditer(looked)) or list(_HANDLE.finditer(looked))
    return _without(text, found) if found else Named(text, ())


def _without(text: str, found: list[re.Match[str]]) -> Named:
    names = tuple(match["who"].rstrip(".") for match in found)
    last, first = found[-1], found[0]
    if not text[last.end() :].strip(" .,;)"):
        start = last.start()
        for match in reversed(found[:-1]):
            if text[match.end() : start].strip(" ,&/+;") not in ("", "and", "und"):
                break
            start = match.start()
        return Named(text[:start].rstrip(" –—-|:,;("), names)
    if not text[: first.start()].strip():
        return Named(text[first.end() :].lstrip(" :–—-,"), names[:1]) if len(found) == 1 else Named(text, names)
    return Named(text, names)


def split_names(written: str) -> list[str]:
    """ "Sam Osei, Ada & Bo" is three names; an @ before a name is no part of it."""
    return [name for part in _AND.split(written.strip(" .()[]")) if (name := part.strip(" .@"))]


def is_people(written: str) -> bool:
    """Whether the words are one or several names of people or of a role such as CEO."""
    parts = split_names(written)
    return bool(parts) and len(parts) <= 5 and all(_is_person(part) for part in parts)


def is_role(written: str) -> bool:
    """Whether the words name an office, such as CEO or VP Design."""
    return _ROLE.fullmatch(written) is not None


def _is_person(name: str) -> bool:
    if _ROLE.fullmatch(name):
        return True
    if not _NAME.fullmatch(name):
        return False
    parts = {word.lower().strip(".") for word in name.split(" ")}
    return parts.isdisjoint(_NOBODY - _BORNE if len(parts) > 1 else _NOBODY)
