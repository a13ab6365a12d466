from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from goldthread.kit import limits, pages

from .. import access
from ..forms.organisation import FoundForm
from ..models import Organisation
from .answers import done, sent, status_of

FOUNDED_A_DAY = 20


@require_http_methods(["GET", "POST"])
def found(request: HttpRequest) -> HttpResponse:
    """Make an organisation and its first product, and go to it."""
    person = access.somebody(request)
    form = FoundForm(sent(request))
    if not form.is_valid():
        return _ask(request, form, status_of(form))
    if not limits.within("founding", person.pk, most=FOUNDED_A_DAY, seconds=24 * 3600):
        return _ask(request, form, 429)
    said = form.cleaned_data
    made = Organisation.found(said["name"], by=person, time_zone=said["time_zone"])
    product = made.add_product(said["product"], by=person)
    return done("chain:map", made.slug, product.slug)


def _ask(request: HttpRequest, form: FoundForm, status: int) -> HttpResponse:
    if status == 429:
        form.add_error(None, access.TOO_MANY)
    return pages.page(
        request,
        "people/found.html",
        {"form": form, "organisations": access.organisations_of(access.somebody(request))},
        status,
    )
