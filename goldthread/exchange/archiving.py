"""The organisation as one archive, for its owners: the page that says what is in it, and the file."""

import tempfile

from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goldthread.kit import clock, limits, pages
from goldthread.people import access

from .archive import tables, writing
from .archive.left_out import left_out

PAGE = "exchange/archive.html"
MOST_AN_HOUR = 6
IN_MEMORY = 8 * 1024 * 1024


@require_safe
def choose(request: HttpRequest, organisation: str) -> HttpResponse:
    access.organisation_to_set_up(request, organisation)
    return pages.page(request, PAGE, {"sentence": ""})


@require_safe
def file(request: HttpRequest, organisation: str) -> HttpResponse | FileResponse:
    """The archive, written anew; to read everything takes a while, so not more than a few an hour."""
    ground = access.organisation_to_set_up(request, organisation)
    if not limits.within("archive", ground.organisation.pk, most=MOST_AN_HOUR, seconds=3600):
        return pages.page(
            request, PAGE, {"sentence": _("That is very much in a short time. Wait an hour, then go on.")}, status=429
        )
    part = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the response closes it
    try:
        writing.write(ground.organisation, part, left_out(ground))
    except (writing.Broken, tables.Unportable):
        part.close()
        return pages.page(request, PAGE, {"sentence": _("The archive cannot be written: the record does not hold. Ask whoever runs this installation to look with: goldthread check")}, status=409)  # fmt: skip
    part.seek(0)
    name = f"{ground.organisation.slug}-{clock.today(ground.organisation.time_zone).isoformat()}.zip"
    response = FileResponse(part, as_attachment=True, filename=name, content_type="application/zip")
    response["Cache-Control"] = "no-store"
    return response
