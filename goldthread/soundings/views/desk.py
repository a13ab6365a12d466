"""What the organiser of a sounding does: arrange meetings, write down what was said, answer it, send the next version."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from goldthread.chain import effects
from goldthread.kit import pages

from .. import access, page
from ..forms.sounding import MeetingForm, MetForm, ReplyForm, VersionForm
from ..models import Refused, Sounding
from .sounding import PLACE, show

Wrong = dict[str, Any] | None


@require_POST
def deed(request: HttpRequest, organisation: str, product: str, pk: int, deed: str) -> HttpResponse:
    """One of the organiser's deeds."""
    of = access.sounding_to_lead(request, organisation, product, pk)
    if deed not in DEEDS:
        raise Http404
    try:
        wrong = DEEDS[deed](request, of)
    except Refused as refusal:
        of.refresh_from_db()
        return show(request, of, status=409, said=str(refusal))
    return show(request, of, status=422, **wrong) if wrong else _back(of)


def _arrange(request: HttpRequest, of: Sounding) -> Wrong:
    who = access.participant(of, request.POST.get("who", ""))
    form = MeetingForm(request.POST, prefix=f"meet-{who.pk}")
    if not form.is_valid():
        return {"arranging": (who.pk, form)}
    of.meet(who, form.cleaned_data["at"], by=of.organiser)
    return None


def _write_down(request: HttpRequest, of: Sounding) -> Wrong:
    who = access.participant(of, request.POST.get("who", ""))
    form = MetForm(request.POST, prefix=f"met-{who.pk}")
    if not form.is_valid():
        return {"writing_down": (who.pk, form)}
    of.write_down(who, note=form.cleaned_data["note"], feedback=form.said())
    return None


def _reply(request: HttpRequest, of: Sounding) -> Wrong:
    key = request.POST.get("key", "")
    form = ReplyForm(request.POST, prefix=f"reply-{key[:20]}")
    if not form.is_valid():
        return {"replying": (key, form)}
    of.reply(key, form.cleaned_data["answer"], form.cleaned_data["why"], by=of.organiser)
    return None


def _ask_next(request: HttpRequest, of: Sounding) -> Wrong:
    of.ask_next(by=of.organiser)
    return None


def _stall(request: HttpRequest, of: Sounding) -> Wrong:
    of.stall(by=of.organiser)
    return None


def _withdraw(request: HttpRequest, of: Sounding) -> Wrong:
    of.end(Sounding.Ended.WITHDRAWN, by=of.organiser)
    return None


DEEDS: dict[str, Callable[[HttpRequest, Sounding], Wrong]] = {
    "meeting": _arrange,
    "met": _write_down,
    "reply": _reply,
    "next": _ask_next,
    "stalling": _stall,
    "withdrawal": _withdraw,
}


@require_http_methods(["GET", "HEAD", "POST"])
def version(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """The next version, beside what was said to this one."""
    of = access.sounding_to_lead(request, organisation, product, pk)
    request.place_name = PLACE  # type: ignore[attr-defined]
    draft = of.words
    effect = effects.unsealed(of.goal, request.POST.get("effect", "")) if draft.effect else None
    if draft.effect and effect is None:
        # What becomes of the goal is proposed in its own form, which leads back here.
        return HttpResponse(
            status=303, headers={"Location": str(draft.effect.get("form") or page.addresses(of)["sounding"])}
        )
    begins = {"statement": draft.statement, "why": draft.why, "left": draft.left}
    begins |= {"statement": effect.words, "why": effect.why} if effect else {}
    is_sent = request.method == "POST" and not effects.begins(request.POST)
    form = VersionForm(request.POST if is_sent else None, initial=begins)
    if form.is_valid():
        given = form.cleaned_data
        more = {name: given[name] for name in ("changed", "left", "confidence")}
        words = {"statement": effect.words, "why": effect.why} if effect else form.words()
        more |= {"effect": vars(effect)} if effect else {}
        try:
            of.rework(words, by=of.organiser, editorial=given["change"] == "editorial", **more)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _back(of)
    context = {**page.shown(of), "form": form, "to": page.addresses(of), "said": _said(of)}
    context |= {"effect": effect, "sealed": effects.sealed(of.goal, effect)}
    return pages.page(request, "soundings/version.html", context, 422 if form.is_bound else 200)


def _said(of: Sounding) -> list[dict[str, Any]]:
    """What was taken up or adapted and is in no version yet: for the organiser, without names, as it is meant."""
    from ..desk import said

    return [
        said(one) for one in of.inside().confirmed() if one.answer and not one.taken_in and one.answer != "declined"
    ]


def _back(of: Sounding) -> HttpResponse:
    return HttpResponse(status=303, headers={"Location": page.addresses(of)["sounding"]})
