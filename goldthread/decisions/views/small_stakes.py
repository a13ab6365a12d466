"""Where little is at stake in an organisation: there somebody may decide without discussion."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goldthread.kit import pages
from goldthread.people import access as people

from ..forms.rule import SmallStakesForm
from ..models import SmallStakes


@require_http_methods(["GET", "HEAD", "POST"])
def small_stakes(request: HttpRequest, organisation: str) -> HttpResponse:
    """The levels at which it may be done, for the owners."""
    ground = people.organisation_to_set_up(request, organisation)
    back = reverse("people:settings", args=[ground.organisation.slug])
    typed = request.POST if request.method == "POST" else None
    form = SmallStakesForm(typed, initial={"levels": sorted(SmallStakes.of(ground.organisation.pk))})
    if form.is_valid():
        SmallStakes.say(ground.organisation, form.cleaned_data["levels"], by=ground.person)
        response = redirect(back)
        response.status_code = 303
        return response
    context = {"title": _("Where little is at stake"), "form": form, "back": back}
    return pages.page(request, "decisions/small_stakes.html", context, 422 if form.is_bound else 200)


def setting(request: Any, ground: Any) -> dict[str, Any]:
    """The link on the page of an organisation's settings."""
    return {
        "label": _("Where little is at stake"),
        "hint": _("At which levels somebody may decide without discussion."),
        "url": reverse("decisions_rules:small_stakes", args=[ground.organisation.slug]),
    }
