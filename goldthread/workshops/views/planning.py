"""A meeting to come, for those who prepare it, and for those who answer its invitation."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from goldthread.kit import pages
from goldthread.people.views.answers import done

from .. import access, agendas, guests
from ..forms.planning import DaysForm, GuestsForm, InviteForm, MeetingForm, MorePhasesForm, NameForm, PhaseForm
from ..models import OwnAgenda, Phase, Refused, Reply, Workshop
from ..planning import agenda, days, keeping, meeting, page

PLAN = "workshops/planning/plan.html"


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """The meeting as it is planned; POST gives it another name, time or facilitator."""
    of = access.to_prepare(request, organisation, product, pk)
    form = _meeting_form(of, request.POST if request.method == "POST" else None)
    if form.is_bound:
        if not form.is_valid():
            return _show(request, of, 422, form=form)
        return _doing(request, of, lambda: meeting.change(of, **form.said(), by=request.person))  # type: ignore[attr-defined]
    return _show(request, of)


@require_POST
def over_days(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """Let it run over days, or in one go again."""
    of = access.to_prepare(request, organisation, product, pk)
    form = DaysForm(request.POST)
    if not form.is_valid():
        return _show(request, of, 422)
    return _doing(request, of, lambda: days.spread(of, form.cleaned_data["days"], by=request.person))  # type: ignore[attr-defined]


@require_POST
def phases(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """One phase more."""
    of = access.to_prepare(request, organisation, product, pk)
    form = MorePhasesForm(request.POST, of=of)
    if not form.is_valid():
        return _show(request, of, 422, adding=form)
    given = form.cleaned_data
    item = form.items.get(given["item"])
    return _doing(request, of, lambda: agenda.add(of, given["kind"], minutes=given["minutes"], item=item, by=request.person))  # type: ignore[attr-defined]  # fmt: skip


@require_POST
def phase(request: HttpRequest, organisation: str, product: str, pk: int, phase: int) -> HttpResponse:
    """Other minutes for a phase, or another question in it."""
    of = access.to_prepare(request, organisation, product, pk)
    found, form = _phase(of, phase), PhaseForm(request.POST)
    if not form.is_valid():
        return _show(request, of, 422, wrong={found.pk: form})
    given = form.cleaned_data
    return _doing(request, of, lambda: agenda.change(of, found, **given, by=request.person))  # type: ignore[attr-defined]


@require_POST
def place(request: HttpRequest, organisation: str, product: str, pk: int, phase: int) -> HttpResponse:
    """Put a phase elsewhere: a step `to` "up" or "down", or `before` another one, or last."""
    of = access.to_prepare(request, organisation, product, pk)
    found, way, before = _phase(of, phase), request.POST.get("to", ""), request.POST.get("before", "")
    if way in ("up", "down"):
        return _doing(request, of, lambda: agenda.step(of, found, way, by=request.person))  # type: ignore[attr-defined]
    other = int(before) if before.isascii() and before.isdigit() and len(before) < 12 else None
    return _doing(request, of, lambda: agenda.move(of, found, other, by=request.person))  # type: ignore[attr-defined]


@require_POST
def removal(request: HttpRequest, organisation: str, product: str, pk: int, phase: int) -> HttpResponse:
    """Leave a phase out, or all of its topic."""
    of = access.to_prepare(request, organisation, product, pk)
    found, whole = _phase(of, phase), "topic" in request.POST
    return _doing(request, of, lambda: agenda.remove(of, found, by=request.person, with_topic=whole))  # type: ignore[attr-defined]  # fmt: skip


@require_POST
def invitations(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """Invite more people."""
    of = access.to_prepare(request, organisation, product, pk)
    form = InviteForm(request.POST, listed=page.uninvited(request.ground, of))  # type: ignore[attr-defined]
    if not form.is_valid():
        return _show(request, of, 422, inviting=form)
    return _doing(request, of, lambda: meeting.invite(of, form.chosen(), by=request.person))  # type: ignore[attr-defined]


@require_POST
def uninvite(request: HttpRequest, organisation: str, product: str, pk: int, seat: int) -> HttpResponse:
    """Take an invitation back."""
    of = access.to_prepare(request, organisation, product, pk)
    found = access.seat_in(of, seat)
    return _doing(request, of, lambda: meeting.uninvite(of, found, by=request.person))  # type: ignore[attr-defined]


@require_POST
def calling_off(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """Hold it not at all."""
    of = access.to_prepare(request, organisation, product, pk)
    try:
        meeting.call_off(of, by=request.person)  # type: ignore[attr-defined]
    except Refused as refusal:
        return _show(request, of, 409, said=refusal.code)
    messages.success(request, _("It is called off. Everybody who was invited gets a mail."))
    return done("workshops:all", organisation, product)


@require_POST
def own_agenda(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """Keep this agenda as a template of the organisation."""
    of = access.to_prepare(request, organisation, product, pk)
    form = NameForm(request.POST)
    if not form.is_valid():
        return _show(request, of, 422, naming=form)
    made = keeping.keep(of, form.cleaned_data["name"], by=request.person)  # type: ignore[attr-defined]
    messages.success(request, _("“%(name)s” stands among the templates now.") % {"name": made.name})
    return done("workshops:plan", organisation, product, pk)


@require_POST
def own_removal(request: HttpRequest, organisation: str, product: str, own: int) -> HttpResponse:
    """Offer a template of one's own no longer."""
    ground = access.product_to_convene_in(request, organisation, product)
    found = OwnAgenda.objects.filter(organisation=ground.organisation, pk=own).first()
    if found is None:
        raise Http404
    found.remove(by=ground.person)
    return done("workshops:all", organisation, product)


@require_POST
def reply(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """Say whether one comes."""
    of = access.table(request, organisation, product, pk)
    seat = of.seat_of(request.person)  # type: ignore[attr-defined]
    if seat is not None and not of.is_over:
        Reply.say(seat, comes=request.POST.get("comes") == "yes")
    return done("workshops:room", organisation, product, pk)


def _phase(of: Workshop, pk: int) -> Phase:
    found = of.phases.filter(pk=pk).select_related("item").first()
    if found is None:
        raise Http404
    return found


def _meeting_form(of: Workshop, typed: Any = None) -> MeetingForm:
    people = [one.person for one in of.seats.select_related("person").order_by("person__name")]
    return MeetingForm(typed, of=of, people=people)


def _doing(request: HttpRequest, of: Workshop, deed: Callable[[], object]) -> HttpResponse:
    try:
        deed()
    except Refused as refusal:
        return _show(request, of, 409, said=refusal.code)
    if pages.is_part(request):
        return _show(request, of)
    return done("workshops:plan", of.organisation.slug, of.product.slug, of.pk)


def _show(request: HttpRequest, of: Workshop, status: int = 200, **more: Any) -> HttpResponse:
    request.place_name = "together"  # type: ignore[attr-defined]
    ground = request.ground  # type: ignore[attr-defined]
    context: dict[str, Any] = {
        "workshop": of,
        "to": page.addresses(of),
        "kind": agendas.BY_NAME.get(of.template),
        "agenda": page.agenda(of),
        "may": of.began_at is None and not of.is_over,
        "wrong": more.pop("wrong", {}),
        "adding": more.pop("adding", None) or MorePhasesForm(of=of),
        "said": more.pop("said", ""),
        "topics": [f"product-{of.product_id}"],
    }
    if pages.is_part(request):
        return pages.part(request, PLAN, "agenda", context, status)
    listed = page.uninvited(ground, of)
    context |= {
        "form": more.pop("form", None) or _meeting_form(of),
        "people": page.people_of(of),
        "missing": page.missing_players(ground, of),
        "guests": (known := guests.links(ground, of)),
        "guests_form": more.pop("guests_form", None) or GuestsForm(known=known),
        "inviting": more.pop("inviting", None) or (InviteForm(listed=listed) if listed else None),
        "days_form": DaysForm(days=days.length_of(of)),
        "naming": more.pop("naming", None) or NameForm(),
        "decides": of.items.filter(decider=of.facilitator_id).exists(),
    }
    return pages.page(request, PLAN, context, status)
