"""Actions of a product: taken on, changed, ended, opened again, and their list."""

import json
from typing import Any

from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldthread.kit import pages, registry
from goldthread.people import access as people
from goldthread.people.access import Ground

from .. import access as talk
from ..models import Action
from . import access, page
from .forms import MOST_CHARACTERS, ActionForm, EndingForm

A_PAGE = 40
SHOW = ("open", "mine", "ended")


@require_safe
def actions(request: HttpRequest, organisation: str, product: str) -> HttpResponse:
    """The actions of the product: `?show=` open (also by whom), mine or ended; `?page=`."""
    ground = people.product(request, organisation, product)
    request.view_name = "actions"  # type: ignore[attr-defined]
    show = request.GET.get("show") if request.GET.get("show") in SHOW else SHOW[0]
    address = reverse("talk:actions", args=[organisation, product])
    found = Paginator(_rows(ground, str(show)), A_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "rows": page.listed(ground, found.object_list),
        "page": found,
        "address": f"{address}?show={show}",
        "ways": [(name, label, f"{address}?show={name}") for name, label in _ways()],
        "show": show,
        "topics": [f"product-{ground.the_product.pk}"],
    }
    if pages.is_part(request):
        return pages.part(request, "talk/actions/list.html", "whole", context)
    return pages.page(request, "talk/actions/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def taking_on(request: HttpRequest, organisation: str, product: str, kind: str, noun_id: int) -> HttpResponse:
    """Put somebody's name on something to be done; `?comment=` says from which comment about the thing it comes."""
    ground = people.product(request, organisation, product)
    ground.must("take on")
    thing = talk.about(request, ground, kind, noun_id)
    asked = request.POST if request.method == "POST" else request.GET
    comment = access.comment_about(ground, thing, asked.get("comment", ""))
    said = " ".join(comment.text.replace("**", "").split())[:MOST_CHARACTERS] if comment else ""
    begin = {"owner": ground.person.pk, "words": said or asked.get("words", "")[:MOST_CHARACTERS]}
    form = _form(request, ground, thing, begin)
    if request.method != "POST" or not form.is_valid():
        context = {
            "form": form,
            "comment": comment,
            "said": said,
            "label": registry.nouns()[kind].label(thing),
            "one": None,
        }
        return _ask(request, context, registry.nouns()[kind].link(thing))
    Action.take_on(thing, form.cleaned_data["words"], owner=form.cleaned_data["owner"], due=form.cleaned_data["due"], by=ground.person, comment=comment)  # fmt: skip
    return _done(request, ground, registry.nouns()[kind].link(thing) + "#actions")


@require_http_methods(["GET", "HEAD", "POST"])
def action(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """Other words, another name, another day."""
    ground = people.product(request, organisation, product)
    found = access.action_to_change(ground, pk)
    begin = {"owner": found.owner_id, "words": found.words, "due": found.due}
    form = _form(request, ground, talk.noun(request, found.kind, found.noun_id), begin)
    if request.method != "POST" or not form.is_valid():
        return _ask(request, {"form": form, "one": page.row(ground, found), "label": ""}, _list(ground))
    said = form.cleaned_data
    found.change(said["words"], owner=said["owner"], due=said["due"], by=ground.person)
    return _done(request, ground, _list(ground))


@require_http_methods(["GET", "HEAD", "POST"])
def ending(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """Done, or dropped and why."""
    ground = people.product(request, organisation, product)
    found = access.action_to_change(ground, pk)
    form = EndingForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _ask(request, {"form": form, "one": page.row(ground, found)}, _list(ground), "talk/actions/ending.html")
    found.end(form.cleaned_data["how"], by=ground.person, words=form.cleaned_data["words"])
    return _done(request, ground, _list(ground))


@require_POST
def reopening(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """Open again what was ended."""
    ground = people.product(request, organisation, product)
    access.action_to_change(ground, pk).reopen(by=ground.person)
    return _done(request, ground, _list(ground))


@require_safe
def origin(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """On to what an action came from."""
    ground = people.product(request, organisation, product)
    found = access.action(ground, pk)
    link = registry.nouns()[found.kind].link(talk.noun(request, found.kind, found.noun_id))
    return redirect(f"{link}#comment-{found.comment_id}" if found.comment_id else f"{link}#actions")


def _rows(ground: Ground, show: str) -> Any:
    rows = access.of_product(ground).select_related("owner", "ended_by")
    if show == "ended":
        return rows.filter(ended_at__isnull=False).order_by("-ended_at", "-pk")
    rows = rows.open().order_by(F("due").asc(nulls_last=True), "pk")
    return rows.filter(owner=ground.person) if show == "mine" else rows


def _ways() -> list[tuple[str, str]]:
    return list(zip(SHOW, (_("Open"), _("Mine"), _("Ended")), strict=True))


def _form(request: HttpRequest, ground: Ground, about: Any, begin: dict[str, Any]) -> ActionForm:
    said = request.POST if request.method == "POST" else None
    return ActionForm(said, people=access.could_own(ground), about=about, initial=begin)


def _ask(
    request: HttpRequest, context: dict[str, Any], back: str, template: str = "talk/actions/form.html"
) -> HttpResponse:
    status = 422 if context["form"].is_bound else 200
    if pages.is_part(request):
        return pages.part(request, template, "inside", {**context, "back": back, "in_dialog": True}, status)
    return pages.page(request, template, {**context, "back": back}, status)


def _done(request: HttpRequest, ground: Ground, to: str) -> HttpResponse:
    """Back to where it was asked for; a page that listens asks for its parts anew."""
    if not pages.is_part(request):
        return HttpResponse(status=303, headers={"Location": to})
    response = HttpResponse(status=204)
    told = {f"product-{ground.the_product.pk}": {"target": "#live"}, "say": {"text": _("Saved."), "tone": "good"}}
    response["HX-Trigger"] = json.dumps(told)
    return response


def _list(ground: Ground) -> str:
    return reverse("talk:actions", args=[ground.organisation.slug, ground.the_product.slug])
