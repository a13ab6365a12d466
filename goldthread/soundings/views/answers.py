"""What participants do on the page of a sounding, signed in or by their link: one table of deeds for both."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from ..forms.sounding import AnswerForm, MeetingForm, SaidForm
from ..models import Participant, Refused, Sounding, meeting

Show = Callable[..., HttpResponse]


def do(request: HttpRequest, deed: str, of: Sounding, who: Participant, show: Show, back: str) -> HttpResponse:
    """Do one of the deeds. What is wrong with the form is shown with it, a refusal as a sentence; else back to the page:
    the answer holds nothing, as answers are kept."""
    if deed not in DEEDS:
        raise Http404
    try:
        wrong = DEEDS[deed](request, of, who)
    except Refused as refusal:
        of.refresh_from_db()
        return show(status=409, said=str(refusal))
    return show(status=422, **wrong) if wrong else HttpResponse(status=303, headers={"Location": back})


Wrong = dict[str, Any] | None


def _answer(request: HttpRequest, of: Sounding, who: Participant) -> Wrong:
    form = AnswerForm(request.POST, asks_confidence=of.words.version.level != "vision")
    if not form.is_valid():
        return {"answer_form": form}
    of.answer(who, form.given(), feedback=form.said())
    return None


def _say(request: HttpRequest, of: Sounding, who: Participant) -> Wrong:
    form = SaidForm(request.POST)
    if not form.is_valid():
        return {"said_form": form}
    of.say(who, form.feedback())
    return None


def _confirm(request: HttpRequest, of: Sounding, who: Participant) -> Wrong:
    key = request.POST.get("key", "")
    form = SaidForm(request.POST)
    if not form.is_valid():
        return {"confirming": (key, form)}
    of.confirm(who, key, form.feedback())
    return None


def _take_back(request: HttpRequest, of: Sounding, who: Participant) -> Wrong:
    of.take_back(who, request.POST.get("key", ""))
    return None


def _decline(request: HttpRequest, of: Sounding, who: Participant) -> Wrong:
    of.decline(who, before=1 if request.POST.get("before") == "1" else 0)
    return None


def _meet(request: HttpRequest, of: Sounding, who: Participant) -> Wrong:
    form = MeetingForm(request.POST)
    if not form.is_valid():
        return {"meeting_form": form}
    of.meet(who, form.cleaned_data["at"], by=who.person)
    return None


def _contest(request: HttpRequest, of: Sounding, who: Participant) -> Wrong:
    of.contest(who)
    return None


def _met(request: HttpRequest, of: Sounding, who: Participant) -> Wrong:
    meeting.agree(of, who)
    return None


def _not_met(request: HttpRequest, of: Sounding, who: Participant) -> Wrong:
    meeting.deny(of, who)
    return None


DEEDS: dict[str, Callable[[HttpRequest, Sounding, Participant], Wrong]] = {
    "answer": _answer,
    "feedback": _say,
    "confirming": _confirm,
    "taking-back": _take_back,
    "declining": _decline,
    "meeting": _meet,
    "contesting": _contest,
    "having-met": _met,
    "not-having-met": _not_met,
}
