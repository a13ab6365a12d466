"""Within how many days the organisation promises to answer concerns."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goldthread.kit import pages
from goldthread.people import access as people

from ..forms.concern import PromiseForm
from ..models import Promise


@require_http_methods(["GET", "HEAD", "POST"])
def promise(request: HttpRequest, organisation: str) -> HttpResponse:
    ground = people.organisation_to_set_up(request, organisation)
    typed = request.POST if request.method == "POST" else None
    form = PromiseForm(typed, initial={"days": Promise.days_in(ground.organisation.pk)})
    if request.method == "POST" and form.is_valid():
        Promise.make(ground.organisation, form.cleaned_data["days"], by=ground.person)
        response = redirect(reverse("people:settings", args=[organisation]))
        response.status_code = 303
        return response
    context = {"form": form, "back": reverse("people:settings", args=[organisation]), "title": _("Promise to answer")}
    return pages.page(request, "voice/promise.html", context, 422 if form.is_bound else 200)
