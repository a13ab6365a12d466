"""What is one person's own in the room. What they are asked to do is the same for all who stand alike, and is made of
nothing but how they stand; what they have written or voted is added for them alone, and asked for by nobody else.
"""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from goldthread.decisions import page as asked
from goldthread.decisions.forms.ballot import BallotForm
from goldthread.decisions.models import Voter
from goldthread.decisions.models.box import Vote
from goldthread.people.models import Person

from . import asking, standing
from .models import LONGEST_CARD, MOST_CARDS, Seat, Workshop, words_of
from .rules import Kind
from .standing import Marks, Standing


def shown(of: Workshop, person: Person, **more: Any) -> dict[str, Any]:
    """What this person is asked to do just now, with what is theirs."""
    stands = standing.of_people(of, [person.pk]).get(person.pk, Standing(standing.OUT))
    own = _own(of, person) if stands.what in OWN else {}
    return {**blank(of, stands), **own, **more}


def blank(of: Workshop, stands: Standing) -> dict[str, Any]:
    """What all are asked to do who stand like this; nothing in it is anybody's."""
    kind = of.phase.kind if of.phase else ""
    context: dict[str, Any] = {
        "workshop": of,
        "stands": stands,
        "seat": SimpleNamespace(votes=True),
        "here": stands.what not in (standing.OUT, standing.OVER),
        "kind": kind,
        "prompt": of.phase.prompt if of.phase else "",
        "must_promise": stands.what == standing.PROMISE,
        "rules_words": of.ground_rules.words if of.ground_rules else "",
        "is_ready": False,
    }
    if stands.what in PARTS:
        context.update(PARTS[stands.what](of, stands.marks))
    return context


def _cards(of: Workshop, marks: Marks) -> dict[str, Any]:
    return {"cards": [], "most": MOST_CARDS, "longest": LONGEST_CARD, **_ready(of, marks)}


def _ready(of: Workshop, marks: Marks) -> dict[str, Any]:
    return {"is_ready": bool(marks[0])}


def _turn(of: Workshop, marks: Marks) -> dict[str, Any]:
    return dict(zip(("speaks", "waits", "was_heard", "listens"), map(bool, marks), strict=True))


def _wording(of: Workshop, marks: Marks) -> dict[str, Any]:
    newest = words_of(of.item) if of.item else None
    return {"newest": newest.words if newest else ""}


def _ballot(of: Workshop, marks: Marks) -> dict[str, Any]:
    decision = of.item.decision if of.item else None
    if decision is None:
        return {"decision": None, "voter": None}
    _pk, _is_open, is_asked, votes, decides = marks
    decision.product, decision.organisation = of.product, of.organisation
    return {
        **asked.ballot(decision, None),
        "decision": decision,
        "voter": SimpleNamespace(decides=bool(decides)) if is_asked else None,
        "seat": SimpleNamespace(votes=bool(votes)),
        "asked_url": asked.address(decision),
        "decides": bool(decides),
        "form": None,
    }


def ballot_form(of: Workshop, typed: Any) -> BallotForm | None:
    """The ballot as it was filled in; None where none is open."""
    decision = of.item.decision if of.item else None
    return BallotForm(typed, decision=decision) if decision and decision.is_open else None


def _confirmation(of: Workshop, marks: Marks) -> dict[str, Any]:
    return {"may_confirm": bool(marks[0]), "has_confirmed": bool(marks[1])}


def _closing(of: Workshop, marks: Marks) -> dict[str, Any]:
    return {"answer": []}


PARTS: dict[str, Callable[[Workshop, Marks], dict[str, Any]]] = {
    Kind.ROUND: _turn,
    Kind.WRITE: _cards,
    Kind.REVEAL: _ready,
    Kind.DISCUSS: _turn,
    Kind.DRAFT: _wording,
    Kind.AGREE: _ballot,
    Kind.RECORD: _confirmation,
    Kind.CLOSING: _closing,
}


def voted(of: Workshop, voter: Voter, vote: Vote) -> dict[str, Any]:
    """What somebody sees who has just voted, without reading anything again: many do so in the same instant."""
    marks = (voter.decision_id, 1, 1, 1, 0)
    context = blank(of, Standing(Kind.AGREE, of.the_phase.pk, marks))
    labels = {position: label for position, label, _hint in context["choices"]}
    return {**context, "voter": voter, "own": vote, "own_label": labels[vote.position]}


# What somebody said themselves: read for that one person.


def _own(of: Workshop, person: Person) -> dict[str, Any]:
    seat = of.seat_of(person)
    return OWN[of.the_phase.kind](of, seat) if seat else {}


def _own_vote(of: Workshop, seat: Seat) -> dict[str, Any]:
    item = of.item
    voter = asking.voter_of(item, seat.person) if item else None
    if item is None or item.decision is None or voter is None:
        return {}
    return {**asked.ballot(item.decision, voter), "voter": voter}


OWN: dict[str, Callable[[Workshop, Seat], dict[str, Any]]] = {
    Kind.WRITE: lambda of, seat: {"cards": seat.own_cards()},
    Kind.AGREE: _own_vote,
    Kind.CLOSING: lambda of, seat: {"answer": seat.own_answer()},
}
