"""Take a thread out: the page that offers its forms, and the files."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from goldthread.chain import access as chain
from goldthread.kit import clock, pages
from goldthread.people import access
from goldthread.people.access import Ground

from .export import forms, gathering

OFFERED = (
    ("xlsx", _("Workbook (XLSX)"), _("For Excel, Sheets or LibreOffice: one row for each goal and key result.")),
    ("csv", _("Table (CSV)"), _("The same rows as plain text, for any other program.")),
    ("yaml", _("Tree (YAML)"), _("Everything each goal says, easy to read and to keep in a repository.")),
    ("json", _("Tree (JSON)"), _("The same tree for programs.")),
    ("markdown", _("Markdown"), _("Nested lists for a wiki or a page.")),
    ("outline", _("Outline"), _("Plain indented lines, for a mail.")),
)


@require_safe
def choose(request: HttpRequest, organisation: str, product: str) -> HttpResponse:
    ground = access.product_for(request, organisation, product, "take out")
    closed = "closed" in request.GET
    return pages.page(
        request,
        "exchange/export.html",
        {"offered": OFFERED, "closed": closed, "may_bring_in": ground.may("steer goals")},
    )


@require_safe
def file(request: HttpRequest, organisation: str, product: str, form: str) -> HttpResponse:
    """The thread in one form, as a file to save: what this person may see of it."""
    ground = access.product_for(request, organisation, product, "take out")
    if form not in forms.FORMS:
        raise Http404
    content_type, ending, _writer = forms.FORMS[form]
    content = forms.written(
        gathering.gathered(ground.the_product, hidden=chain.hidden(ground), closed="closed" in request.GET), form
    )
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{_name(ground)}.{ending}"'
    response["Cache-Control"] = "no-store"
    return response


def _name(ground: Ground) -> str:
    return f"{ground.the_product.slug}-{clock.today(ground.organisation.time_zone).isoformat()}"
