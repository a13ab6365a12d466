"""Bring goals in from a file: choose it, look at what it would make, bring it in, take it back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from goldthread.chain import access as chain
from goldthread.kit import pages
from goldthread.people import access
from goldthread.people.access import Ground

from . import beforehand, bringing, looking
from .files.columns import ROLES
from .files.items import Unreadable
from .files.levels import TARGETS
from .files.opening import MOST_BYTES, TOO_LARGE, kind_of
from .models import Import


class SeeOther(HttpResponseRedirect):
    """The answer to a form: look there."""

    status_code = 303


CHOOSE = "exchange/import.html"
LOOK = "exchange/look.html"
DONE = "exchange/brought.html"


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, organisation: str, product: str) -> HttpResponse:
    """The form for a file with the imports so far; a file that can be opened is kept to be looked at."""
    ground = access.product(request, organisation, product)
    ground.must("steer goals")
    if request.method != "POST":
        return _chooser(request, ground)
    file = request.FILES.get("file")
    if file is None:
        return _chooser(request, ground, _("Choose a file first."), 422)
    if (file.size or 0) > MOST_BYTES:
        return _chooser(request, ground, _(TOO_LARGE), 413)
    content = file.read()
    name = (file.name or "file").replace("\x00", "")
    try:
        kind_of(name, content)
    except Unreadable as problem:
        return _chooser(request, ground, looking.told(problem.args[0]), 422)
    kept = Import.prepare(ground.the_product, name, content, by=ground.person)
    seen = looking.look(kept)
    if seen.sentence and not seen.columns:
        kept.delete()
        return _chooser(request, ground, seen.sentence, 422)
    return _seen(_address(ground, kept))


def _chooser(request: HttpRequest, ground: Ground, sentence: str = "", status: int = 200) -> HttpResponse:
    before = (
        Import.objects.brought()
        .filter(product=ground.the_product)
        .select_related("by")
        .defer("content", "findings", "kept")
    )
    context = {"sentence": sentence, "before": list(before.order_by("-brought_at")[:20])}
    return pages.page(request, CHOOSE, context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """A file looked at, corrected or brought in; afterwards what came of it."""
    ground, found = _found(request, organisation, product, pk)
    if found.brought_at is not None:
        return _seen(_address(ground, found)) if request.method == "POST" else _done(request, ground, found)
    if request.method != "POST":
        return _looked_at(request, ground, found)
    if request.POST.get("deed") == "leave":
        found.delete()
        return _seen(reverse("exchange:import", args=[ground.organisation.slug, ground.the_product.slug]))
    looking.answered(found, request.POST, by=ground.person)
    if request.POST.get("deed") != "save":
        return _seen(_address(ground, found))
    return _bring_in(request, ground, found)


def _bring_in(request: HttpRequest, ground: Ground, found: Import) -> HttpResponse:
    seen = looking.look(found)
    if seen.sentence or not any(not item.is_key_result for item in seen.brought.made):
        return _looked_at(
            request, ground, found, seen.sentence or _("There is no goal in this file that could be brought in."), 422
        )
    bringing.bring_in(seen.brought, found, access.people_who_see(ground), by=ground.person)
    count = found.counts["goals"]
    messages.success(
        request,
        ngettext("%(count)s goal is on the thread.", "%(count)s goals are on the thread.", count) % {"count": count},
    )
    return _seen(_address(ground, found))


def _looked_at(
    request: HttpRequest, ground: Ground, found: Import, sentence: str = "", status: int = 200
) -> HttpResponse:
    seen = looking.look(found)
    brought = seen.brought
    results = sum(item.is_key_result for item in brought.made)
    context: dict[str, Any] = {
        "one": found,
        "sentence": sentence or seen.sentence,
        "columns": seen.columns,
        "levels": seen.levels,
        "sheets": seen.sheets,
        "rows": looking.rows(brought),
        "findings": looking.findings(brought),
        "loose": beforehand.loose_ends(ground, brought),
        "counts": {
            "in": len(brought.items),
            "goals": len(brought.made) - results,
            "key_results": results,
            "refused": len(brought.refused),
            "doubts": len(brought.doubts),
        },
        "roles": [(role, looking.ROLE_WORDS[role]) for role in ROLES],
        "targets": [(target, looking.LEVEL_WORDS[target]) for target in TARGETS],
    }
    return pages.page(request, LOOK, context, status=status)


def _done(request: HttpRequest, ground: Ground, found: Import) -> HttpResponse:
    untouched, touched = found.sorted_goals()
    hidden = chain.hidden(ground)
    # What a file said of a goal that is kept to others by now would tell of it.
    tells = not hidden or not found.rows.filter(goal__in=hidden).exists()
    touched = [goal for goal in touched if goal.pk not in hidden]
    context = {"one": found, "untouched": len(untouched), "touched": touched, "tells": tells}
    return pages.page(request, DONE, context)


@require_POST
def taking_back(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """Let go what an import made and nobody touched since."""
    ground, found = _found(request, organisation, product, pk)
    kept = found.take_back(by=ground.person, learned=_("The import of %(file)s was taken back.") % {"file": found.name})
    messages.success(request, _("The import was taken back.") if not kept else ngettext(
        "The import was taken back. %(count)s goal was changed since and stays.", "The import was taken back. %(count)s goals were changed since and stay.", len(kept)
    ) % {"count": len(kept)})  # fmt: skip
    return _seen(_address(ground, found))


def _found(request: HttpRequest, organisation: str, product: str, pk: int) -> tuple[Ground, Import]:
    """An import of this product; one that only waits is its sender's alone."""
    ground = access.product(request, organisation, product)
    ground.must("steer goals")
    found = (
        Import.objects.filter(organisation=ground.organisation, product=ground.the_product, pk=pk)
        .select_related("by", "taken_back_by")
        .first()
    )
    if found is None or (found.brought_at is None and found.by_id != ground.person.pk):
        raise Http404
    found.organisation, found.product = ground.organisation, ground.the_product
    return ground, found


def _address(ground: Ground, found: Import) -> str:
    return reverse("exchange:import_one", args=[ground.organisation.slug, ground.the_product.slug, found.pk])


def _seen(address: str) -> HttpResponse:
    return SeeOther(address)
