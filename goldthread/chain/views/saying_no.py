"""Saying no to other words for a goal, with a reason that stays."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goldthread.chain import access, wording
from goldthread.chain.forms.candidate import DeclineForm
from goldthread.chain.models import Refusal, Refused
from goldthread.kit import pages

PAGE = "chain/goal/declining.html"


@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: HttpRequest, organisation: str, product: str, number: int, version: int) -> HttpResponse:
    """Decline words that were proposed and are not in force; the reason stands on the page of the goal."""
    goal = access.goal(request, organisation, product, number)
    request.ground.must("answer candidates")  # type: ignore[attr-defined]
    found = access.version(goal, version)
    if found.adoptions.exists():
        raise Http404
    form = DeclineForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _ask(request, {"goal": goal, "version": found, "form": form, "back": wording.address(goal)})
    found.goal = goal
    try:
        Refusal.of_version(found, form.cleaned_data["because"], by=request.person)  # type: ignore[attr-defined]
    except Refused:
        form.add_error(
            None, _("These words are voted on just now. Wait for the votes, or withdraw the question first.")
        )
        return _ask(request, {"goal": goal, "version": found, "form": form, "back": wording.address(goal)})
    return HttpResponse(status=303, headers={"Location": wording.address(goal) + "#said-no"})


def _ask(request: HttpRequest, context: dict[str, object]) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    if pages.is_part(request):
        return pages.part(request, PAGE, "inside", {**context, "in_dialog": True}, status)
    return pages.page(request, PAGE, context, status)
