"""The three parts of the room as answers: the table, kept for all alike; one's own; and that of those who lead."""

from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.template import engines
from django.urls import get_script_prefix, reverse
from django.utils.translation import get_language
from markupsafe import Markup

from goldthread.decisions.models import Voter
from goldthread.decisions.models.box import Vote
from goldthread.kit import memory, pages
from goldthread.kit.prepared import PreparedModels
from goldthread.kit.together import once_for_all

from . import lead, mine, standing, table
from .models import Workshop
from .standing import Standing


def addresses(of: Workshop) -> dict[str, str]:
    """Where the parts and deeds of a workshop are; those of cards, seats and clusters begin with that of the room."""
    return dict(_addresses(get_script_prefix(), of.organisation.slug, of.product.slug, of.pk))


@lru_cache(maxsize=256)
def _addresses(_below: str, *slugs: str | int) -> tuple[tuple[str, str], ...]:
    names = (
        "room table mine lead projector joining calendar seat absence promise readiness cards grouping titles turn speaker "
        "wording ballot beginning advance way_back time pause resumption handover reveal confirmation answer presence ending another carry actions scoring list written lying"
    )
    return tuple((name, reverse(f"workshops:{name}", args=slugs)) for name in names.split())


def tag(request: HttpRequest, of: Workshop) -> str:
    return f'"{of.pk}-{of.edition}-{_order(request)}-{get_language()}"'


# All that the parts of a room show of it.
_WHOLE = PreparedModels(
    lambda pk: Workshop.objects.select_related(
        "phase__item__decision", "facilitator", "speaking__seat__person", "ground_rules", "product__organisation"
    ).filter(pk=pk)
)


def fresh(pk: int) -> Workshop | None:
    """A workshop as it is now, with all that its parts show."""
    found: Workshop | None = _WHOLE.first(pk)
    if found is not None:
        found.organisation = found.product.organisation
    return found


def table_part(request: HttpRequest, of: Workshop) -> Markup:
    """The table, put together once for each change, order of cards and language."""
    order, language = _order(request), get_language()
    _read_in()

    def made() -> tuple[str, ...]:
        return (_table(of, {**table.shown(of, order), "edition": of.edition}),)

    return memory.remembered(("workshop", of.pk, of.edition, order, language), made)[0]  # type: ignore[return-value]


@lru_cache(maxsize=1)
def _read_in() -> None:
    """What the room shows in any phase, compiled when the first page of one is asked for: else a whole room would wait for
    that in the instant of a reveal, in each process once."""
    made = engines["jinja2"].env  # type: ignore[attr-defined]
    for name in made.list_templates(filter_func=lambda name: name.startswith("workshops/room/")):
        made.get_template(name)


def table_in_pieces(of: Workshop) -> tuple[str, dict[str, str]]:
    """The table without the pieces that lie on it, and those by their ids, in the first of the orders."""
    context = table.shown(of, 0)
    return _table(of, {**context, "pieces": {}, "edition": 0}), context.get("pieces", {})


def _table(of: Workshop, context: dict[str, Any]) -> Markup:
    return pages.of_nobody("workshops/room/table.html", {**context, "to": addresses(of), "topics": topics(of)})


def mine_part(request: HttpRequest, of: Workshop, **more: Any) -> Markup:
    context = mine.shown(of, request.person, **more)  # type: ignore[attr-defined]
    return pages.lean(request, "workshops/room/mine.html", {**context, "to": addresses(of)})


def voted_part(request: HttpRequest, of: Workshop, voter: Voter, vote: Vote) -> Markup:
    """That one's vote is in: for all who said the same in the same instant it is drawn once."""

    def made() -> Markup:
        return pages.of_nobody("workshops/room/mine.html", {**mine.voted(of, voter, vote), "to": addresses(of)})

    key = ("voted", of.pk, get_language(), voter.decides, vote, vote.nth)
    return pages.with_tokens(request, once_for_all(key, made))


def turned_over(request: HttpRequest, of: Workshop, voter: Voter, vote: Vote) -> Markup:
    """What is asked of somebody with whose vote all were turned over: nothing in it is anybody's any more."""
    now = once_for_all(("now", of.pk), lambda: fresh(of.pk))
    if now is None or now.item is None or now.item.decision is None or now.item.decision.is_open:
        return mine_part(request, of)
    own = once_for_all(("stands", of.pk), lambda: standing.of_all(now))[voter.person_id]
    made = once_for_all(("mine", of.pk, get_language(), own), lambda: mine_of_all(now, own))
    return pages.with_tokens(request, made)


def mine_of_all(of: Workshop, stands: Standing) -> Markup:
    """What all are asked who stand like this, with nothing that is anybody's."""
    return pages.of_nobody("workshops/room/mine.html", {**mine.blank(of, stands), "to": addresses(of)})


def lead_part(request: HttpRequest, of: Workshop, **more: Any) -> Markup:
    return pages.lean(request, "workshops/room/lead.html", {**lead.shown(of, **more), "to": addresses(of)})


def answer(part: Markup, status: int = 200) -> HttpResponse:
    response = HttpResponse(part, status=status)
    response["Cache-Control"] = "private, no-store"
    return response


def table_answer(request: HttpRequest, of: Workshop) -> HttpResponse:
    """The table; nothing but "as it was" for a browser that has it in this edition."""
    now = tag(request, of)
    response: HttpResponse
    # Packed, an answer has a weak tag.
    if request.headers.get("If-None-Match", "").removeprefix("W/") == now:
        response = HttpResponseNotModified()
    else:
        response = HttpResponse(table_part(request, of))
    response["ETag"] = now
    response["Cache-Control"] = "private, no-cache"
    return response


def topics(of: Workshop, *, leads: bool = False) -> list[str]:
    found = [f"workshop-room-{of.pk}"]
    return [*found, f"workshop-lead-{of.pk}"] if leads else found


def told(of: Workshop) -> str:
    """What a page that shows the table says of itself in the address of its stream (see `telling`)."""
    return f"language={get_language()}&has={of.edition}"


def _order(request: HttpRequest) -> int:
    return int(request.user.pk or 0) % table.ORDERS
