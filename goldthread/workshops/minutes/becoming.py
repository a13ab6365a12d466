"""A card goes into the thread: as a goal, as a candidate for the product person, or as a task on the list of a sprint."""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from goldthread.boards.models import Sprint, Task
from goldthread.chain import access as chain
from goldthread.chain.models import Candidate, Goal, Level, NamedPerson
from goldthread.chain.rules import PARENTS
from goldthread.people.access import Ground
from goldthread.people.models import Person

from .. import asking
from ..models import Card, Matter, Workshop

# What a candidate may be; teams set their own goals themselves.
LEVELS = (Level.USER_GOAL, Level.BUSINESS_GOAL, Level.PRODUCT_GOAL)
GOALS = (*LEVELS, Level.SPRINT_GOAL)


@transaction.atomic
def candidate(of: Workshop, card: Card, *, by: Person) -> Candidate:
    """Propose what the card says. Proposed already in these words, it stands once."""
    same = Candidate.objects.open().filter(product=of.product, statement=card.words).first()
    if same is not None:
        return same
    level = card.item.level if card.item.level in LEVELS else Level.PRODUCT_GOAL
    why = _("Said in “%(title)s”.") % {"title": of.title}
    return Candidate.propose(of.product, card.words, by=by, level=level, why=why)


@transaction.atomic
def task(card: Card, sprint: Sprint, *, by: Person) -> Task:
    """Put it on the list of the sprint. On it already in these words, it stands once."""
    same = Task.objects.filter(sprint=sprint, text=card.words, removed_at=None).first()
    return same or Task.add(sprint, card.words, by=by)


@transaction.atomic
def goal(of: Workshop, card: Card, level: str, *, by: Person) -> Goal:
    """Set a goal that says what the card says, tied into the thread; an agreement adopts it. Set already, it stands once.

    A sprint goal becomes that of the sprint that the meeting was about. Raises PermissionDenied where that has one.
    """
    hidden = NamedPerson.objects.filter(goal__product=of.product_id).values("goal")
    rows = of.product.goals.open().at_level(level).exclude(pk__in=hidden)
    same = rows.filter(version__statement=card.words).first()
    if same is not None:
        return same
    because = _("Said in “%(title)s”.") % {"title": of.title}
    if level == Level.SPRINT_GOAL:
        sprint = sprint_of(of)
        if sprint is None or sprint.goal_id is not None or sprint.ended_at is not None:
            raise PermissionDenied(_("The sprint has a goal, or is over."))
        made = sprint.set_goal(card.words, by=by)
    else:
        made = Goal.set(of.product, level, card.words, by=by, because=because)
    above = _above(card, level)
    if above is not None:
        made.tie(above, by=by, because=because)
    return made


def _above(card: Card, level: str) -> Goal | None:
    """The goal that the card was written about, where one of this level leads there; else the first that it could lead to."""
    about = card.item.goal
    if about is not None and about.closing_id is None and about.level in PARENTS[Level(level)]:
        return about
    return asking.first_above(card.item.workshop.product, level)


def levels(ground: Ground, card_levels: Collection[str], sprint: Sprint | None) -> list[Level]:
    """As goals of which levels this person may set what a card says; those that the meeting was about first."""
    open_sprint = sprint is not None and sprint.goal_id is None and sprint.ended_at is None
    may: list[Level] = [one for one in GOALS if ground.may("steer goals") and one != Level.SPRINT_GOAL]
    may += [Level.SPRINT_GOAL] if open_sprint and may_add_tasks(ground, sprint) else []
    return sorted(may, key=lambda one: one not in card_levels)


def goals_said(ground: Ground, words: Collection[str]) -> dict[str, Goal]:
    """The goals that say the same as a card already, by their words. One query."""
    rows = chain.goals_in_sight(ground).filter(product=ground.the_product, version__statement__in=words)
    return {one.version.statement: one for one in rows.select_related("version").order_by("-number")}


def sprint_of(of: Workshop) -> Sprint | None:
    """The sprint that the meeting was about."""
    rows = Matter.objects.filter(item__workshop=of, kind=Matter.Kind.SPRINT).values_list("noun_id", flat=True)
    pk = rows.first()
    return Sprint.objects.filter(pk=pk, product=of.product_id).select_related("team").first() if pk else None


def may_add_tasks(ground: Ground, sprint: Sprint | None) -> bool:
    return sprint is not None and ground.may("set own sprint goal", sprint.team_id)


def sprint_to_fill(ground: Ground, of: Workshop) -> Sprint:
    """The sprint, for its team."""
    found = sprint_of(of)
    if found is None or not may_add_tasks(ground, found):
        raise PermissionDenied(_("Only the team of the sprint puts tasks on its list."))
    return found


__all__ = ["candidate", "goal", "goals_said", "levels", "may_add_tasks", "sprint_of", "sprint_to_fill", "task"]
