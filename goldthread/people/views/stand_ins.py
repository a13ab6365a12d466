"""Being away: who stands in from one day to another, and coming back early."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from goldthread.kit import pages

from .. import access, away
from ..forms.stand_in import StandInForm
from ..models import Overlapping, StandIn
from .answers import done, sent, status_of


@require_http_methods(["GET", "POST"])
def standing_in(request: HttpRequest, organisation: str, person: int) -> HttpResponse:
    """Say from when to when somebody is away and who stands in; people say it for themselves, owners for anybody."""
    ground = access.organisation(request, organisation)
    who = access.person_to_stand_in_for(ground, person)
    form = StandInForm(sent(request), people=away.could_stand_in(ground, who), today=ground.today)
    if form.is_valid():
        said = form.cleaned_data
        try:
            StandIn.arrange(
                ground.organisation, who, form.chosen, starts=said["starts"], ends=said["ends"], by=ground.person
            )
        except Overlapping as overlapping:
            words = _("On some of these days %(name)s stands in already. End that first.")
            form.add_error(None, words % {"name": overlapping.known.stand_in.name})
        else:
            messages.success(request, _("Saved. It is shown beside the name from that day on."))
            return done("people:standing_in", organisation, who.pk)
    context = {
        "form": form,
        "who": who,
        "is_me": who.pk == ground.person.pk,
        "arranged": away.arranged(ground, who.pk),
    }
    return pages.page(request, "people/standing_in.html", context, status_of(form))


@require_POST
def ending(request: HttpRequest, organisation: str, person: int, pk: int) -> HttpResponse:
    """Back already, or not away after all."""
    ground = access.organisation(request, organisation)
    access.stand_in(ground, person, pk).end(by=ground.person)
    messages.success(request, _("Nobody stands in any more."))
    return done("people:standing_in", organisation, person)
