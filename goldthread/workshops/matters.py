"""What of the thread stands on an agenda: goals to review, the sprint of a team, key results by what is likely to be missed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from django.db.models import F
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from goldthread.boards.models import Sprint
from goldthread.chain.models import Goal, KeyResult, Level, NamedPerson
from goldthread.kit import clock
from goldthread.people.models import Product

from .agendas import Agenda, Topic
from .models import Item, Matter

# A meeting about more than these does none of them justice: the rest is for the next one.
MOST_GOALS, MOST_KEY_RESULTS = 6, 8
# Templates about the sprint to come.
PLANNING = ("sprint_planning", "discovery")
STRATEGIC = (Level.VISION, Level.USER_GOAL, Level.BUSINESS_GOAL)


def filled(product: Product, agenda: Agenda, sprint: Sprint | None = None) -> Agenda:
    """The agenda with its topics: those that it names, and what it takes from the thread of the product.

    `sprint` is the one that the meeting is about; without it the one that fits best.
    """
    if not agenda.matters:
        return agenda
    return FROM[agenda.matters](product, agenda, sprint)


def _goals(product: Product, levels: tuple[str, ...]) -> list[Goal]:
    """Open goals that everybody who sees the product sees: a meeting shows its goals to whoever is in it."""
    hidden = NamedPerson.objects.filter(goal__product=product).values("goal")
    rows = product.goals.open().at_level(*levels)
    found = rows.exclude(pk__in=hidden).select_related("version").order_by("rank", "pk")
    return sorted(found, key=lambda one: levels.index(one.level))[:MOST_GOALS]


def _reviewed(*levels: str) -> Callable[[Product, Agenda, Sprint | None], Agenda]:
    def fill(product: Product, agenda: Agenda, sprint: Sprint | None) -> Agenda:
        goals = _goals(product, levels)
        each = [
            Topic(one.level, capfirst(str(one.version.get_level_display())), "", agenda.for_each, goal=one)
            for one in goals
        ]
        return replace(agenda, topics=(*agenda.topics, *each))

    return fill


def _key_results(product: Product, agenda: Agenda, sprint: Sprint | None) -> Agenda:
    hidden = NamedPerson.objects.filter(goal__product=product).values("goal")
    rows = KeyResult.objects.standing().filter(goal__product=product, goal__closing=None).exclude(goal__in=hidden)
    likely_missed_first = F("forecast__probability").asc(nulls_last=True)
    found = rows.select_related("metric", "goal__version", "version__owner").order_by(likely_missed_first, "pk")
    each = tuple(
        Topic(one.goal.level, _title(one), "", agenda.for_each, goal=one.goal, matter=(Matter.Kind.KEY_RESULT, one.pk))
        for one in found[:MOST_KEY_RESULTS]
    )
    news = (Matter.Kind.PRODUCT, product.pk)
    first = tuple(one if one.goal or one.level else replace(one, matter=news) for one in agenda.topics)
    return replace(agenda, topics=(*first, *each))


def _title(one: KeyResult) -> str:
    owner = one.version.owner if one.version else None
    said = {"name": one.metric.name[:70], "owner": owner.name[:40] if owner else ""}
    return _("%(name)s · %(owner)s") % said if owner else str(one.metric.name)[:120]


def _of_sprint(product: Product, agenda: Agenda, sprint: Sprint | None) -> Agenda:
    sprint = sprint or sprint_of(product, agenda)
    if sprint is None:
        return agenda
    matter = (Matter.Kind.SPRINT, sprint.pk)
    last = len(agenda.topics) - 1
    topics = tuple(
        # The goal of the sprint is looked at where it is scored.
        replace(
            one,
            matter=matter,
            goal=sprint.goal if (agenda.made_from or agenda.name) == "sprint_review" and place in (0, last) else None,
        )
        for place, one in enumerate(agenda.topics)
    )
    return replace(agenda, topics=topics)


def vision_of(product: Product) -> Goal | None:
    """The vision that holds, which a meeting words anew; None where there is none that everybody sees. One query."""
    return next(iter(_goals(product, (Level.VISION,))), None)


def sprints(product: Product) -> list[Sprint]:
    """The sprints that a meeting can be about: those that nobody has ended, but with goals that only some see. One query."""
    hidden = NamedPerson.objects.filter(goal__product=product).values("goal")
    rows = Sprint.objects.filter(product=product, ended_at=None).exclude(goal__in=hidden)
    return list(rows.select_related("goal__version", "team").order_by("team__name", "starts", "pk"))


def sprint_of(product: Product, agenda: Agenda) -> Sprint | None:
    """The sprint that the meeting is most likely about: the one to come where it is planned, else the one that runs or ran last."""
    known, today = sprints(product), clock.today(product.organisation.time_zone)
    if (agenda.made_from or agenda.name) in PLANNING:
        ahead = [one for one in known if one.starts > today]
        bare = [one for one in known if one.goal_id is None]
        return min(ahead, key=_begins, default=None) or next(iter(bare), None)
    return max((one for one in known if one.starts <= today), key=_begins, default=None)


def _begins(one: Sprint) -> tuple[date, int]:
    return one.starts, one.pk


def sprint_to_set(item: Item) -> Sprint | None:
    """The sprint whose goal an item sets; None where it is about no sprint, or that has ended."""
    if item.level != Level.SPRINT_GOAL:
        return None
    pk = Matter.objects.filter(item=item, kind=Matter.Kind.SPRINT).values_list("noun_id", flat=True).first()
    return Sprint.objects.filter(pk=pk, ended_at=None).select_related("team", "goal").first() if pk else None


FROM: dict[str, Callable[[Product, Agenda, Sprint | None], Agenda]] = {
    "strategy": _reviewed(*STRATEGIC),
    "roadmap": _reviewed(Level.PRODUCT_GOAL),
    "key_results": _key_results,
    "sprint": _of_sprint,
}

__all__ = ["MOST_GOALS", "MOST_KEY_RESULTS", "filled", "sprint_of", "sprint_to_set", "sprints", "vision_of"]
