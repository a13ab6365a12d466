"""The page of the first minute."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from goldthread.kit import pages
from goldthread.people import access

from .first import begin
from .forms import FirstForm


@require_http_methods(["GET", "HEAD", "POST"])
def first(request: HttpRequest, organisation: str, product: str) -> HttpResponse:
    """Four questions; the answers become goals."""
    ground = access.product(request, organisation, product)
    ground.must("steer goals")
    form = FirstForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        begin(ground.product, form.answers(), by=ground.person)  # type: ignore[arg-type]
        return redirect("chain:map", organisation, product)
    status = 422 if request.method == "POST" else 200
    paste = reverse("exchange:paste", args=[organisation, product])
    return pages.page(request, "home/first.html", {"form": form, "paste": paste}, status=status)
