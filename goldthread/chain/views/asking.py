"""Pages on which many are asked at once: agree as one, how people feel about a goal, what comes first."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goldthread.chain import access, agreeing, as_one, askings
from goldthread.chain.forms.asking import AskingForm, AsOneForm, FeelingForm, OrderingForm
from goldthread.chain.goal_page import addresses
from goldthread.decisions.canvassing.words import ORDERINGS, THERMOMETERS
from goldthread.decisions.models import Canvass, Refused
from goldthread.kit import pages
from goldthread.people import access as people

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
def whole_board(request: HttpRequest, organisation: str, product: str) -> HttpResponse:
    """Agree on a whole board as one; `?of=` names the board, `?line=` chooses some of its lines to begin with."""
    ground = people.product(request, organisation, product)
    ground.must("steer goals")
    board = as_one.BOARDS.get(request.GET.get("of", ""), as_one.BOARDS["board"])
    found, listed = as_one.lines(ground, board), as_one.people(ground, board)
    form = AsOneForm(_typed(request), found=found, listed=listed, organisation=ground.organisation)
    if made := _asked(form, lambda: askings.agree_as_one(ground, board, form, found, listed)):
        return _to(organisation, product, made)
    context = {"board": board, "found": found, "boards": _boards(ground, "chain:as_one", board)}
    return _page(request, "chain/asking/as_one.html", form, listed, context)


@require_http_methods(METHODS)
def feeling(request: HttpRequest, organisation: str, product: str, number: int) -> HttpResponse:
    """Ask how people feel about a goal; `?words=` begins with other words."""
    goal = access.goal(request, organisation, product, number)
    ground = request.ground  # type: ignore[attr-defined]
    ground.must("propose")
    if goal.closing_id:
        raise PermissionDenied(_("This goal is closed. Open it again to ask about it."))
    listed = agreeing.candidates(ground, goal)
    begun = {"statement": request.GET.get("words", "")[:600] or goal.version.statement}
    form = FeelingForm(_typed(request), listed=listed, organisation=ground.organisation, begun=begun)
    if made := _asked(form, lambda: askings.ask_how_it_feels(ground, goal, form, listed)):
        return _to(organisation, product, made)
    context = {"goal": goal, "ways": THERMOMETERS, "to": addresses(ground, goal)}
    return _page(request, "chain/asking/feeling.html", form, listed, context)


@require_http_methods(METHODS)
def ordering(request: HttpRequest, organisation: str, product: str) -> HttpResponse:
    """Ask what comes first; `?of=` names the list whose lines are put in order, none for lines of one's own."""
    ground = people.product(request, organisation, product)
    ground.must("propose")
    board = as_one.BOARDS.get(request.GET.get("of", ""))
    found = [{**one, "why_not": ""} for one in as_one.lines(ground, board)] if board else []
    listed = as_one.people(ground, board or as_one.BOARDS["roadmap"])
    form = OrderingForm(_typed(request), found=found, listed=listed, organisation=ground.organisation)
    if made := _asked(form, lambda: askings.put_in_order(ground, board, form, found, listed)):
        return _to(organisation, product, made)
    context = {"board": board, "found": found, "ways": ORDERINGS, "boards": _boards(ground, "chain:ordering", board, _("Lines of your own"))}  # fmt: skip
    return _page(request, "chain/asking/ordering.html", form, listed, context)


def _typed(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _asked(form: AskingForm, put: Any) -> Canvass | None:
    if not form.is_valid():
        return None
    try:
        made: Canvass = put()
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    return made


def _boards(ground: people.Ground, name: str, board: as_one.Board | None, own: str = "") -> list[dict[str, Any]]:
    """Links to the same page for each board."""
    address = reverse(name, args=[ground.organisation.slug, ground.the_product.slug])
    links = [{"label": one.title, "url": f"{address}?of={one.name}", "current": one is board} for one in as_one.BOARDS.values()]  # fmt: skip
    return ([{"label": own, "url": address, "current": board is None}] if own else []) + links


def _to(organisation: str, product: str, made: Canvass) -> HttpResponse:
    response = redirect("decisions:canvass", organisation, product, made.pk)
    response.status_code = 303
    return response


def _page(request: HttpRequest, template: str, form: AskingForm, listed: list[dict[str, Any]], context: dict[str, Any]) -> HttpResponse:  # fmt: skip
    groups: dict[str, list[dict[str, Any]]] = {}
    for one in listed:
        groups.setdefault(str(one["group_label"]), []).append(one)
    more = {"form": form, "groups": groups, "ticked": [str(one) for one in form["voters"].value() or ()]}
    return pages.page(request, template, {**context, **more}, 422 if form.is_bound else 200)


__all__ = ["feeling", "ordering", "whole_board"]
