"""Speaking up, and what comes of it: the list, one concern, replies, the answer, the change, stepping forward."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldthread.journal.middleware import kept_nowhere
from goldthread.kit import limits, pages
from goldthread.people import access as people
from goldthread.people.access import TOO_MANY, Ground

from .. import about, access, page
from ..forms.concern import NAMED, NAMELESS, AnswerForm, ChangeForm, ReplyForm, SpeakForm
from ..models import Concern, Promise, Reply

AN_HOUR, GUESTS_AN_HOUR = 40, 15
PAGE = "voice/concern.html"


@require_safe
def concerns(request: HttpRequest, organisation: str, product: str) -> HttpResponse:
    """The concerns of the product: `?show=` open, answered or mine."""
    ground = people.product(request, organisation, product)
    request.view_name = "concerns"  # type: ignore[attr-defined]
    show = request.GET.get("show", "")
    context = page.listed(ground, show if show in page.SHOW else page.SHOW[0], request.GET.get("page", "1"))
    if pages.is_part(request):
        return pages.part(request, "voice/concerns.html", "whole", context)
    return pages.page(request, "voice/concerns.html", context)


# Said again in the same words it stands once by itself; a row here would say who was writing, and when.
@kept_nowhere
@require_http_methods(["GET", "HEAD", "POST"])
def speak(request: HttpRequest, organisation: str, product: str, kind: str, noun_id: int) -> HttpResponse:
    """Raise a concern about a thing, with one's name or without."""
    ground = people.product(request, organisation, product)
    ground.must("comment")
    subject = about.subject(ground, kind, noun_id)
    form = SpeakForm(request.POST if request.method == "POST" else None, initial={"how": NAMED})
    if request.method != "POST" or not form.is_valid():
        return _ask(request, ground, subject, form)
    if not _within(ground):
        return HttpResponse(TOO_MANY, status=429)
    made = Concern.raise_(subject, form.cleaned_data["text"], by=ground.person, nameless=form.is_nameless)
    if form.is_nameless:
        # Not to its own address: whoever keeps a log of addresses would read there whose it is.
        return HttpResponse(
            status=303, headers={"Location": reverse("voice:concerns", args=page.slugs(ground)) + "?show=mine"}
        )
    return _to(ground, made)


@require_safe
def concern(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """One concern: what was said, by when it is answered, what came of it."""
    return _page(request, access.concern(request, organisation, product, pk))


@kept_nowhere
@require_POST
def replies(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """Say something about it; whoever raised it without name stays without one unless they say otherwise."""
    found = access.concern(request, organisation, product, pk)
    ground: Ground = request.ground  # type: ignore[attr-defined]
    ground.must("comment")
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return _page(request, found, reply=form)
    if not _within(ground):
        return HttpResponse(TOO_MANY, status=429)
    hides = bool(found.is_mine) and found.is_nameless and form.cleaned_data["how"] != NAMED  # type: ignore[attr-defined]
    Reply.say(found, form.cleaned_data["text"], by=ground.person, nameless=hides)
    return _to(ground, found)


@require_POST
def answer(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """Taken up, adapted, or declined with why."""
    found = access.concern_to_answer(request, organisation, product, pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, found, answer=form)
    found.answer_with(form.cleaned_data["answer"], form.cleaned_data["why"], by=request.person)  # type: ignore[attr-defined]
    return _to(request.ground, found)  # type: ignore[attr-defined]


@require_POST
def change(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """Say which new words came of it."""
    found = access.concern_to_answer(request, organisation, product, pk)
    ground: Ground = request.ground  # type: ignore[attr-defined]
    form = ChangeForm(request.POST, choices=page.versions(ground, found))
    if not form.is_valid():
        return _page(request, found, change=form)
    found.changed(access.version_for(ground, found, form.cleaned_data["version"]), by=ground.person)
    return _to(ground, found)


@kept_nowhere
@require_POST
def step_forward(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """Put one's name on what one raised without."""
    found = access.own_concern(request, organisation, product, pk)
    found.step_forward(by=request.person)  # type: ignore[attr-defined]
    return _to(request.ground, found)  # type: ignore[attr-defined]


@kept_nowhere
@require_POST
def read(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """Say that one has read what came of it."""
    found = access.own_concern(request, organisation, product, pk)
    found.read(by=request.person)  # type: ignore[attr-defined]
    return _to(request.ground, found)  # type: ignore[attr-defined]


def _within(ground: Ground) -> bool:
    most = AN_HOUR if ground.may("follow") else GUESTS_AN_HOUR
    return limits.within("concerns", ground.person.pk, most=most, seconds=3600)


def _ask(request: HttpRequest, ground: Ground, subject: Any, form: SpeakForm) -> HttpResponse:
    context = {
        "form": form,
        "subject": subject,
        "kind": about.choices()[subject.kind],
        "back": about.link(ground, subject.kind, subject.noun_id),
        "days": Promise.days_in(ground.organisation.pk),
        "named": NAMED,
        "nameless": NAMELESS,
        "topics": [],
    }
    return pages.page(request, "voice/speak.html", context, 422 if form.is_bound else 200)


def _page(request: HttpRequest, found: Concern, **forms: Any) -> HttpResponse:
    """The page; a form that was refused comes back as it was typed."""
    ground: Ground = request.ground  # type: ignore[attr-defined]
    request.view_name = "concerns"  # type: ignore[attr-defined]
    context = {**page.shown(ground, found), "forms": forms, "answers": Concern.Answer.choices}
    if pages.is_part(request) and not forms:
        return pages.part(request, PAGE, "whole", context)
    return pages.page(request, PAGE, context, 422 if forms else 200)


def _to(ground: Ground, found: Concern) -> HttpResponse:
    to = reverse("voice:concern", args=[*page.slugs(ground), found.pk])
    return HttpResponse(status=303, headers={"Location": to})
