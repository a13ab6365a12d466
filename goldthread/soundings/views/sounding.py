"""The page of a sounding for members, what its participants do on it, and a draft sent round."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldthread.chain import access as chain
from goldthread.chain import agreeing, effects
from goldthread.chain.goal_page import addresses
from goldthread.decisions.models import Decision, Voter
from goldthread.journal.middleware import kept_nowhere
from goldthread.kit import pages, registry

from .. import access, calendar, desk, page, under_way
from ..forms.sounding import BeginForm, MeetingForm, MetForm, ReplyForm
from ..models import Refused, Sounding
from . import answers

PLACE = "together"


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, organisation: str, product: str, number: int) -> HttpResponse:
    """Which words, to whom, until when; and they go round. `?words=` begins with other words. Where all are being asked
    already, or a draft goes round, that."""
    goal = chain.goal_to_steer(request, organisation, product, number)
    ground = request.ground  # type: ignore[attr-defined]
    ground.must("see agreements")
    if goal.closing_id:
        raise PermissionDenied(_("This goal is closed. Open it again to agree on it."))
    effect = effects.unsealed(goal, request.POST.get("effect", ""))
    begins = request.method != "POST" or (effect is not None and effects.begins(request.POST))
    if begins and (asked := Decision.objects.under_way().whole().about("goal", goal.pk).first()):
        return redirect("decisions:ballot", organisation, product, asked.pk)
    if begins and (round_now := under_way.of_goal(ground, goal)):
        return redirect(round_now["url"])
    every = agreeing.candidates(ground, goal)
    listed = [one for one in every if one["person"] != ground.person]
    role = next((one["group"] for one in every if one["person"] == ground.person), Voter.Group.OTHERS)
    words = {"statement": request.GET.get("words", "")[:600] or goal.version.statement, "why": goal.version.why}
    words |= {"statement": effect.words, "why": effect.why} if effect else {}
    typed = None if begins else request.POST
    form = BeginForm(typed, zone=ground.organisation.time_zone, listed=listed, words=words)
    if form.is_valid():
        given = form.cleaned_data
        more = {name: given[name] for name in ("left", "confidence", "note", "who_acts", "review_on")}
        more["effect"] = vars(effect) if effect else None
        said = words if effect else {name: given[name] for name in words}
        try:
            made = Sounding.begin(goal, said, form.people(), by=ground.person, closes_at=form.closes_at, organiser_role=role, **more)  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _to(request, made)
    context = {
        "goal": goal,
        "form": form,
        "groups": _grouped(listed),
        "asks_confidence": goal.version.level != "vision",
        "ways": agreeing.ways(ground, goal, "one_by_one"),
        "alone": agreeing.alone(ground, listed, goal),
        "effect": effect,
        "sealed": effects.sealed(goal, effect),
        "to": addresses(ground, goal),
        "here_now": request.path,
    }
    return pages.page(request, "soundings/begin.html", context, 422 if form.is_bound else 200)


def _grouped(listed: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for one in listed:
        groups.setdefault(str(one["group_label"]), []).append(one)
    return groups


@never_cache
@require_safe
def sounding(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """The draft and what was passed on; for a participant their answer, for the organiser where each stands."""
    return show(request, access.sounding(request, organisation, product, pk))


@kept_nowhere
@require_POST
def mine(request: HttpRequest, organisation: str, product: str, pk: int, deed: str) -> HttpResponse:
    """What a participant does."""
    of = access.sounding(request, organisation, product, pk)
    who = access.own_participant(request, of)
    back = page.addresses(of)["sounding"]
    return answers.do(request, deed, of, who, lambda **more: show(request, of, **more), back)


@require_safe
def file(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """A meeting of two, for a calendar: one's own, or as the organiser with `?with=` that person's."""
    of = access.sounding(request, organisation, product, pk)
    asked = request.GET.get("with", "")
    leads = access.leads(request.ground, of)  # type: ignore[attr-defined]
    who = access.participant(of, asked) if asked and leads else access.participant_of(of, request.person)  # type: ignore[attr-defined]
    if who is None:
        raise Http404
    return calendar.answer(of, who, page.addresses(of)["sounding"])


def show(request: HttpRequest, of: Sounding, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page, or for htmx its part."""
    request.place_name = PLACE  # type: ignore[attr-defined]
    ground = request.ground  # type: ignore[attr-defined]
    who = access.participant_of(of, ground.person)
    context: dict[str, Any] = {**page.shown(of), **page.own(of, who), "to": page.addresses(of), "desk": None}
    if access.leads(ground, of):
        context["desk"] = desk.shown(of, of.inside(), of.people())
        context["sealed"] = effects.sealed(of.goal, context["draft"].effect)
        context["to_meet"] = next((url for add in registry.slots("sounding.meeting") if (url := add(ground, of))), "")
        context |= {"new_meeting": MeetingForm, "new_met": MetForm, "new_reply": ReplyForm}
    topics = [f"sounding-{of.pk}", f"person-{ground.person.pk}"]
    context |= {"topics": topics, "is_organiser": context["desk"] is not None, **more}
    if pages.is_part(request):
        return pages.part(request, "soundings/sounding.html", "whole", context, status)
    return pages.page(request, "soundings/sounding.html", context, status)


def _to(request: HttpRequest, of: Sounding) -> HttpResponse:
    ground = request.ground  # type: ignore[attr-defined]
    response = redirect("soundings:sounding", ground.organisation.slug, ground.the_product.slug, of.pk)
    response.status_code = 303
    return response
