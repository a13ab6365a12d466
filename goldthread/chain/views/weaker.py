"""What a change takes away, while it is typed."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from goldthread.chain import access, taken_away
from goldthread.journal.middleware import asks
from goldthread.kit import pages


# A POST, though it changes nothing: what somebody is typing shall stand in no address and so in no log.
@asks
@require_POST
def weaker(request: HttpRequest, organisation: str, product: str, number: int) -> HttpResponse:
    """What is less than before in what is typed for a goal; `key_result` says for which of its numbers."""
    found = access.goal_to_steer(request, organisation, product, number)
    asked = request.POST.get("key_result", "")
    result = None
    if asked.isascii() and asked.isdigit() and len(asked) <= 18:
        result = access.key_result(request, organisation, product, number, int(asked))
    context = taken_away.of_typed(request.ground, found, request.POST, result)  # type: ignore[attr-defined]
    return pages.part(request, "chain/goal/weaker.html", "hints", context)
