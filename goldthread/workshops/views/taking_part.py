"""What everybody in the room does: arrive, promise, write, speak, group, draft, vote, confirm, look back.

Answers that show somebody their own cards or vote are kept nowhere, not even for the case that the form is sent twice:
those deeds are harmless when repeated.
"""

import re
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goldthread.decisions.models import Cast, Closed, Decision, Voter, cast_together
from goldthread.decisions.models import Refused as NotCounted
from goldthread.journal.middleware import kept_nowhere, writes_once
from goldthread.kit import pages
from goldthread.kit.text import tidy
from goldthread.kit.together import once_for_all, together

from .. import access, asking, closing, convening, floor, mine, parts, seating, words
from ..forms.room import CardForm, ClosingForm, TitleForm, WordingForm
from ..models import Full, Refused, Seat, Workshop, lay
from ..rules import Kind
from . import doing

Request = HttpRequest
# What everybody does for themselves: a meeting that stands still does not take it out of their hands.
ALONE = (Kind.WRITE, Kind.AGREE, Kind.CLOSING)
# Where cards lie open and more may be laid to them.
REVEALED = (Kind.REVEAL, Kind.DISCUSS)


@require_POST
def arrive(request: Request, organisation: str, product: str, pk: int) -> HttpResponse:
    """Take a seat."""
    of = access.workshop(request, organisation, product, pk)
    try:
        seating.arrive(of, request.person)  # type: ignore[attr-defined]
    except Refused as refusal:
        return doing.refused(request, of, words.refusal(refusal.code), 409)
    return doing.back(of)


@require_POST
def leave(request: Request, organisation: str, product: str, pk: int) -> HttpResponse:
    """Go; nobody waits for one any more."""
    of = access.workshop(request, organisation, product, pk)
    seating.leave(of, access.seat(request, of), by=request.person)  # type: ignore[attr-defined]
    return doing.back(of)


@kept_nowhere
@require_POST
def promise(request: Request, organisation: str, product: str, pk: int) -> HttpResponse:
    """Promise the ground rules."""
    of, seat = _in(request, organisation, product, pk)
    return doing.own(request, of, lambda: seating.promise(of, seat.person))


@kept_nowhere
@require_POST
def be_ready(request: Request, organisation: str, product: str, pk: int) -> HttpResponse:
    """Say that one has finished, or not yet after all (`not`)."""
    of, seat = _in(request, organisation, product, pk)
    return doing.own(request, of, lambda: seating.be_ready(of, seat, ready="not" not in request.POST))


@kept_nowhere
@require_POST
def write(request: Request, organisation: str, product: str, pk: int) -> HttpResponse:
    """Put a card into one's box, or take one out again (`back`). Once all are turned over, a card is laid to them."""
    of, seat = _in(request, organisation, product, pk, Kind.WRITE, *REVEALED)
    if of.is_in(*REVEALED):
        return _lay(request, of, seat)
    if number := request.POST.get("back", ""):
        place = int(number) if number.isascii() and number.isdigit() and len(number) < 4 else -1
        return doing.own(request, of, lambda: seat.take_back(place, tidy(request.POST.get("said", ""))))
    form = CardForm(request.POST)
    if not form.is_valid():
        return doing.show(request, of, parts.mine_part, 422, form=form, said=_first(form))
    try:
        seat.write(form.cleaned_data["words"], signed=form.cleaned_data["signed"])
    except Full:
        return doing.show(
            request, of, parts.mine_part, 422, form=form, said=_("Twenty cards are the most. Take one out first.")
        )
    return doing.show(request, of, parts.mine_part, 200)


def _lay(request: Request, of: Workshop, seat: Seat) -> HttpResponse:
    """A thought that was not finished, or not sent, when all were turned over; sent twice, it lies there once."""
    form = CardForm(request.POST)
    if of.item is None or not form.is_valid():
        return doing.show(request, of, parts.mine_part, 422, form=form, said=_first(form))
    lay(seat, of.item.root, form.cleaned_data["words"], signed=form.cleaned_data["signed"])
    of.tell(table=True)
    return doing.show(request, of, parts.mine_part, 200)


@require_POST
def group(request: Request, organisation: str, product: str, pk: int) -> HttpResponse:
    """Lay a card to another, or by itself (without `with`)."""
    of, _seat = _in(request, organisation, product, pk, Kind.REVEAL, Kind.DISCUSS, Kind.DRAFT)
    card = access.card(of, _key(request.POST.get("card", "")))
    other = request.POST.get("with", "")
    if other:
        card.group_with(access.card(of, _key(other)))
    else:
        card.take_out()
    of.tell(table=True)
    return HttpResponse(status=204)


@require_POST
def name(request: Request, organisation: str, product: str, pk: int) -> HttpResponse:
    """Give a group of cards a title."""
    of, _seat = _in(request, organisation, product, pk, Kind.REVEAL, Kind.DISCUSS, Kind.DRAFT)
    form = TitleForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    if of.item is None or not of.item.root.clusters.filter(pk=form.cleaned_data["cluster"]).update(
        title=form.cleaned_data["title"]
    ):
        raise Http404
    of.tell(table=True)
    return HttpResponse(status=204)


@require_POST
def turn(request: Request, organisation: str, product: str, pk: int) -> HttpResponse:
    """Ask for the word, step out of the line (`leave`), or pass (`pass`)."""
    of, seat = _in(request, organisation, product, pk, *floor.TALKING)
    deeds = {"leave": floor.leave_the_line, "pass": floor.give_up_turn}
    deed = deeds.get(request.POST.get("what", ""), floor.ask_for_it)
    return doing.own(request, of, lambda: deed(of, seat))


@require_POST
def draft(request: Request, organisation: str, product: str, pk: int) -> HttpResponse:
    """Put other words on the table."""
    of, seat = _in(request, organisation, product, pk, Kind.DISCUSS, Kind.DRAFT)
    access.for_members(request)
    form = WordingForm(request.POST)
    if of.item is not None and of.item.effect:
        said = _("What becomes of the goal was proposed in a form of its own, so its words are not changed here.")
        return doing.show(request, of, parts.mine_part, 409, said=said)
    if of.item is None or not form.is_valid():
        return doing.show(request, of, parts.mine_part, 422, said=_first(form), typed=request.POST.get("words", ""))
    convening.draft(of.item, form.cleaned_data["words"], by=seat.person)
    of.tell(table=True)
    return doing.show(request, of, parts.mine_part, 200)


@writes_once
@kept_nowhere
@require_POST
def vote(request: Request, organisation: str, product: str, pk: int) -> HttpResponse:
    """Cast one's ballot, or cast it anew before all are turned over."""
    of, seat = _in(request, organisation, product, pk, Kind.AGREE)
    access.for_members(request)
    form = mine.ballot_form(of, request.POST)
    voter = asking.voter_of(of.item, seat.person) if of.item else None
    if form is None or voter is None:
        return doing.show(request, of, parts.mine_part, 409, said=_("Your word is not asked for here."))
    if not form.is_valid():
        return doing.show(request, of, parts.mine_part, 422, form=form)
    said = (voter, form.vote())
    return together(voter.decision_id, cast_together, said, lambda came: _voted(request, of, voter, came))


def _voted(request: Request, of: Workshop, voter: Voter, came: Cast | Exception) -> HttpResponse:
    """The answer to a vote: that it is in, that all were turned over with it, or why it was not counted."""
    if isinstance(came, Closed):
        return doing.show(
            request, of, parts.mine_part, 409, said=_("All were turned over already: this vote was not counted.")
        )
    if isinstance(came, NotCounted):
        return doing.show(request, of, parts.mine_part, 409, said=str(came))
    if isinstance(came, Exception):
        raise came
    if not pages.is_part(request):
        return doing.back(of)
    # Another worker may have turned them over while this was answered.
    is_open = not came.turned_over and once_for_all(("open", voter.decision_id), lambda: _is_open(voter.decision_id))
    part = parts.voted_part if is_open else parts.turned_over
    return parts.answer(part(request, of, voter, came.vote))


def _is_open(question: int) -> bool:
    return bool(Decision.objects.open().filter(pk=question).exists())


@require_POST
def confirm(request: Request, organisation: str, product: str, pk: int) -> HttpResponse:
    """Say that the record is right."""
    of, seat = _in(request, organisation, product, pk, Kind.RECORD)
    access.for_members(request)
    return doing.own(request, of, lambda: closing.confirm(of, by=seat.person))


@kept_nowhere
@require_POST
def answer(request: Request, organisation: str, product: str, pk: int) -> HttpResponse:
    """Say whether one was heard, and whether it was worth the time."""
    of, seat = _in(request, organisation, product, pk, Kind.CLOSING)
    form = ClosingForm(request.POST)
    if not form.is_valid():
        return doing.show(request, of, parts.mine_part, 422, said=_first(form))
    seat.answer_at_the_end(form.cleaned_data["heard"], form.cleaned_data["worth"])
    return doing.show(request, of, parts.mine_part, 200)


def _in(request: Request, organisation: str, product: str, pk: int, *kinds: str) -> tuple[Workshop, Seat]:
    """The workshop and one's seat in it, where the phase is one of these and the rules are promised. Raises Http404 else."""
    of, seat = access.in_the_room(request, organisation, product, pk)
    if kinds and not (of.is_in(*kinds) or of.is_at(*(one for one in kinds if one in ALONE))):
        raise Http404
    if kinds and seating.must_promise(of, seat.person):
        raise PermissionDenied(_("Promise the ground rules of this meeting first."))
    return of, seat


def _first(form: Any) -> str:
    return next((str(errors[0]) for errors in form.errors.values()), "")


def _key(said: str) -> str:
    """The key of a card, or the beginning of one, as it could be. Raises Http404."""
    found = tidy(said).replace("-", "").lower()
    if not re.fullmatch(r"[0-9a-f]{8,32}", found):
        raise Http404
    return found
