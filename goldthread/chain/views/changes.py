"""What changed on the thread between two days."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from goldthread.chain.changes import Span, changes
from goldthread.chain.forms.between import BetweenForm
from goldthread.chain.past import Moment
from goldthread.kit import pages
from goldthread.people import access

# Short words for the address, which people copy into messages.
ASKED = {"from": "since", "to": "until"}


@require_safe
def between(request: HttpRequest, organisation: str, product: str) -> HttpResponse:
    """`?from=2026-03-01&to=2026-03-31`: a readable list; the last month where nothing is asked."""
    ground = access.product(request, organisation, product)
    request.looks_back = True  # type: ignore[attr-defined]
    form = BetweenForm({name: request.GET.get(word, "") for word, name in ASKED.items()}, today=ground.today)
    context: dict[str, Any] = {"form": form, "groups": [], "today": ground.today}
    if form.is_valid():
        zone = ground.organisation.time_zone
        since, until = form.cleaned_data["since"], form.cleaned_data["until"]
        last = Moment.of(until, zone) if until < ground.today else None
        context.update(groups=changes(ground, Span(Moment.of(since, zone), last)), since=since, until=until)
    return pages.page(request, "chain/changes.html", context, 200 if form.is_valid() else 422)
