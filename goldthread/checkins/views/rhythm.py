"""The rhythm of a product's check-ins: its page and settings, and the holidays of an organisation."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldthread.chain import access as chain
from goldthread.kit import pages
from goldthread.people import access as people
from goldthread.people.views.answers import done, sent, status_of

from ..forms.rhythm import HolidaysForm, RhythmForm
from ..models import Holiday, OverAlready, Rhythm
from ..rhythm import digest, page


@require_http_methods(["GET", "HEAD", "POST"])
def rhythm(request: HttpRequest, organisation: str, product: str) -> HttpResponse:
    """When check-ins are due; those who steer say from when on another rhythm holds."""
    ground = people.product(request, organisation, product)
    if request.method == "POST":
        ground.must("set rhythm")
    form = RhythmForm(sent(request), earliest=page.earliest(ground), initial=page.initial(ground))
    if form.is_valid():
        Rhythm.set(ground.the_product, by=ground.person, **form.what())
        messages.success(request, _("Saved."))
        return done("checkins:rhythm", organisation, product)
    request.place_name = "product"  # type: ignore[attr-defined]
    return pages.page(request, "checkins/rhythm/rhythm.html", {"form": form, **page.context(ground)}, status_of(form))


@require_safe
def meeting(request: HttpRequest, organisation: str, product: str) -> HttpResponse:
    """What moved since check-ins were due last: to read before the meeting, and in it."""
    ground = people.product(request, organisation, product)
    return pages.page(request, "checkins/rhythm/meeting.html", digest.page(ground))


@require_http_methods(["GET", "HEAD", "POST"])
def holidays(request: HttpRequest, organisation: str) -> HttpResponse:
    """The days on which nobody in the organisation works."""
    ground = chain.organisation_to_plan(request, organisation)
    form = HolidaysForm(sent(request))
    if form.is_valid():
        added = Holiday.keep(ground.organisation, form.cleaned_data["days"], by=ground.person)
        messages.success(
            request, _("Saved.") if added else _("Nothing is new: these days are over, or stand here already.")
        )
        return done("checkins_days:holidays", organisation)
    context: dict[str, Any] = {"form": form, "days": page.holidays(ground)}
    return pages.page(request, "checkins/rhythm/holidays.html", context, status_of(form))


@require_POST
def holiday_removal(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """Work on that day after all."""
    ground = chain.organisation_to_plan(request, organisation)
    try:
        page.holiday(ground, pk).remove(by=ground.person)
        messages.success(request, _("It is no holiday any more."))
    except OverAlready:
        messages.error(request, _("This day is over. What was due stays as it was."))
    return done("checkins_days:holidays", organisation)
