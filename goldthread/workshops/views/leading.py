"""What facilitator and co-facilitators do: begin, go on, mind the time, give the word, turn over, hand over, end."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from goldthread.journal.middleware import writes_once
from goldthread.people.models import Person

from .. import access, asking, course, floor, seating
from ..models import Workshop
from ..rules import Kind
from . import doing

Request = HttpRequest


@require_POST
def begin(request: Request, organisation: str, product: str, pk: int) -> HttpResponse:
    """Open the room, and sit down in it."""
    of = _led(request, organisation, product, pk)
    course.begin(of, by=_me(request))
    seating.arrive(of, _me(request))
    return doing.back(of)


@writes_once
@require_POST
def advance(request: Request, organisation: str, product: str, pk: int) -> HttpResponse:
    """On to the next phase; with `anyway` over what stands against it."""
    of = _led(request, organisation, product, pk)
    leaving, anyway = _number(request, "leaving"), "anyway" in request.POST
    return doing.leading(request, of, lambda: course.advance(of, by=_me(request), leaving=leaving, passing_over=anyway))


@require_POST
def go_back(request: Request, organisation: str, product: str, pk: int) -> HttpResponse:
    """Back to the phase before."""
    of = _led(request, organisation, product, pk)
    leaving = _number(request, "leaving")
    return doing.leading(request, of, lambda: course.go_back(of, by=_me(request), leaving=leaving))


@require_POST
def extend(request: Request, organisation: str, product: str, pk: int) -> HttpResponse:
    """One minute more."""
    of = _led(request, organisation, product, pk)
    return doing.leading(request, of, lambda: of.extend(1, by=_me(request)))


@require_POST
def pause(request: Request, organisation: str, product: str, pk: int) -> HttpResponse:
    of = _led(request, organisation, product, pk)
    return doing.leading(request, of, lambda: of.pause(by=_me(request)))


@require_POST
def resume(request: Request, organisation: str, product: str, pk: int) -> HttpResponse:
    of = _led(request, organisation, product, pk)
    return doing.leading(request, of, lambda: of.resume(by=_me(request)))


@require_POST
def speaker(request: Request, organisation: str, product: str, pk: int) -> HttpResponse:
    """The next in line has the word, or somebody who was not heard (`seat`)."""
    of = _led(request, organisation, product, pk)
    if "seat" in request.POST:
        seat = access.seat_in(of, _number(request, "seat"))
        return doing.leading(request, of, lambda: floor.give_word(of, seat))
    return doing.leading(request, of, lambda: floor.next_speaker(of))


@writes_once
@require_POST
def reveal(request: Request, organisation: str, product: str, pk: int) -> HttpResponse:
    """Close the ballot and turn over what is in."""
    of = _led(request, organisation, product, pk)
    if not of.is_in(Kind.AGREE):
        raise Http404
    return doing.leading(request, of, lambda: asking.turn_over_now(of))


@require_POST
def send_off(request: Request, organisation: str, product: str, pk: int, seat: int) -> HttpResponse:
    """Go on without somebody who went away."""
    of = _led(request, organisation, product, pk)
    found = access.seat_in(of, seat)
    return doing.leading(request, of, lambda: seating.leave(of, found, by=_me(request)))


@require_POST
def let_lead(request: Request, organisation: str, product: str, pk: int, seat: int) -> HttpResponse:
    """Somebody else may lead, too."""
    of = _led(request, organisation, product, pk)
    found = access.seat_in(of, seat)
    return doing.leading(request, of, lambda: seating.let_lead(of, found, by=_me(request)))


@require_POST
def hand_over(request: Request, organisation: str, product: str, pk: int) -> HttpResponse:
    """Let a co-facilitator lead; without a name, lead oneself."""
    of = _led(request, organisation, product, pk)
    to = _number(request, "to") or _me(request).pk
    person = Person.objects.filter(pk=to).first()
    if person is None:
        raise Http404
    return doing.leading(request, of, lambda: of.hand_over(person, by=_me(request)))


@require_POST
def another(request: Request, organisation: str, product: str, pk: int) -> HttpResponse:
    """One more of the same kind from the same cards: draft and agree once more."""
    of = _led(request, organisation, product, pk)
    if of.item is None or of.item.goal is None:
        raise Http404
    return doing.leading(request, of, lambda: course.once_more(of, by=_me(request)))


@require_POST
def end(request: Request, organisation: str, product: str, pk: int) -> HttpResponse:
    """Break it off."""
    of = _led(request, organisation, product, pk)
    of.abort(by=_me(request))
    return doing.back(of)


@require_POST
def be_there(request: Request, organisation: str, product: str, pk: int) -> HttpResponse:
    """Whoever leads is still connected."""
    of = _led(request, organisation, product, pk)
    seat = of.seat_of(_me(request))
    if seat is not None:
        seat.is_heard_of()
    return HttpResponse(status=204)


def _led(request: Request, organisation: str, product: str, pk: int) -> Workshop:
    return access.to_lead(request, organisation, product, pk)


def _me(request: Request) -> Person:
    person: Person = request.person  # type: ignore[attr-defined]
    return person


def _number(request: Request, name: str) -> int:
    said = request.POST.get(name, "")
    return int(said) if said.isascii() and said.isdigit() and len(said) <= 18 else 0


__all__ = [
    "advance",
    "another",
    "be_there",
    "begin",
    "end",
    "extend",
    "go_back",
    "hand_over",
    "let_lead",
    "pause",
    "resume",
    "reveal",
    "send_off",
    "speaker",
]
