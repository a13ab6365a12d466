"""What people say about a thing: said, taken back, and the files beside it."""

from typing import Any

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldthread.kit import limits, pages, registry
from goldthread.people import access as people
from goldthread.people.ground import TOO_MANY

from . import access, said
from .following import button
from .forms import CommentForm
from .models import Comment, Follow

# Who comes by a link has no account that could be held to anything.
GUESTS_AN_HOUR = 30


@require_http_methods(["GET", "HEAD", "POST"])
def comments(request: HttpRequest, organisation: str, product: str, kind: str, noun_id: int) -> HttpResponse:
    """What was said about a thing (`?all=1` from the beginning), and saying something oneself."""
    ground = people.product(request, organisation, product)
    about = access.about(request, ground, kind, noun_id)
    if request.method != "POST":
        return _answer(request, ground, about, kind)
    ground.must("comment")
    if not ground.may("follow") and not limits.within(
        "guest-comments", ground.person.pk, most=GUESTS_AN_HOUR, seconds=3600
    ):
        return HttpResponse(TOO_MANY, status=429)
    form = CommentForm(request.POST, request.FILES)
    if not form.is_valid():
        return _answer(request, ground, about, kind, form)
    text = form.cleaned_data["text"]
    Comment.say(
        about, text, by=ground.person, mentioned=access.mentioned(ground, text), files=form.cleaned_data["files"]
    )
    return _answer(request, ground, about, kind)


@require_POST
def removal(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """Take a comment of one's own back."""
    ground = people.product(request, organisation, product)
    comment, about = access.own_comment(request, ground, pk)
    comment.take_back(about, by=ground.person)
    return _answer(request, ground, about, comment.kind)


@require_safe
def names(request: HttpRequest, organisation: str, product: str) -> HttpResponse:
    """The people whose names begin with `?q=`, to choose from while writing."""
    ground = people.product(request, organisation, product)
    found = access.people_named(ground, request.GET.get("q", "")[:80])
    return pages.page(request, "talk/names.html", {"people": [person.face for person in found]})


@require_POST
def following(request: HttpRequest, organisation: str, product: str, kind: str, noun_id: int) -> HttpResponse:
    """Follow a thing, or with `end=1` follow it no longer."""
    ground = people.product(request, organisation, product)
    ground.must("follow")
    thing = access.about(request, ground, kind, noun_id)
    verb = Follow.unfollow if request.POST.get("end") else Follow.follow
    verb(thing, by=ground.person)
    if pages.is_part(request):
        return pages.page(request, "talk/follow.html", {"follow": button(ground, thing)})
    response = redirect(registry.nouns()[kind].link(thing))
    response.status_code = 303
    return response


@require_safe
def attachment(request: HttpRequest, organisation: str, product: str, pk: int) -> FileResponse:
    """A file, to keep and never to show: nothing that somebody uploaded runs under our address."""
    ground = people.product(request, organisation, product)
    file = access.attachment(request, ground, pk)
    try:
        content = default_storage.open(file.stored_as)
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(content, as_attachment=True, filename=file.name, content_type=file.content_type)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _answer(
    request: HttpRequest, ground: people.Ground, about: Any, kind: str, form: CommentForm | None = None
) -> HttpResponse:
    status = 422 if form else 200
    if not pages.is_part(request) and form is None:
        return redirect(registry.nouns()[kind].link(about) + "#comments")
    talk = said.about(ground, about, whole=request.GET.get("all") == "1", form=form)
    if pages.is_part(request):
        return pages.page(request, "talk/comments.html", {"talk": talk}, status)
    back = registry.nouns()[kind].link(about)
    return pages.page(
        request, "talk/page.html", {"talk": talk, "back": back, "label": registry.nouns()[kind].label(about)}, status
    )
