"""What follows the reveal, within the room: the one who decides decides, concerns are answered, objections are tied."""

from typing import Any

from goldthread.decisions import page as asked
from goldthread.decisions.forms.ballot import AnswerForm, ChoiceForm
from goldthread.decisions.models import Concern, Decision, Objection
from goldthread.people.models import Person

from . import asking
from .models import Workshop


def asked_about(of: Workshop) -> Decision | None:
    """The question on the table, turned over; None while it is open, and where there is none."""
    found = of.item.decision if of.item else None
    if found is None or found.is_open or found.void:
        return None
    found.product, found.organisation = of.product, of.organisation
    return found


def shown(of: Workshop, person: Person, **more: Any) -> dict[str, Any]:
    """What this person can do about the outcome. Queries: those of an outcome."""
    decision = asked_about(of)
    if decision is None or decision.ended_at:
        return {"workshop": of, "decision": None, **more}
    voter = asking.voter_of(of.item, person) if of.item else None
    outcome = asked.shown(decision, voter)["outcome"]
    decides = decision.awaits_choice and decision.acting == person
    waiting = [one for one in outcome["concerns"] if not one["answer"] and one["concern"]]
    return {
        "workshop": of,
        "decision": decision,
        "voter": voter,
        "decides": decides,
        # Who decides answers each concern first; what they raised themselves needs no answer.
        "unanswered": [one for one in waiting if one["person"] != person.pk] if decides else [],
        "objections": [_objection(outcome, one, voter, person) for one in outcome["votes"] if one["objection"]],
        "choosing": ChoiceForm(prefix="choice"),
        "answering": None,
        **more,
    }


def answer_form(concern: int, said: Any = None) -> AnswerForm:
    return AnswerForm(said, prefix=f"concern-{concern}")


def _objection(outcome: dict[str, Any], vote: dict[str, Any], voter: Any, person: Person) -> dict[str, Any]:
    """How an objection stands, and what this person may say about it."""
    stands = outcome["objections"][vote["objection"]]
    return {
        **stands,
        "face": vote["face"],
        "because": vote["because"],
        "is_own": stands["objector"] == person.pk,
        "judges_it": voter is not None and voter.pk in stands["judges"],
        "own_word": stands["by"].get(voter.pk) if voter else None,
    }


def concern_in(of: Decision, pk: int) -> Concern | None:
    found = of.concerns.filter(pk=pk).first()
    if found is not None:
        found.decision = of
    return found


def objection_in(of: Decision, pk: int) -> Objection | None:
    found = of.objections.filter(pk=pk).select_related("ballot__voter").first()
    if found is not None:
        found.decision = of
    return found
