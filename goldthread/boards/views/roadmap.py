"""The GO roadmap: inside, outside and on the wall; its title and features."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from goldthread.chain import access as chain
from goldthread.kit import pages
from goldthread.people import access as people

from .. import roadmaps
from ..forms.board import LineForm, sentence
from ..models import CrossedLine, Feature, Note
from . import answers
from .board import undo

PAGE = "boards/roadmap.html"


@require_safe
def roadmap(request: HttpRequest, organisation: str, product: str) -> HttpResponse:
    """The roadmap as the people of the product see it; for htmx the part that follows changes."""
    ground = people.product(request, organisation, product)
    request.view_name = "roadmap"  # type: ignore[attr-defined]
    context = {
        "roadmap": roadmaps.shown(ground, ground.today),
        "undo": undo(ground, "roadmap", request.GET.get("removed", "")),
    }
    if pages.is_part(request):
        return pages.part(request, PAGE, "roadmap", context)
    return pages.page(request, PAGE, context)


@require_safe
def outside(request: HttpRequest, organisation: str, product: str) -> HttpResponse:
    """The roadmap for showing to others: coarse timeframes, no names, no numbers."""
    ground = people.product(request, organisation, product)
    request.view_name = "roadmap"  # type: ignore[attr-defined]
    context = {"roadmap": roadmaps.outside(ground, ground.today)}
    if pages.is_part(request):
        return pages.part(request, "boards/outside.html", "outside", context)
    return pages.page(request, "boards/outside.html", context)


@require_safe
def present(request: HttpRequest, organisation: str, product: str) -> HttpResponse:
    """One product goal a slide."""
    ground = people.product(request, organisation, product)
    request.view_name = "roadmap"  # type: ignore[attr-defined]
    context = {"roadmap": roadmaps.shown(ground, ground.today)}
    if pages.is_part(request):
        return pages.part(request, "boards/present.html", "slides", context)
    return pages.page(request, "boards/present.html", context)


@require_POST
def write_title(request: HttpRequest, organisation: str, product: str) -> HttpResponse:
    """Name the roadmap, or put its name in other words."""
    ground = people.product(request, organisation, product)
    ground.must("steer goals")
    form = LineForm(request.POST)
    if not form.is_valid():
        return answers.refused(request, "roadmap", sentence(form))
    text, base = form.cleaned_data["text"], form.cleaned_data["base"]
    standing = roadmaps.title_of(ground)
    if standing is None:
        Note.write(ground.product, Note.Section.ROADMAP_TITLE, text, by=ground.person)  # type: ignore[arg-type]
        return answers.done(request, "roadmap")
    try:
        # Whoever began without a title has not seen the one that stands now: no edition is theirs.
        edition = standing.reword(text, by=ground.person, base=base or 0)
    except CrossedLine as crossed:
        return answers.crossed(request, crossed.theirs, base_now=crossed.theirs.number, text=text)
    return answers.said(request, "roadmap", edition)


@require_POST
def add_feature(request: HttpRequest, organisation: str, product: str, number: int) -> HttpResponse:
    """Put a feature under a product goal."""
    goal = chain.goal_to_steer(request, organisation, product, number)
    form = LineForm(request.POST)
    if not form.is_valid():
        return answers.refused(request, "roadmap", sentence(form))
    Feature.add(goal, form.cleaned_data["text"], by=request.person)  # type: ignore[attr-defined]
    return answers.done(request, "roadmap")


__all__ = ["add_feature", "outside", "present", "roadmap", "write_title"]
