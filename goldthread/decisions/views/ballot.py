"""The page of a question for members: the ballot, what came of it, and what is done about it."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from goldthread.journal.middleware import kept_nowhere
from goldthread.kit import pages, registry

from .. import access, asking, deeds, mail, page
from ..forms.ballot import AgainForm, AnswerForm, BallotForm, ChoiceForm
from ..models import Closed, Decision, Refused, TooLong, Voter
from ..models.ending import end_if_due
from ..words import BY_NAME

PLACE = "together"


@never_cache
@require_safe
def ballot(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """The question; asked by htmx, what follows the reveal."""
    of = access.decision(request, organisation, product, pk)
    if end_if_due(of):
        of = access.decision(request, organisation, product, pk)
    return answer_page(request, of)


@kept_nowhere
@require_POST
def cast(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """Cast one's own ballot, or cast it anew."""
    of = access.decision(request, organisation, product, pk)
    voter = access.own_voter(request, of)
    return put_into_box(
        request, of, voter, lambda **more: answer_page(request, of, **more), page.addresses(of)["ballot"]
    )


@require_POST
def recuse(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """Step back: no stake in it."""
    of = access.decision(request, organisation, product, pk)
    return doing(request, of, lambda: of.recuse(access.own_voter(request, of), by=request.person))  # type: ignore[attr-defined]


@require_POST
def withdraw(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """End it without a decision; the ballots are not revealed."""
    of = access.decision(request, organisation, product, pk)
    if not access.may_withdraw(request.ground, of):  # type: ignore[attr-defined]
        raise PermissionDenied(_("Who asked it, or who steers the product, withdraws it. What was given to you you can give back."))  # fmt: skip
    whole = of.inner_of or of
    return doing(request, of, lambda: whole.end_void(Decision.Void.WITHDRAWN, by=request.person))  # type: ignore[attr-defined]


@require_POST
def choose(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """The one who decides, decides."""
    of = access.decision(request, organisation, product, pk)
    if of.acting != request.person:  # type: ignore[attr-defined]
        raise PermissionDenied(_("Only who was announced to decide does so."))
    form = ChoiceForm(request.POST)
    if not form.is_valid():
        return answer_page(request, of, status=422, choosing=form)
    given = form.cleaned_data
    return doing(request, of, lambda: of.choose(given["choice"], given["rationale"], by=request.person))  # type: ignore[attr-defined]


@require_POST
def answer(request: HttpRequest, organisation: str, product: str, pk: int, concern: int) -> HttpResponse:
    """Answer a concern, once."""
    of = access.decision_to_lead(request, organisation, product, pk)
    found = access.concern(of, concern)
    form = AnswerForm(request.POST, prefix=f"concern-{concern}")
    if not form.is_valid():
        return answer_page(request, of, status=422, answering=form, concern=concern)
    given = form.cleaned_data
    return doing(request, of, lambda: found.answer_with(given["answer"], given["why"], by=request.person))  # type: ignore[attr-defined]


@require_POST
def again(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """Put the same words to the same people in another round."""
    of = access.decision_to_lead(request, organisation, product, pk)
    form = AgainForm(request.POST, decision=of)
    if not form.is_valid():
        return answer_page(request, of, status=422, until_form=form)
    rule = BY_NAME[form.cleaned_data["rule"]].value if form.cleaned_data["rule"] else None
    try:
        made, tokens = asking.once_more(of, form.closes_at, by=request.person, rule=rule)  # type: ignore[attr-defined]
    except Refused as refusal:
        return answer_page(request, of, status=409, said=str(refusal))
    mail.ask(made, tokens)
    return to(page.addresses(made)["ballot"])


def put_into_box(
    request: HttpRequest, of: Decision, voter: Voter, show: Callable[..., HttpResponse], back: str
) -> HttpResponse:
    """Read a ballot and cast it. The answer to one that counts is only the way back to the page, as answers are kept."""
    form = BallotForm(request.POST, decision=of)
    if not form.is_valid():
        return show(status=422, form=form)
    try:
        of.cast(voter, form.vote())
    except Closed:
        of.refresh_from_db()
        if of.ballots.filter(voter=voter, **form.vote().said()).exists():
            # Sent twice, and the first was the last that was waited for.
            return to(back)
        return show(status=409, said=_("The time was up, or all had voted: this vote was not counted."))
    except TooLong as refusal:
        form.add_error("because", str(refusal))
        return show(status=422, form=form)
    except Refused as refusal:
        return show(status=409, said=str(refusal))
    return to(back)


def doing(request: HttpRequest, of: Decision, deed: Callable[[], object]) -> HttpResponse:
    try:
        deed()
    except Refused as refusal:
        of.refresh_from_db()
        return answer_page(request, of, status=409, said=str(refusal))
    return to(page.addresses(of)["ballot"])


def answer_page(request: HttpRequest, of: Decision, *, status: int = 200, form: BallotForm | None = None, **more: Any) -> HttpResponse:  # fmt: skip
    request.place_name = PLACE  # type: ignore[attr-defined]
    ground = request.ground  # type: ignore[attr-defined]
    voter = access.voter_of(of, ground.person)
    leads = access.may_lead(ground, of)
    noun = registry.nouns()[of.kind]
    context: dict[str, Any] = {
        **page.shown(of, voter, leads=leads),
        **page.ballot(of, voter),
        "to": page.addresses(of),
        "form": form,
        "record": page.record(of),
        "about": noun.link(noun.fetch(request, of.noun_id)),
        **deeds.offered(ground, of, voter, leads=leads),
        "choosing": ChoiceForm(),
        "answer_form": lambda pk: more.get("answering") if more.get("concern") == pk else AnswerForm(prefix=f"concern-{pk}"),
        **more,
    }  # fmt: skip
    if pages.is_part(request):
        return pages.part(request, "decisions/ballot.html", "whole", context, status)
    return pages.page(request, "decisions/ballot.html", context, status)


def to(address: str) -> HttpResponse:
    response = redirect(address)
    response.status_code = 303
    return response


__all__ = [
    "again",
    "answer",
    "answer_page",
    "ballot",
    "cast",
    "choose",
    "doing",
    "put_into_box",
    "recuse",
    "to",
    "withdraw",
]
