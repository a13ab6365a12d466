"""What an agreement does besides putting words in force: it closes a goal as was proposed. Packages above bring other effects.

Between the page where it is written and the page where people are asked, what is proposed travels in the form, signed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.db import transaction
from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from goldthread.decisions.models import Agreement
from goldthread.kit import registry, walls
from goldthread.people import access as people
from goldthread.people.access import Ground
from goldthread.people.models import Person

from . import access, closing_page
from .forms.closing import ClosingForm
from .models import Closing, Goal, Refused, Undone

SALT = "goldthread.effect"
Why = Undone.Why
NOT_SAID = frozenset({"csrfmiddlewaretoken", "once", "ask", "agreed"})
# What a page is opened with; the form of it holds no such field.
BEGIN = "begin"


@dataclass(frozen=True)
class Effect:
    """`do`: what is done ("close"). `words` are asked about, `why` stands below them; `said` is the form, as it was sent.

    `by`: the id of whoever proposes it, in whose name it is done, whoever asks about it. `form`: where it was filled in.
    """

    do: str
    words: str
    why: str
    said: Mapping[str, list[str]]
    more: Mapping[str, Any]
    by: int | None = None
    form: str = ""


def of_form(do: str, words: str, why: str, sent: QueryDict, *, by: Person, form: str, **more: Any) -> Effect:
    said = {name: values for name, values in sent.lists() if name not in NOT_SAID}
    return Effect(do, words[:600], why, said, more, by.pk, form)


def sealed(goal: Goal, effect: Effect | Mapping[str, Any] | None) -> str:
    """The same for a hidden field of a form, good for this goal alone; "" for none."""
    said = vars(effect) if isinstance(effect, Effect) else effect
    return signing.dumps([goal.pk, dict(said)], salt=SALT, compress=True) if said else ""


def unsealed(goal: Goal, written: str) -> Effect | None:
    """What a hidden field holds; None where it holds nothing, or nothing of ours for this goal."""
    try:
        number, told = signing.loads(written, salt=SALT)
    except signing.BadSignature:
        return None
    return Effect(**told) if number == goal.pk else None


def begins(sent: QueryDict) -> bool:
    """Whether a page is only opened with what is proposed: its form is not filled in yet."""
    return BEGIN in sent


def form_of(effect: Mapping[str, Any]) -> QueryDict:
    """The form of an effect, as it was sent."""
    said = QueryDict(mutable=True)
    for name, values in effect["said"].items():
        said.setlist(name, values)
    return said


def proposer(made: Agreement) -> Person:
    """Who proposed it, in whose name it is done; whoever asked, where that was not kept."""
    by = (made.decision.effect or {}).get("by")
    found = Person.objects.filter(pk=by).first() if by else None
    return found or made.decision.opened_by


def carry_out(made: Agreement, goal: Goal) -> None:
    """Do what was agreed, in the name of whoever proposed it. What no longer fits, because something else happened
    meanwhile, is kept as not done, for people to decide on: the record stays."""
    by = proposer(made)
    with walls.seen_by(by.pk):
        why = _in_the_name_of(by, made, goal)
    if why:
        Undone.note(made, goal, why)


def _in_the_name_of(by: Person, made: Agreement, goal: Goal) -> str:
    try:
        ground = people.ground_of(by, goal.organisation.slug, goal.product.slug)
    except Http404:
        return Why.AWAY
    return attempt(ground, made, goal)


def attempt(ground: Ground, made: Agreement, goal: Goal, *, anyway: bool = False) -> str:
    """Do what was agreed; "" when it is done, else why it is not, a code of `Undone.Why`. `anyway`: whatever was changed
    since it was proposed, because somebody has looked at that."""
    if goal.closing_id:
        return Why.CLOSED
    if not access.may_set(ground, goal.version.level, goal.version.team_id):
        return Why.AWAY
    for do in registry.slots("agreement.effects"):
        why: str | None = do(ground, made, goal, anyway)
        if why is not None:
            return why
    return Why.UNFIT


def about(goal: Goal, effect: Mapping[str, Any]) -> dict[str, Any]:
    """What a question asks about that does something with a goal: its words are no words of the goal."""
    said = {"version": goal.version.number, "level": goal.version.level, "words": effect["words"], "why": effect["why"]}
    return {"kind": "goal", "noun_id": goal.pk, **said}


def closing(goal: Goal, form: ClosingForm, sent: QueryDict, *, by: Person) -> Effect:
    """To close a goal as the form says, once all agree."""
    result = Closing.Result(form.cleaned_data["result"]).label
    words = _("Close “%(goal)s”: %(result)s.") % {"goal": goal.version.statement[:400], "result": result}
    where = reverse("chain:closing", args=[goal.organisation.slug, goal.product.slug, goal.number])
    return of_form("close", words, form.cleaned_data["learned"], sent, by=by, form=where)


def close(ground: Ground, made: Agreement, goal: Goal, anyway: bool) -> str | None:
    """Close the goal as was agreed; why not, and None where something else was agreed."""
    effect = made.decision.effect or {}
    if effect.get("do") != "close":
        return None
    ended = closing_page.Ended(goal)
    form = ClosingForm(form_of(effect), reckoned=ended.scored.score, statement=goal.version.statement)
    if not form.is_valid():
        return Why.UNFIT
    try:
        with transaction.atomic():
            closing_page.close(ground, goal, ended, form)
    except Refused:
        return Why.UNFIT
    return ""


__all__ = [
    "Effect",
    "about",
    "attempt",
    "begins",
    "carry_out",
    "close",
    "closing",
    "form_of",
    "of_form",
    "proposer",
    "sealed",
    "unsealed",
]
