"""A goal ends, and another goes on from it: in the same words or in others, or in the next period."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from goldthread.kit import clock
from goldthread.people.models import Person

from ..progress import STAYS, is_met
from .goal import Closing, Goal, Refused
from .key_result import NUMBERS, KeyResult
from .named_person import NamedPerson
from .period import Period

GOES_ON = (Closing.Onward.KEEP, Closing.Onward.MODIFY, Closing.Onward.CARRY_OVER)


@transaction.atomic
def end(
    goal: Goal,
    result: str,
    *,
    by: Person,
    learned: str = "",
    onward: str = "",
    statement: str = "",
    due: date | None = None,
    values: dict[int, Decimal] | None = None,
    **scored: Any,
) -> Closing:
    """Close a goal and, where it goes on, set the goal that follows. Closed already, nothing happens.

    `statement` and `due` are what MODIFY and KEEP say anew; `values` where each key result (by id) stood: there the
    next one begins. Raises Refused where there is no period to carry it over to, Committed as `Goal.close` does.
    """
    fresh = Goal.objects.select_for_update(of=("self",)).get(pk=goal.pk)
    if fresh.closing_id:
        return Closing.objects.get(pk=fresh.closing_id)
    following = _follow(goal, onward, statement, due, by, values or {}) if onward in GOES_ON else None
    more = {"onward": onward, "successor_id": following.pk if following else None, **scored}
    return goal.close(result, by=by, learned=learned, **more)


def next_period(goal: Goal) -> Period | None:
    """The period into which a goal is carried over: the one after its own, or else the first that is still to come."""
    if goal.version.period:
        return goal.version.period.following()
    today = clock.today(goal.organisation.time_zone)
    later = Period.objects.standing().filter(organisation=goal.organisation_id, starts__gt=today)
    return later.order_by("starts", "ends").first()


def _follow(goal: Goal, onward: str, statement: str, due: date | None, by: Person, values: dict[int, Decimal]) -> Goal:
    said = {**goal.version.said(), "starts": None, "due": due, "period_id": None}
    if onward == Closing.Onward.CARRY_OVER:
        period = next_period(goal)
        if period is None:
            raise Refused(_("There is no later period yet. Plan one first, or let the goal go on without a period."))
        said.update(period_id=period.pk, starts=period.starts, due=period.ends)
    if onward == Closing.Onward.MODIFY:
        said["statement"] = statement
    because = _("Goes on from No. %(number)s.") % {"number": goal.number}
    made = Goal.set(goal.product, said.pop("level"), said.pop("statement"), by=by, because=because, **said)
    if named := [one.person for one in goal.named.select_related("person")]:
        NamedPerson.restrict(made, named, by=by, because=because)
    _hand_on_ties(goal, made, by)
    _hand_on_numbers(goal, made, by, values)
    return made


def _hand_on_ties(goal: Goal, to: Goal, by: Person) -> None:
    """What it was a step towards, the next one is too; goals below that are still open become steps towards the next."""
    for tie in goal.ties.standing().select_related("parent__version"):
        to.tie(tie.parent, by=by, because=tie.because)
    for tie in goal.ties_below.standing().filter(child__closing=None).select_related("child__version"):
        tie.child.untie(goal, by=by)
        tie.child.tie(to, by=by, because=tie.because)


def _hand_on_numbers(goal: Goal, to: Goal, by: Person, values: dict[int, Decimal]) -> None:
    """Key results that are not there yet go on from where they stand; bounds are held on."""
    for one in goal.key_results.standing().select_related("metric", "version").order_by("rank", "pk"):
        numbers = {name: getattr(one.version, name) for name in NUMBERS}
        value = values.get(one.pk)
        stays = numbers["kind"] in STAYS
        if value is not None and not stays and is_met(numbers["kind"], value, target=numbers["target"]):
            continue
        if value is not None and not stays:
            numbers["baseline"] = value
        numbers.update(starts=to.version.starts, due=to.version.due)
        KeyResult.set(to, one.metric, by=by, **numbers)


__all__ = ["GOES_ON", "end", "next_period"]
