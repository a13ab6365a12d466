"""Whether a metric only looks good: signs in its name that it can rise while nothing gets better. No Django, no clock.

A hint refuses nothing. It names what makes the number doubtful and what kind of number would tell more.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

# A share, a pace or a stretch of time sets a number in relation: then it can fall.
_RELATED = re.compile(
    r"%|\b(?:per|rate|ratio|share|average|mean|median|each|every|within|retention|conversion|churn|active|weekly|monthly|daily"
    r"|a (?:day|week|month|quarter|year)|in (?:week|month)|after|of all|pro|je|jede[rsn]?|anteil|quote|rate|durchschnitt(?:lich)?"
    r"|mittlere[rsn]?|innerhalb|nach|aktive?[rsn]?|wöchentlich\w*|monatlich\w*|täglich\w*|bindung|verbleib|abwanderung|neue?[rsn]?|new|paying|zahlende?[rsn]?)\b"
    r"|/ ?(?:day|week|month|quarter|year|tag|woche|monat|quartal|jahr)\b",
    re.IGNORECASE,
)
_GROWING = re.compile(
    r"\b(?:total|cumulative|all[- ]time|ever|to date|so far|overall|lifetime (?:users|members|downloads)|gesamt\w*|insgesamt|kumuliert\w*|bisher\w*)\b",
    re.IGNORECASE,
)
_GATHERED = re.compile(
    r"\b(?:registered|registrations?|sign[- ]?ups?|accounts?|users?|members?|subscribers?|customers?|downloads?|installs?|installations?"
    r"|registrier(?:te|ten|ter|ungen)|anmeldungen|konten|nutzer(?:innen)?|mitglieder|abonnenten|kunden|kundinnen|herunterladungen|installationen)\b",
    re.IGNORECASE,
)
_ATTENTION = re.compile(
    r"\b(?:page ?views?|impressions?|views?|visits?|visitors?|clicks?|hits?|followers?|likes?|shares|retweets|reach|mentions|newsletter subscribers?"
    r"|seitenaufrufe|aufrufe|besuche[rn]?|klicks?|follower(?:zahl)?|gefällt[- ]mir|reichweite|erwähnungen|newsletter-?abonnenten)\b",
    re.IGNORECASE,
)
_ACTIVITY = re.compile(
    r"\b(?:features? (?:shipped|delivered|released|built)|releases?|deployments?|story ?points?|velocity|tickets? (?:closed|done|resolved)|commits?|lines of code|pull requests"
    r"|meetings?|workshops?|trainings?|interviews?|calls made|e-?mails sent|campaigns?|posts?|articles?|hours (?:worked|spent)|tasks? (?:done|completed)"
    r"|ausgelieferte \w+|veröffentlichungen|auslieferungen|geschlossene tickets|erledigte \w+|besprechungen|schulungen|gespräche geführt|verschickte \w+|kampagnen|beiträge|arbeitsstunden)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Hint:
    """Why a metric may only look good: "grows", "attention", "activity" or "no_whole", and the words that say so."""

    code: str
    words: str


def hints(name: str, *, unit: str = "number", direction: str = "up", purpose: str = "") -> list[Hint]:
    """What is doubtful about a metric by its name, the gravest first; none for one that is watched for health.

    Money, durations and shares are set in relation by their unit. A metric that should fall flatters nobody.
    """
    if purpose == "health" or direction == "down":
        return []
    found = [Hint(code, match[0]) for code, test in _TESTS if (match := test(name, unit))]
    return found[:2]


def _grows(name: str, unit: str) -> "re.Match[str] | None":
    if unit in ("percent", "duration", "yes_no"):
        return None
    return _GROWING.search(name) or (_GATHERED.search(name) if _never_falls(name) else None)


def _never_falls(name: str) -> bool:
    return re.search(
        r"\b(?:registered|registrations?|sign[- ]?ups?|downloads?|installs?|registrier\w+|anmeldungen|herunterladungen|installationen)\b",
        name,
        re.IGNORECASE,
    ) is not None and not _RELATED.search(name)


def _attention(name: str, unit: str) -> "re.Match[str] | None":
    return None if unit in ("percent", "money", "duration") else _ATTENTION.search(name)


def _activity(name: str, unit: str) -> "re.Match[str] | None":
    return None if unit in ("percent", "money", "duration") else _ACTIVITY.search(name)


def _no_whole(name: str, unit: str) -> "re.Match[str] | None":
    if unit not in ("number", "count") or _RELATED.search(name) or _never_falls(name):
        return None
    return _GATHERED.search(name)


_TESTS: tuple[tuple[str, Callable[[str, str], "re.Match[str] | None"]], ...] = (
    ("grows", _grows),
    ("attention", _attention),
    ("activity", _activity),
    ("no_whole", _no_whole),
)
