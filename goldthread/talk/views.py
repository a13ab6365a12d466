"""What people say about a thing: said, taken back, and the files beside it."""

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldthread.kit import limits, pages, registry
from goldthread.people import access as people
from goldthread.people.ground import TOO_MANY

from . import access, kudos, reacting, said
from .downloads import download
from .following import button
from .forms import CommentForm
from .models import Comment, Follow, Reaction

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


@require_POST
def reactions(request: HttpRequest, organisation: str, product: str, kind: str, noun_id: int) -> HttpResponse:
    """Leave a `mark` at a thing, or take one's own away again with `end`. With `look=kudos` the answer is that part."""
    ground = people.product(request, organisation, product)
    thing = access.about(request, ground, kind, noun_id)
    ground.must("comment")
    _react(thing, request.POST.get("mark", ""), request.POST.get("end", ""), ground.person)
    if pages.is_part(request) and request.POST.get("look") == "kudos":
        return pages.page(request, "talk/kudos.html", {"kudos": kudos.at(ground, kind, noun_id)})
    if pages.is_part(request):
        return pages.page(request, "talk/reactions.html", {"reactions": reacting.at(ground, kind, noun_id)})
    response = redirect(registry.nouns()[kind].link(thing))
    response.status_code = 303
    return response


def _react(thing: Any, mark: str, end: str, person: Any) -> None:
    """A mark that is none is nothing said: whoever wrote it by hand sees what is left there."""
    if mark in Reaction.Mark.values:
        Reaction.react(thing, mark, by=person)
    if end in Reaction.Mark.values:
        Reaction.take_back(thing, end, by=person)


@require_safe
def attachment(request: HttpRequest, organisation: str, product: str, pk: int) -> FileResponse:
    """A file, to keep and never to show: nothing that somebody uploaded runs under our address."""
    ground = people.product(request, organisation, product)
    file = access.attachment(request, ground, pk)
    return download(file.stored_as, name=file.name, content_type=file.content_type)


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
