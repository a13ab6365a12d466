"""The page where somebody says what they want to hear, how, and when; and the page that a mail's link leads to."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from goldthread.journal import notices
from goldthread.journal.models import MailHours, Silence
from goldthread.kit import pages, walls
from goldthread.people import access
from goldthread.people.models import Person
from goldthread.people.views.answers import account_places, done, status_of

from . import kinds, unsubscribing

_TIME = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class HoursForm(forms.Form):
    """How often mails leave, and when none does."""

    rhythm = forms.ChoiceField(label=gettext_lazy("Mails about notices"), choices=MailHours.Rhythm.choices)
    quiet_from = forms.TimeField(label=gettext_lazy("Quiet from"), required=False, widget=_TIME)
    quiet_until = forms.TimeField(label=gettext_lazy("until"), required=False, widget=_TIME)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and bool(said.get("quiet_from")) != bool(said.get("quiet_until")):
            empty = "quiet_until" if said.get("quiet_from") else "quiet_from"
            self.add_error(empty, _("Quiet hours need both a beginning and an end."))
        return said


@require_http_methods(["GET", "HEAD", "POST"])
def wanted(request: HttpRequest) -> HttpResponse:
    """What somebody wants to hear in the product and by mail, in all organisations."""
    person = access.somebody(request)
    silent = set(Silence.objects.filter(person_id=person.pk).values_list("kind", "way"))
    hours = MailHours.objects.filter(person_id=person.pk).first() or MailHours()
    now = {"rhythm": hours.rhythm, "quiet_from": hours.quiet_from, "quiet_until": hours.quiet_until}
    form = HoursForm(request.POST if request.method == "POST" else None, initial=now)
    if form.is_valid():
        _choose(person, request, form.cleaned_data)
        messages.success(request, _("Saved."))
        return done("home:choices")
    silent = _unticked(request) if form.is_bound else silent
    context = {"form": form, "lines": _lines(silent), "places": account_places()}
    return pages.page(request, "home/wanted.html", context, status_of(form))


def _choose(person: Person, request: HttpRequest, said: dict[str, Any]) -> None:
    notices.choose(
        person.pk, _unticked(request), rhythm=said["rhythm"], quiet=(said["quiet_from"], said["quiet_until"])
    )
    for one in access.organisations_of(person):
        walls.let_in(one.pk)
        notices.look_anew(person.pk)


def _unticked(request: HttpRequest) -> set[tuple[str, str]]:
    ticked = set(request.POST.getlist("wants"))
    return {(one.name, way) for one in kinds.KINDS for way in _ways(one) if f"{one.name}-{way}" not in ticked}


def _ways(kind: kinds.Kind) -> tuple[str, ...]:
    return (notices.MAIL,) if kind.mail_only else notices.WAYS


def _lines(silent: set[tuple[str, str]]) -> list[dict[str, Any]]:
    return [
        {
            "name": one.name,
            "label": one.label,
            "ways": {way: (one.name, way) not in silent for way in _ways(one)},
        }
        for one in kinds.KINDS
    ]


# A mail program sends the POST by itself (RFC 8058): it has no cookie and no token of ours; the signed link is the proof.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """A page whose button ends mails of one kind for one person, whoever holds the link from their mail."""
    wish = unsubscribing.wish(token)
    if wish is None or not Person.objects.filter(pk=wish.person_id).exists():
        raise Http404
    if request.method == "POST":
        if wish.kind == unsubscribing.GATHERED:
            notices.stop_mails(wish.person_id)
        else:
            notices.silence(wish.person_id, wish.kind, notices.MAIL)
    kind = kinds.BY_NAME.get(wish.kind)
    context = {
        "label": kind.label if kind else _("Everything that is gathered for you"),
        "is_done": request.method == "POST",
    }
    return pages.page(request, "home/unsubscribe.html", context)
