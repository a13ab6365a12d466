"""The room, seen by whoever sits in it, whoever leads, and the screen that all look at."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import get_current_timezone_name, localtime
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from goldthread.kit import clock, pages
from goldthread.kit.days import date_format
from goldthread.voice import beside

from .. import access, agendas, folded, guest_room, guests, joining, lead, parts, words, writing
from ..minutes import access as minutes
from ..models import Workshop
from ..planning import page as planning
from ..table import outcomes

PLACE = "together"


@require_safe
@gzip_page
def room(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """Before the meeting what is planned, then the room, afterwards what came of it."""
    of = access.workshop(request, organisation, product, pk)
    request.place_name = PLACE  # type: ignore[attr-defined]
    seat = of.seat_of(request.person)  # type: ignore[attr-defined]
    context = _around(request, of)
    by_link = guests.came_by_link(request.person)  # type: ignore[attr-defined]
    if of.is_over:
        sees = seat is not None
        context["may_read"] = not by_link and minutes.reads(request.person, of)  # type: ignore[attr-defined]
        context["part"] = beside.at("workshop", request.ground, of)  # type: ignore[attr-defined]
        return pages.page(
            request,
            "workshops/over.html",
            {**context, "outcomes": _outcomes(of, by_link) if sees else [], "sees": sees},
        )
    if of.is_live and seat is not None and by_link:
        more = {"guest_part": guest_room.shown(request, of), "topics": guest_room.topics(of)}
        return pages.page(request, "workshops/guest_room.html", {**context, **more})
    if of.is_live and seat is not None:
        return pages.page(request, "workshops/room.html", {**context, **_parts(request, of), **writing.beside(of)})
    return pages.page(
        request,
        "workshops/to_come.html",
        {
            **context,
            "part": beside.at("workshop", request.ground, of),  # type: ignore[attr-defined]
            "topics": [f"workshop-door-{of.pk}", f"product-{of.product_id}"],
            "seat": seat,
            "comes": planning.own_reply(seat),
            "reading": planning.to_read(of),
            **_planned(of),
        },
    )


def _outcomes(of: Workshop, by_link: bool) -> list[dict[str, Any]]:
    found = outcomes(of)
    return guest_room.outcomes(found) if by_link else found


@require_safe
def projector(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """The same table, large, for the wall of the room."""
    of = access.table(request, organisation, product, pk)
    access.for_members(request)
    context = {
        **_around(request, of),
        "table": parts.table_part(request, of),
        "topics": parts.topics(of),
        "told": parts.told(of),
    }
    return pages.page(request, "workshops/projector.html", context)


@require_safe
@gzip_page
def table(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """What lies on the table."""
    of = access.table(request, organisation, product, pk)
    if guests.came_by_link(request.person):  # type: ignore[attr-defined]
        return parts.answer(guest_room.table_of(request, of))
    return parts.table_answer(request, of)


@require_safe
def lying(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """All cards that lie under the words on the table, where they are folded away."""
    of = access.table(request, organisation, product, pk)
    context = {"workshop": of, "to": parts.addresses(of), "groups": folded.all_of(of.item)}
    if pages.is_part(request):
        return pages.part(request, "workshops/room/lying.html", "cards", context)
    return pages.page(request, "workshops/room/lying.html", context)


@require_safe
def mine(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """What is one's own."""
    return parts.answer(parts.mine_part(request, access.table(request, organisation, product, pk)))


@require_safe
def leading(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """What those who lead see."""
    return parts.answer(parts.lead_part(request, access.to_lead(request, organisation, product, pk)))


@require_safe
def join(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """The way in for everybody in the room: an address, and the same as a square to take a picture of."""
    of = access.workshop(request, organisation, product, pk)
    context = {**_around(request, of), "address": joining.address(of), "square": joining.square(of)}
    return pages.page(request, "workshops/joining.html", context)


@require_safe
def square(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """The way in as a picture, for the large screen."""
    of = access.workshop(request, organisation, product, pk)
    wide, path = joining.square(of)
    picture = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {wide}"><path fill="#fff" d="M0 0h{wide}v{wide}H0z"/><path d="{path}"/></svg>'
    response = HttpResponse(picture, content_type="image/svg+xml")
    response["Cache-Control"] = "private, max-age=3600"
    return response


@require_safe
def calendar(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """The meeting as a file for a calendar."""
    of = access.workshop(request, organisation, product, pk)
    response = HttpResponse(joining.calendar(of), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="workshop.ics"'
    response["Cache-Control"] = "private, no-store"
    return response


def _around(request: HttpRequest, of: Workshop) -> dict[str, Any]:
    person = request.person  # type: ignore[attr-defined]
    return {
        "workshop": of,
        "to": parts.addresses(of),
        "leads": access.leads(person, of),
        "prepares": of.convened_by_id == person.pk or access.leads(person, of),
        "when": date_format(localtime(of.starts_at), "l, j F Y, H:i"),
        "server_now": clock.now().isoformat(),
        "zone": get_current_timezone_name(),
        "agenda": agendas.BY_NAME.get(of.template),
        "topics": parts.topics(of, leads=access.leads(person, of))
        if access.sees_the_table(person, of)
        else [f"product-{of.product_id}"],
    }


def _parts(request: HttpRequest, of: Workshop) -> dict[str, Any]:
    leads = access.leads(request.person, of)  # type: ignore[attr-defined]
    return {
        "table": parts.table_part(request, of),
        "told": parts.told(of),
        "mine": parts.mine_part(request, of),
        "lead": parts.lead_part(request, of) if leads else "",
    }


def _planned(of: Workshop) -> dict[str, Any]:
    phases = [
        {
            "label": words.phase(one.kind),
            "minutes": one.minutes,
            "item": one.item.title if one.item else "",
            "prompt": one.prompt,
        }
        for one in of.phases.select_related("item")
    ]
    seats = list(of.seats.select_related("person").order_by("-is_required", "person__name"))
    return {"phases": phases, "seats": seats, "items": list(of.items.all()), "warns": lead.warns(of)}
