"""How a goal ended, where a file says that it did: its words for it, and ours."""

import re

MET, PARTLY, MISSED, LET_GO = "met", "partly", "missed", "let_go"
_WORDS = {
    MET: "met|done|complete|completed|closed|achieved|reached|finished|shipped|delivered|success|erreicht|erledigt|fertig|abgeschlossen|geschlossen",
    PARTLY: "partly|partly met|partial|partially|partially met|partially done|teilweise|teilweise erreicht",
    MISSED: "missed|failed|not met|not achieved|not reached|not done|verfehlt|nicht erreicht",
    LET_GO: "let go|abandoned|dropped|cancelled|canceled|superseded|killed|obsolete|withdrawn|rejected|wont do|wontfix|not planned|verworfen|abgebrochen|gestrichen",
}
_RESULTS = {word: result for result, words in _WORDS.items() for word in words.split("|")}


def result_in(said: str) -> str:
    """The result that a file's word for a state means, "" for a goal that goes on: "Done" and "✓ done" give "met"."""
    return _RESULTS.get(
        " ".join(re.sub(r"[^\w\s]", "", said.replace("_", " ").replace("-", " ").casefold()).split()), ""
    )
