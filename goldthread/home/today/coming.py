"""What comes: due days of goals and key results, check-in days, meetings, ends of sprints; and what was met lately. Ten queries."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goldthread.boards.models import Sprint, Task
from goldthread.chain import access as chain
from goldthread.chain.models import Closing, KeyResult
from goldthread.checkins.rhythm.days import coming_of
from goldthread.kit import clock
from goldthread.kit.days import date_format
from goldthread.people import access as people
from goldthread.people.access import Ground
from goldthread.people.models import Involvement
from goldthread.talk import kudos
from goldthread.workshops import access as meetings

WEEKS = 6
MOST = 8
CELEBRATED_FOR = timedelta(days=21)
MOST_CELEBRATED = 3


def coming(ground: Ground, followed: set[int]) -> list[dict[str, Any]]:
    """Due days of the next six weeks, of what this person owns or follows and of their teams, the nearest first."""
    today, last = ground.today, ground.today + timedelta(weeks=WEEKS)
    goals = chain.goals_in_sight(ground).filter(
        Q(version__owner=ground.person) | Q(pk__in=followed), closing=None, version__due__range=(today, last)
    )
    rows = [
        _row(one["version__due"], one["version__statement"], _("goal"), _goal(ground, one["product__slug"], one["number"]), today)
        for one in goals.order_by("version__due", "pk").values("number", "version__statement", "version__due", "product__slug")[:MOST]
    ]  # fmt: skip
    measures = KeyResult.objects.standing().filter(
        version__owner=ground.person, version__due__range=(today, last), goal__closing=None,
        goal__in=chain.goals_in_sight(ground).order_by().values("pk"),
    )  # fmt: skip
    fields = ("metric__name", "version__due", "goal__number", "goal__product__slug")
    rows += [
        _row(one["version__due"], one["metric__name"], _("key result"), _goal(ground, one["goal__product__slug"], one["goal__number"]), today)
        for one in measures.order_by("version__due", "pk").values(*fields)[:MOST]
    ]  # fmt: skip
    rows += _check_ins(ground, today, last)
    rows += _meetings(ground, today)
    return sorted(rows, key=lambda row: row["due"])[:MOST]


def _check_ins(ground: Ground, today: date, last: date) -> list[dict[str, Any]]:
    """The next day on which check-ins are due in each product that this person is part of, or owns key results of."""
    involved = Involvement.objects.filter(organisation=ground.organisation, person=ground.person).values("product")
    owned = (
        KeyResult.objects.standing().filter(version__owner=ground.person, goal__closing=None).values("goal__product")
    )
    products = {one.pk: one for one in people.visible_products(ground).filter(Q(pk__in=involved) | Q(pk__in=owned))}
    return [
        _row(due.day, _("Check-ins: %(product)s") % {"product": products[pk].name}, _("check-ins"), reverse("checkins:meeting", args=[ground.organisation.slug, products[pk].slug]), today)
        for pk, due in coming_of(products, clock.now()).items()
        if due.day <= last
    ]  # fmt: skip


def _meetings(ground: Ground, today: date) -> list[dict[str, Any]]:
    """Meetings of the next six weeks in which this person has a seat."""
    ahead = {"closed_at": None, "aborted_at": None, "began_at": None, "starts_at__range": (clock.now(), clock.now() + timedelta(weeks=WEEKS))}  # fmt: skip
    rows = meetings.seats_in_sight(ground).filter(**{f"workshop__{name}": said for name, said in ahead.items()})
    fields = ("workshop", "workshop__title", "workshop__starts_at", "workshop__product__slug")
    return [
        _row(localtime(one["workshop__starts_at"]).date(), one["workshop__title"], _("meeting"), reverse("workshops:room", args=[ground.organisation.slug, one["workshop__product__slug"], one["workshop"]]), today)
        for one in rows.order_by("workshop__starts_at", "pk").values(*fields)[:MOST]
    ]  # fmt: skip


def sprints(ground: Ground) -> list[dict[str, Any]]:
    """The sprints and weeks that run in this person's teams, or where they steer: name, days left, goal, tasks done."""
    today = ground.today
    rows = Sprint.objects.running(today).filter(
        Q(team__in=ground.footing.teams) | Q(product__in=people.product_ids_for(ground, "steer goals")),
        organisation=ground.organisation,
        product__in=people.visible_products(ground).order_by().values("pk"),
    )
    seen = set(chain.goals_in_sight(ground).filter(sprint__in=rows.values("pk")).values_list("pk", flat=True))
    standing = Q(tasks__removed_at=None)
    counted = rows.annotate(
        tasks_now=Count("tasks", filter=standing),
        done=Count("tasks", filter=standing & Q(tasks__state=Task.State.DONE)),
    )
    return [
        {
            "name": one.name,
            "team": one.team.name,
            "left": _left((one.ends - today).days),
            "goal": str(one.goal) if one.goal and one.goal_id in seen else "",
            "tasks": ngettext("%(done)s of %(all)s task done", "%(done)s of %(all)s tasks done", one.tasks_now)
            % {"done": one.done, "all": one.tasks_now}
            if one.tasks_now
            else "",
            "path": reverse("boards:sprint", args=[ground.organisation.slug, one.product.slug]),
        }
        for one in counted.select_related("goal__version", "product", "team").order_by("ends", "pk")[:3]
    ]


def celebrated(ground: Ground) -> list[dict[str, Any]]:
    """Goals that were met in the last three weeks, the newest first, with the kudos given for them. Three queries."""
    seen = chain.goals_in_sight(ground).order_by().values("pk")
    rows = Closing.objects.filter(
        goal__in=seen, result=Closing.Result.MET, taken_back_at=None, at__gte=clock.now() - CELEBRATED_FOR
    )
    fields = ("goal", "goal__number", "goal__version__statement", "goal__version__owner__name", "goal__version__team__name", "goal__product__slug")  # fmt: skip
    found = list(rows.order_by("-at", "-pk").values(*fields)[:MOST_CELEBRATED])
    speaks_in = people.product_slugs_for(ground, "comment")
    given = kudos.at_each(ground, "goal", {one["goal"]: one["goal__product__slug"] for one in found}, speaks_in)
    return [
        {
            "goal": one["goal__version__statement"],
            "who": one["goal__version__owner__name"] or one["goal__version__team__name"] or "",
            "path": _goal(ground, one["goal__product__slug"], one["goal__number"]),
            "kudos": given[one["goal"]],
        }
        for one in found
    ]


def _goal(ground: Ground, product: str, number: int) -> str:
    return reverse("chain:goal", args=[ground.organisation.slug, product, number])


def _row(due: Any, title: str, kind: str, path: str, today: date) -> dict[str, Any]:
    return {"due": due, "day": date_format(due, "j M"), "title": title, "kind": kind, "path": path, "left": _left((due - today).days)}  # fmt: skip


def _left(days: int) -> str:
    """How long it is until a day: "today", "tomorrow", "4 days left"."""
    if days <= 1:
        return _("tomorrow") if days == 1 else _("today")
    return ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}
