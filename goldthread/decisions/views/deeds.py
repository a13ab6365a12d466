"""What is done about a question beside voting: who comes late or is away, objections, challenges, what was given to others."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from .. import access, asking, deeds, mail, page
from ..forms.ballot import MendForm, WhyForm, WordsForm
from ..models import Closed, Decision, Refused, Voter
from ..models.meanwhile import go_on, join, miss_decider
from .ballot import answer_page, doing, to

Next = tuple[Decision, dict[Voter, str]] | None


@require_POST
def join_late(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """Ask somebody more, in the open."""
    of = access.decision_to_lead(request, organisation, product, pk)
    form = deeds.joining(request.ground, of, request.POST)  # type: ignore[attr-defined]
    if not form.is_valid():
        return answer_page(request, of, status=422, joining=form)
    person = form.people[form.cleaned_data["person"]]
    if not access.hears(person, of.pk):
        form.add_error("person", _("%(name)s does not see what this is about.") % {"name": person.name})
        return answer_page(request, of, status=422, joining=form)

    def ask() -> None:
        made = join(of, person, deeds.group_of(of, person), by=request.person)  # type: ignore[attr-defined]
        if made and of.is_open:
            mail.ask(of, dict([made]))

    return doing(request, of, ask)


@require_POST
def stand_in(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """Who was to decide is away."""
    of = access.decision(request, organisation, product, pk)
    person = request.person  # type: ignore[attr-defined]
    if person.pk != of.deputy_id and not access.may_lead(request.ground, of):  # type: ignore[attr-defined]
        raise PermissionDenied(_("Who leads this question, or stands in, says that somebody is away."))
    return doing(request, of, lambda: miss_decider(of, by=person))


@require_POST
def mend(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """A typing mistake in the words; ballots stay."""
    of = access.decision_to_lead(request, organisation, product, pk)
    form = MendForm(request.POST)
    if not form.is_valid():
        return answer_page(request, of, status=422, mending=form)
    return doing(request, of, lambda: asking.mend(of, form.cleaned_data["words"], by=request.person))  # type: ignore[attr-defined]


@require_POST
def integrate(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """Other words take up what was objected; all are asked again."""
    of = access.decision_to_lead(request, organisation, product, pk)
    form = WordsForm(request.POST, organisation=of.organisation)
    if not form.is_valid():
        return answer_page(request, of, status=422, integrating=form)
    return following(request, of, lambda: asking.integrate(of, form.cleaned_data["words"], form.closes_at, by=request.person))  # type: ignore[attr-defined]  # fmt: skip


@require_POST
def press_on(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """Wait no longer for open objections after the last round."""
    of = access.decision_to_lead(request, organisation, product, pk)
    return doing(request, of, lambda: go_on(of, by=request.person))  # type: ignore[attr-defined]


@require_POST
def take_back(request: HttpRequest, organisation: str, product: str, pk: int, objection: int) -> HttpResponse:
    """Whoever objected takes it back."""
    of = access.decision(request, organisation, product, pk)
    voter, found = access.own_voter(request, of), access.objection(of, objection)
    if found.ballot.voter_id != voter.pk:
        raise PermissionDenied(_("Only who objected can take it back."))
    return doing(request, of, lambda: found.withdraw(by=request.person))  # type: ignore[attr-defined]


@require_POST
def judge(request: HttpRequest, organisation: str, product: str, pk: int, objection: int) -> HttpResponse:
    """Say whether it is an objection at all."""
    of = access.decision(request, organisation, product, pk)
    voter = access.own_voter(request, of)
    found, stands = access.objection(of, objection), request.POST.get("stands") == "yes"
    if voter.pk not in found.judges():
        raise PermissionDenied(_("Who objects and who asks do not judge it, nor who did not vote."))
    return doing(request, of, lambda: found.judge(voter, stands=stands, by=request.person))  # type: ignore[attr-defined]


@require_POST
def challenge(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """Challenge what was decided without discussion."""
    of = access.decision(request, organisation, product, pk)
    voter = access.own_voter(request, of)
    if voter.decides:
        raise PermissionDenied(_("It is not for you to challenge this."))
    form = WhyForm(request.POST)
    if not form.is_valid():
        return answer_page(request, of, status=422, why_form=form)
    return following(request, of, lambda: asking.challenge(of, voter, form.cleaned_data["why"], by=request.person))  # type: ignore[attr-defined]  # fmt: skip


@require_POST
def take_on(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """Take on what was given to oneself, and ask those who were named."""
    of = access.decision(request, organisation, product, pk)
    _as_delegate(request, of)
    return following(request, of, lambda: asking.take_on(of, by=request.person))  # type: ignore[attr-defined]


@require_POST
def decline(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """It goes back to who gave it."""
    of = access.decision(request, organisation, product, pk)
    _as_delegate(request, of)
    form = WhyForm(request.POST)
    if not form.is_valid():
        return answer_page(request, of, status=422, why_form=form)
    return doing(request, of, lambda: asking.give_back(of, "declined", form.cleaned_data["why"], by=request.person))  # type: ignore[attr-defined]  # fmt: skip


@require_POST
def revoke(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """Whoever gave it takes it back, before the others have begun."""
    of = access.decision_to_lead(request, organisation, product, pk)
    if request.person.pk == of.decider_id:  # type: ignore[attr-defined]
        raise PermissionDenied(_("It was given to you. Decline it instead."))
    how = "absent" if request.POST.get("absent") else "revoked"
    return doing(request, of, lambda: asking.give_back(of, how, "", by=request.person))  # type: ignore[attr-defined]


def _as_delegate(request: HttpRequest, of: Decision) -> None:
    if request.person.pk != of.decider_id:  # type: ignore[attr-defined]
        raise PermissionDenied(_("It was given to somebody else."))


def following(request: HttpRequest, of: Decision, deed: Callable[[], Next]) -> HttpResponse:
    """Do it, and lead to the question that follows, if one does."""
    try:
        made = deed()
    except Closed:
        return answer_page(request, of, status=409, said=_("The time was up: this was not counted."))
    except Refused as refusal:
        of.refresh_from_db()
        return answer_page(request, of, status=409, said=str(refusal))
    if made is None:
        return to(page.addresses(of)["ballot"])
    mail.ask(*made)
    return to(page.addresses(made[0])["ballot"])
