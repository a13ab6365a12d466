from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from goldthread.people import access, invited
from goldthread.people.middleware import LAST_PRODUCT
from goldthread.people.models import Person


@require_safe
def door(request: HttpRequest) -> HttpResponse:
    """Send people on: to an invitation that led them here, to the thread they saw last, or to where they can begin."""
    person: Person | None = request.person  # type: ignore[attr-defined]
    if person is None:
        return redirect("account_login")
    if invitation := invited.path(request):
        return redirect(invitation)
    return _to_the_thread(request, person)


def _to_the_thread(request: HttpRequest, person: Person) -> HttpResponse:
    organisations = access.organisations_of(person)
    if not organisations:
        return redirect("people:found")
    slug, _slash, last = request.COOKIES.get(LAST_PRODUCT, "").partition("/")
    # The cookie only says where to look first: what is there is what this person may see.
    first = next((one for one in organisations if one.slug == slug), organisations[0])
    product = access.first_product_of(person, first, last)
    return redirect("chain:map", first.slug, product.slug) if product else redirect("people:organisation", first.slug)
