"""Changing several goals of the list at once: each by its ordinary verb, each for itself, and taking that back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goldthread.people import access as people
from goldthread.people.access import REFUSALS, Ground

from . import access
from .forms.at_once import AtOnceForm
from .models import Closing, Crossed, Goal, GoalVersion, Period, Refused
from .models.goal import SAID

TOLD = 5
KEPT = "at once"
Said = dict[str, Any]


@dataclass
class Outcome:
    """What came of it: `done` as (goal, version before, version after or closing), how many said so already, and
    sentences on those that stayed as they were."""

    done: list[tuple[int, int, int]] = field(default_factory=list)
    same: int = 0
    refused: list[str] = field(default_factory=list)
    closes: bool = False

    @property
    def good_news(self) -> str:
        """What was changed, in one sentence; "" where nothing was."""
        words = ngettext("%(num)s goal is changed.", "%(num)s goals are changed.", len(self.done))
        if self.closes:
            words = ngettext("%(num)s goal is let go.", "%(num)s goals are let go.", len(self.done))
        told = [words % {"num": len(self.done)}] if self.done else []
        if self.same:
            told.append(
                ngettext("%(num)s said so already.", "%(num)s said so already.", self.same) % {"num": self.same}
            )
        return " ".join(told)

    @property
    def bad_news(self) -> str:
        """What was not changed and why; the first few by name."""
        if not self.refused:
            return ""
        count = len(self.refused)
        head = ngettext("%(num)s goal stayed as it was:", "%(num)s goals stayed as they were:", count) % {"num": count}
        more = [_("and %(num)s more.") % {"num": count - TOLD}] if count > TOLD else []
        return " ".join([head, *self.refused[:TOLD], *more])


def may_change_some(ground: Ground) -> bool:
    """Whether there may be goals in this product that somebody sets."""
    return ground.may("steer goals") or any(
        ground.may(deed, team) for deed in access.OWN.values() for team in ground.footing.teams
    )


def form(ground: Ground, typed: QueryDict | None = None) -> AtOnceForm:
    """The bar below the list. Three queries."""
    return AtOnceForm(
        typed,
        people=people.people_who_see(ground),
        teams=access.own_teams(ground),
        periods=Period.objects.open_in(ground.the_product).filter(organisation=ground.organisation),
    )


def tick(ground: Ground, goals: Iterable[Said], chosen: Mapping[int, int]) -> int:
    """Give each card of an open goal that this person may set what its box sends; how many there are."""
    may: dict[tuple[str, int | None], bool] = {}
    count = 0
    for goal in goals:
        whose = (goal["level"], goal["team_id"])
        if whose not in may:
            may[whose] = access.may_set(ground, *whose)
        open_to_me = may[whose] and goal["state"] != "closed"
        goal["tick"] = f"{goal['number']}-{goal['version_id']}" if open_to_me else ""
        goal["ticked"] = goal["number"] in chosen
        count += open_to_me
    return count


def change(ground: Ground, chosen: Mapping[int, int], said: Said, *, because: str, let_go: bool) -> Outcome:
    """Change or let go the goals with these numbers, as read in these versions; each in a transaction of its own."""
    outcome = Outcome(closes=let_go)
    rows = access.goals_of(ground).filter(number__in=chosen).exclude(version=None).in_order()
    for goal in rows.select_related("version__by"):
        goal.product = ground.the_product
        try:
            with transaction.atomic():
                _change_one(ground, goal, chosen[goal.number], said, because, outcome)
        except Crossed as crossed:
            words = _("“%(goal)s”: %(name)s changed it meanwhile.")
            outcome.refused.append(words % {"goal": crossed.theirs, "name": crossed.theirs.by.name})
        except Refused as refused:
            outcome.refused.append(_("“%(goal)s”: %(why)s") % {"goal": goal, "why": refused})
    return outcome


def _change_one(ground: Ground, goal: Goal, base: int, said: Said, because: str, outcome: Outcome) -> None:
    """Raises Refused or Crossed for a goal that stays as it is."""
    before = goal.version
    _must_set(ground, before.level, before.team_id)
    if goal.closing_id:
        raise Refused(_("It is closed."))
    if outcome.closes:
        if base != before.pk:
            raise Crossed(before)
        outcome.done.append(
            (goal.pk, before.pk, goal.close(Closing.Result.LET_GO, by=ground.person, learned=because).pk)
        )
        return
    _must_fit(ground, before, said)
    after = goal.reword(by=ground.person, base=base, because=because, **said)
    if after.pk == before.pk:
        outcome.same += 1
    else:
        outcome.done.append((goal.pk, before.pk, after.pk))


def _must_set(ground: Ground, level: str, team_id: int | None) -> None:
    if not access.may_set(ground, level, team_id):
        raise Refused(str(REFUSALS[access.deed_for(level) if team_id else "steer goals"]))


def _must_fit(ground: Ground, version: GoalVersion, said: Said) -> None:
    if "team_id" in said:
        if version.level not in access.OWN:
            raise Refused(_("Only sprint goals and contributions belong to a team."))
        _must_set(ground, version.level, said["team_id"])
    if said.get("due") and version.starts and said["due"] < version.starts:
        raise Refused(_("It would be due before it starts."))


def keep(session: SessionBase, ground: Ground, outcome: Outcome) -> None:
    """Remember the last change of several goals in this browser, so that it can be taken back."""
    if outcome.done:
        session[KEPT] = {"product": ground.the_product.pk, "closes": outcome.closes, "done": outcome.done}


def kept(session: SessionBase, ground: Ground) -> dict[str, Any] | None:
    """The last change of several goals of this product that can be taken back: how many, and where."""
    last = session.get(KEPT)
    if not last or last["product"] != ground.the_product.pk:
        return None
    slugs = (ground.organisation.slug, ground.the_product.slug)
    return {"count": len(last["done"]), "url": reverse("chain:at_once_back", args=slugs)}


def take_back(session: SessionBase, ground: Ground) -> Outcome:
    """Give the goals of the last change back what they said before, but those that were changed again since."""
    last = session.pop(KEPT, None)
    outcome = Outcome()
    if not last or last["product"] != ground.the_product.pk:
        return outcome
    done = {pk: (before, after) for pk, before, after in last["done"]}
    for goal in access.goals_of(ground).filter(pk__in=done).select_related("version__by"):
        goal.product = ground.the_product
        before, after = done[goal.pk]
        try:
            with transaction.atomic():
                _must_set(ground, goal.version.level, goal.version.team_id)
                _take_one_back(ground, goal, before, after, bool(last["closes"]))
        except (Crossed, Refused) as problem:
            why = _("it was changed again since.") if isinstance(problem, Crossed) else str(problem)
            outcome.refused.append(_("“%(goal)s”: %(why)s") % {"goal": goal, "why": why})
        else:
            outcome.done.append((goal.pk, before, after))
    return outcome


def _take_one_back(ground: Ground, goal: Goal, before: int, after: int, closed: bool) -> None:
    if closed:
        if goal.closing_id != after:
            raise Crossed(goal.version)
        goal.reopen(by=ground.person)
        return
    if goal.version_id != after:
        raise Crossed(goal.version)
    old = goal.versions.get(pk=before).said()
    _must_set(ground, old["level"], old["team_id"])
    goal.reword(by=ground.person, base=after, because=_("Taken back."), **{name: old[name] for name in SAID})
