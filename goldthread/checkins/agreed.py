"""A pivot that is agreed on first: proposed in the same form, made with the agreement by whoever proposed it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from goldthread.chain import access as chain
from goldthread.chain import effects
from goldthread.chain.cards import aim_words
from goldthread.chain.models import CrossedNumbers, Goal, KeyResult, Refused, Undone
from goldthread.decisions.models import Agreement
from goldthread.kit.days import date_format
from goldthread.measures.models import Metric
from goldthread.measures.rules import marks_of
from goldthread.people.access import Ground
from goldthread.people.models import Person

from . import pivot_access
from .forms.pivot import GroundsForm, NumbersForm
from .models import Grounds, Pivot

Why = Undone.Why


def other_numbers(
    of: KeyResult, numbers: NumbersForm, grounds: GroundsForm, sent: QueryDict, *, by: Person
) -> effects.Effect:
    """To agree on other numbers for a key result that runs: the question names those that hold and those that are to."""
    traits, given, version = numbers.metric_traits(), numbers.numbers(), of.version
    assert version is not None
    name = numbers.cleaned_data["metric"] or of.metric.name
    before = _aim(vars(version), unit=of.metric.unit, currency=of.metric.currency)
    after = _aim(given, unit=traits["unit"], currency=traits["currency"])
    if name.casefold() == of.metric.name.casefold():
        words = _("Pivot: %(name)s, until now %(before)s, from now on %(after)s.")
    else:
        words = _("Pivot: until now %(old_name)s, %(before)s; from now on %(name)s, %(after)s.")
    said = words % {"name": name[:200], "old_name": of.metric.name[:200], "before": before, "after": after}
    return _effect("numbers", said, of.goal, grounds, sent, by=by, key_result=of.pk)


def _aim(numbers: Mapping[str, Any], *, unit: str, currency: str) -> str:
    """What is aimed at, and by when: "31 → 45% by 31 January 2027"."""
    marks = marks_of(get_language())
    aim = aim_words(numbers["kind"], numbers["baseline"], numbers["target"], numbers["upto"], unit, currency, marks)
    if not numbers["due"]:
        return aim
    return _("%(aim)s by %(day)s") % {"aim": aim, "day": date_format(numbers["due"], "j F Y")}


def dropping(of: KeyResult, grounds: GroundsForm, sent: QueryDict, *, by: Person) -> effects.Effect:
    words = _("Pivot: measure “%(goal)s” no longer by %(name)s.")
    said = words % {"goal": of.goal.version.statement[:400], "name": of.metric.name}
    return _effect("key_result", said, of.goal, grounds, sent, by=by, key_result=of.pk)


def dropping_goal(goal: Goal, grounds: GroundsForm, sent: QueryDict, *, by: Person) -> effects.Effect:
    words = _("Pivot: let go of “%(goal)s”.") % {"goal": goal.version.statement[:500]}
    return _effect("goal", words, goal, grounds, sent, by=by)


FORMS = {"numbers": "checkins:pivot", "key_result": "checkins:dropping", "goal": "checkins:goal_dropping"}


def _effect(
    deed: str, words: str, goal: Goal, grounds: GroundsForm, sent: QueryDict, *, by: Person, **more: Any
) -> effects.Effect:
    where = reverse(FORMS[deed], args=[goal.organisation.slug, goal.product.slug, goal.number, *more.values()])
    return effects.of_form("pivot", words, grounds.cleaned_data["reason"], sent, by=by, form=where, deed=deed, **more)


def make(ground: Ground, made: Agreement, goal: Goal, anyway: bool) -> str | None:
    """Make the pivot that was agreed; whoever supported it agreed to it. Why not, and None where something else was agreed."""
    effect = made.decision.effect or {}
    if effect.get("do") != "pivot":
        return None
    if not pivot_access.may(ground, goal):
        return Why.AWAY
    try:
        with transaction.atomic():
            return _make(ground, made, goal, effect, anyway)
    except CrossedNumbers:
        return Why.CHANGED
    except KeyResult.DoesNotExist:
        return Why.GONE
    except Refused:
        return Why.UNFIT


def _make(ground: Ground, made: Agreement, goal: Goal, effect: Mapping[str, Any], anyway: bool) -> str:
    deed, sent, by = effect["more"]["deed"], effects.form_of(effect), ground.person
    rows = KeyResult.objects.select_related("metric", "version", "goal__version", "goal__organisation")
    of = rows.get(pk=effect["more"]["key_result"], goal=goal) if deed != "goal" else None
    readings = pivot_access.readings_offered(ground, goal, [of.metric_id] if of else [])
    form = GroundsForm(sent, readings=readings, people=pivot_access.people_to_agree(ground, goal))
    if not form.is_valid():
        return Why.UNFIT
    grounds = replace(form.grounds(), agreed=_who_supported(made))
    if of is None:
        Pivot.drop_goal(goal, by=by, grounds=grounds)
    elif deed == "key_result":
        Pivot.drop(of, by=by, grounds=grounds)
    elif of.left_at is not None:
        return Why.GONE
    else:
        return _change(ground, of, sent, grounds, anyway)
    return ""


def _change(ground: Ground, of: KeyResult, sent: QueryDict, grounds: Grounds, anyway: bool) -> str:
    numbers = NumbersForm(sent, metrics=list(chain.metrics_in_sight(ground)), key_result=of)
    if not numbers.is_valid():
        return Why.UNFIT
    given, by = numbers.cleaned_data, ground.person
    metric = Metric.add(ground.organisation, given["metric"], by=by, **numbers.metric_traits())
    base = None if anyway else given["base"]
    Pivot.change(of, by=by, grounds=grounds, base=base, metric=metric, **numbers.numbers())
    return ""


def _who_supported(made: Agreement) -> list[Any]:
    glad = made.decision.ballots.filter(position__in=("support", "reserve")).select_related("voter__person")
    return [one.voter.person for one in glad.order_by("voter__number")]


__all__ = ["dropping", "dropping_goal", "make", "other_numbers"]
