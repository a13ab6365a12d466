"""What the rules ask of a text, in English and German. No Django, no clock; each answer is kept for the text."""

import re
from functools import lru_cache

_KEPT = 8192
# Letters that stand for a number or words to come; "XXL" is a size, "XX" is not.
_PLACEHOLDER = re.compile(
    r"\b(?:TBD|TBA|TBC|TODO|FIXME|lorem ipsum|X{2,}|Y{2,}|Z{2,})\b|\bn/a\b|\b[XYNZ]{1,3}\s?%|[$€£][XYN]+\b"
    r"|\?{3,}|_{3,}|<insert\b[^>]*>|\[insert\b[^\]]*\]"
    r"|^\s*(?:key result|objective|goal|kr|ziel|schlüsselergebnis)\s*(?:[x#?]|\d+)?\s*[.:]?\s*$",
    re.IGNORECASE,
)
_MAKING = (
    "add|build|code|create|deliver|deploy|design|develop|implement|integrate|introduce|launch|migrate|publish|redesign|"
    "refactor|release|rewrite|roll out|set up|ship|upgrade|"
    "baue?n?|entwickeln?|erstellen?|implementieren?|einführen|veröffentlichen?|integrieren?"
)
_THING = (
    "api|app|apps|application|back ?end|billing|button|chat ?bot|checkout|component|dark mode|dashboards?|database|"
    "documentation|endpoints?|export|features?|filters?|forms?|framework|front ?end|functionality|import|integrations?|"
    "interface|landing page|library|login|microservices?|modules?|mvp|newsletter|notifications?|pages?|pipeline|"
    "platform|plug-?ins?|portal|prototype|reports?|screens?|sdk|search|server|shop|sign-?up|single sign-on|site|"
    "software|spreadsheets?|sso|subscription plan|systems?|tools?|ui|version|web ?site|widgets?|wizard|"
    "anwendung|berichte?|datenbank|funktion(?:en)?|integration|modul|oberfläche|plattform|schnittstelle|seite|werkzeug"
)
_FEATURE = re.compile(rf"^\W*(?:to )?(?P<verb>{_MAKING})\b(?P<rest>.*)$", re.IGNORECASE | re.DOTALL)
# What is made stands before the first of these: "Build trust in our reports" builds no report.
_AFTER_HEAD = re.compile(
    r"(?<![\w-])(?:among|by|for|from|in|into|of|on|that|to|which|with|bei|für|im|mit|von|zu[rm]?)(?![\w-])",
    re.IGNORECASE,
)
_ARTEFACT = re.compile(rf"\b(?:{_THING})\b", re.IGNORECASE)
_OUTCOME = re.compile(r"\b(?:so that|in order to|damit|sodass|um .{3,60} zu)\b", re.IGNORECASE)
_TICKET = re.compile(
    r"(?<![\w#])#\d+\b|\b(?!(?:COVID|ISO|UTF|GPT|SHA|DIN|EN|IEC|RFC|AES|HTTP)-)[A-Z][A-Z0-9]{1,9}-\d+\b"
)
_JOINT = re.compile(r"\band\b|\bund\b|;|^\s*(?:[-*•–]|\d+[.)])\s", re.IGNORECASE | re.MULTILINE)
_GOING_ON = re.compile(
    r"^\W*(?:continu\w*|keep\b(?! (?:\S+ ){0,3}(?:below|under|above|over|at)\b)|work(?:ing)? on|carry on|go on|proceed with|"
    r"weiter\w*|fortsetz\w*|arbeite\w* an)\b",
    re.IGNORECASE,
)
_END_STATE = re.compile(
    r"\b(?:until|so that|in order to|ready|done|finished|completed?|bis|damit|sodass|fertig|abgeschlossen)\b"
    r"|\d\s?(?:%|percent|prozent)|\bat least \d|\bmindestens \d",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\b(?:january|february|april|june|july|august|september|october|november|december|quarter|deadline|"
    r"januar|februar|märz|april|juni|juli|oktober|dezember|quartal)\b",
    re.IGNORECASE,
)
_TECHNOLOGY = re.compile(
    r"\b(?:apps?|api|ai|ml|llm|ki|iot|saas|crm|erp|blockchain|chat ?bots?|cloud|dashboards?|database|machine learning|"
    r"mobile|online shop|platform|portal|software|tools?|web ?sites?|wearables?|widgets?|plattform|künstliche intelligenz)\b",
    re.IGNORECASE,
)
_PASSING = re.compile(
    r"^\W*(?:support|help(?: with)?|contribute to|unterstütze?n?)\b.*\b(?:okrs?|objectives?|goals?|key results?|krs?|ziele?)\b\W*$",
    re.IGNORECASE,
)
_SMALL = frozenset(
    "a an and as at by for from in is it of on or our that the their to we with und der die das ein eine zu".split()
)
_WORD = re.compile(r"[^\W_]+")
_SEVERAL = re.compile(r"\s*(?:&|/|;|\+|\band\b|\bund\b)\s*", re.IGNORECASE)
_ALIKE = 0.75


@lru_cache(_KEPT)
def placeholder(text: str) -> str:
    """The first part that still waits for words or a number ("TBD", "XX%", "Key result x"); "" where none does."""
    found = _PLACEHOLDER.search(text)
    return found[0].strip() if found else ""


@lru_cache(_KEPT)
def feature_in(text: str) -> str:
    """The thing to be made where a goal reads as a feature ("Build a dashboard"); "" where it reads as an outcome."""
    found = _FEATURE.match(text)
    if found is None or _OUTCOME.search(text):
        return ""
    thing = _ARTEFACT.search(_AFTER_HEAD.split(found["rest"], maxsplit=1)[0])
    return thing[0] if thing else ""


@lru_cache(_KEPT)
def is_list(text: str) -> bool:
    """Whether a goal lists stories: two or more joints, or the number of a ticket."""
    return bool(_TICKET.search(text)) or len(_JOINT.findall(text)) >= 2


@lru_cache(_KEPT)
def only_goes_on(text: str) -> bool:
    """Whether a goal begins with continue, keep or work on, and says no state at the end."""
    return bool(_GOING_ON.match(text)) and not _END_STATE.search(text)


@lru_cache(_KEPT)
def passing_in(text: str) -> str:
    """What does not endure in a vision: a number, a date, a technology or part of a product; "" where nothing is."""
    found = re.search(r"\d[\d.,%]*", text) or _DATE.search(text) or _TECHNOLOGY.search(text)
    return found[0] if found else ""


@lru_cache(_KEPT)
def normal(text: str) -> str:
    """The words alone, in small letters: two texts that differ in marks and blanks only are the same."""
    return " ".join(_WORD.findall(text.casefold()))


@lru_cache(_KEPT)
def _weighty(text: str) -> frozenset[str]:
    return frozenset(normal(text).split()) - _SMALL


@lru_cache(_KEPT)
def is_passed_on(child: str, parent: str) -> bool:
    """Whether a goal says little but what the one above says, or only that it supports somebody's goals."""
    if _PASSING.match(child):
        return True
    mine, theirs = _weighty(child), _weighty(parent)
    return bool(mine) and bool(theirs) and len(mine & theirs) / len(mine | theirs) >= _ALIKE


@lru_cache(_KEPT)
def is_one_name(written: str) -> bool:
    """Whether an owner as written is one: "Mia Jansen" is, "Mia & Sam" and "Mia Jansen, Sam Roe" are not."""
    if len([part for part in _SEVERAL.split(written) if part]) > 1:
        return False
    parts = [part.split() for part in written.split(",")]
    return len(parts) == 1 or not all(len(part) > 1 for part in parts)
