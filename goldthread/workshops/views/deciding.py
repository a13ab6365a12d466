"""What is done in the room once all votes are turned over: decide with reasons, answer concerns, tie objections."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from goldthread.decisions.forms.ballot import ChoiceForm
from goldthread.decisions.models import Decision
from goldthread.decisions.models import Refused as NotDone
from goldthread.kit import pages
from goldthread.people.models import Person

from .. import access, asking, parts, seating
from .. import deciding as after
from ..models import Workshop
from ..rules import Kind
from . import doing

Request = HttpRequest


@require_safe
def deciding(request: Request, organisation: str, product: str, pk: int) -> HttpResponse:
    """What one can do about the outcome."""
    of = access.table(request, organisation, product, pk)
    access.for_members(request)
    return parts.answer(_part(request, of))


@require_POST
def choose(request: Request, organisation: str, product: str, pk: int) -> HttpResponse:
    """The one who was announced decides, with reasons."""
    of, decision, person = _asked(request, organisation, product, pk)
    if decision.acting != person:
        raise PermissionDenied(_("Only who was announced to decide does so."))
    form = ChoiceForm(request.POST, prefix="choice")
    if not form.is_valid():
        return _answer(request, of, 422, choosing=form)
    given = form.cleaned_data
    return _done(request, of, lambda: decision.choose(given["choice"], given["rationale"], by=person), choosing=form)


@require_POST
def answer(request: Request, organisation: str, product: str, pk: int, concern: int) -> HttpResponse:
    """Who decides answers a concern, once."""
    of, decision, person = _asked(request, organisation, product, pk)
    if not decision.awaits_choice or decision.acting != person:
        raise PermissionDenied(_("In the meeting the one who decides answers concerns."))
    found = after.concern_in(decision, concern)
    if found is None:
        raise Http404
    form = after.answer_form(concern, request.POST)
    if not form.is_valid():
        return _answer(request, of, 422, answering=(concern, form))
    given = form.cleaned_data
    return _done(request, of, lambda: found.answer_with(given["answer"], given["why"], by=person))


@require_POST
def tie_objection(request: Request, organisation: str, product: str, pk: int, objection: int) -> HttpResponse:
    """Take one's own objection back (`back`), or say whether another's is one (`yes`, `no`)."""
    of, decision, person = _asked(request, organisation, product, pk)
    found = after.objection_in(decision, objection)
    if found is None:
        raise Http404
    if request.POST.get("what") == "back":
        if found.ballot.voter.person_id != person.pk:
            raise PermissionDenied(_("Only who objected can take it back."))
        return _done(request, of, lambda: found.withdraw(by=person))
    voter = asking.voter_of(of.item, person) if of.item else None
    if voter is None or voter.pk not in found.judges():
        raise PermissionDenied(_("Who objects and who asks do not judge it, nor who did not vote."))
    stands = request.POST.get("what") == "yes"
    return _done(request, of, lambda: found.judge(voter, stands=stands, by=person))


def _asked(request: Request, organisation: str, product: str, pk: int) -> tuple[Workshop, Decision, Person]:
    """The question that was turned over in this room, for those who sit in it. Raises Http404 where there is none."""
    of = access.table(request, organisation, product, pk)
    access.for_members(request)
    seat = access.seat(request, of)
    decision = after.asked_about(of)
    if decision is None or not of.is_in(Kind.AGREE):
        raise Http404
    if seating.must_promise(of, seat.person):
        raise PermissionDenied(_("Promise the ground rules of this meeting first."))
    return of, decision, seat.person


def _done(request: Request, of: Workshop, deed: Callable[[], object], **more: Any) -> HttpResponse:
    try:
        deed()
    except NotDone as refusal:
        return _answer(request, of, 409, said=str(refusal), **more)
    return _answer(request, of, 200)


def _answer(request: Request, of: Workshop, status: int, **more: Any) -> HttpResponse:
    if not pages.is_part(request):
        return (
            doing.back(of)
            if status < 400
            else doing.refused(request, of, str(more.get("said", "")) or _first(more), status)
        )
    return parts.answer(_part(request, doing.fresh(of), **more), status)


def _first(more: dict[str, Any]) -> str:
    form = more.get("choosing") or more["answering"][1]
    return next((str(errors[0]) for errors in form.errors.values()), "")


def _part(request: Request, of: Workshop, **more: Any) -> Any:
    context = after.shown(of, request.person, **more)  # type: ignore[attr-defined]
    context |= {"to": parts.addresses(of), "answer_form": after.answer_form}
    return pages.lean(request, "workshops/room/deciding.html", context)


__all__ = ["answer", "choose", "deciding", "tie_objection"]
