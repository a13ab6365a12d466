from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goldthread.kit import pages

from .. import access
from ..forms.me import ProfileForm
from .answers import account_places, done, sent, status_of

YEAR_SECONDS = 365 * 24 * 3600


@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """How somebody is called and served: name, language, time zone, colours, keys."""
    person = access.somebody(request)
    now = {
        "name": person.name,
        "language": person.language,
        "time_zone": person.time_zone,
        "theme": request.COOKIES.get("theme", "system"),
        "keys": request.COOKIES.get("keys", "on"),
    }
    form = ProfileForm(sent(request), languages=settings.LANGUAGES, initial=now)
    if not form.is_valid():
        homes = access.organisations_of(person)
        context = {"form": form, "places": account_places(), "homes": homes}
        return pages.page(request, "people/profile.html", context, status_of(form))
    said = form.cleaned_data
    person.describe(name=said["name"], language=said["language"], time_zone=said["time_zone"])
    messages.success(request, _("Saved."))
    response = done("people:profile")
    _keep(response, "theme", said["theme"], usual="system")
    _keep(response, "keys", said["keys"] or "on", usual="on")
    return response


def _keep(response: HttpResponse, name: str, chosen: str, *, usual: str) -> None:
    """In the same cookie that the switch on the page writes: colours and keys belong to a device, not to an account."""
    if chosen == usual:
        response.delete_cookie(name, path=settings.SESSION_COOKIE_PATH)
    else:
        response.set_cookie(
            name,
            chosen,
            max_age=YEAR_SECONDS,
            path=settings.SESSION_COOKIE_PATH,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )
