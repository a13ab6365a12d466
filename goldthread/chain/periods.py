"""What the pages of periods show: those of an organisation, one with the goals of a product, and which could be planned."""

from collections import Counter
from datetime import date
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from goldthread.kit.days import date_format
from goldthread.people.access import Ground

from . import access, past
from .calendar import Stretch, around
from .models import Goal, Level, Period, PeriodClosing, Settlement
from .snapshot import thread

Row = dict[str, Any]


def name_of(stretch: Stretch) -> str:
    """What a quarter or a half is called in the reader's language: "Q1 2027"."""
    words = _("Q%(place)s %(year)s") if stretch.kind == "q" else _("H%(place)s %(year)s")
    return words % {"place": stretch.place, "year": stretch.year}


def offers(ground: Ground, known: list[Period]) -> list[Row]:
    """The quarters and halves that could be planned: those around today that are not planned yet."""
    days = {(one.starts, one.ends) for one in known}
    names = {one.name for one in known}
    return [
        {"key": one.key, "name": name_of(one), "stretch": one, "days": days_of(one.starts, one.ends)}
        for one in around(ground.today)
        if (one.starts, one.ends) not in days and name_of(one) not in names
    ]


def planned(ground: Ground) -> list[Period]:
    """The periods of the organisation, the earliest first. One query."""
    rows = Period.objects.standing().filter(organisation=ground.organisation)
    return list(rows.order_by("starts", "ends", "pk"))


def in_organisation(ground: Ground) -> list[Row]:
    """The periods with their days and addresses, for those who plan them."""
    return [
        {
            "period": one,
            "days": days_of(one.starts, one.ends),
            "is_now": one.starts <= ground.today <= one.ends,
            "edit": reverse("chain_rules:period", args=[ground.organisation.slug, one.pk]),
            "remove": reverse("chain_rules:period_removal", args=[ground.organisation.slug, one.pk]),
        }
        for one in planned(ground)
    ]


def in_product(ground: Ground) -> list[Row]:
    """The periods with how many goals of the product each has, the newest first. Four queries."""
    goals = access.goals_of(ground).exclude(version__period=None)
    counted: Counter[tuple[int, bool]] = Counter()
    for row in goals.order_by().values("version__period", "closing").annotate(goals=Count("pk")):
        counted[row["version__period"], row["closing"] is None] += row["goals"]
    closings = {
        one.period_id: one for one in PeriodClosing.objects.filter(product=ground.the_product).select_related("by")
    }
    settled = Settlement.objects.filter(goal__product=ground.the_product).exclude(goal__in=access.hidden(ground))
    moved = Counter(settled.filter(decision__in=MOVING).values_list("period", flat=True))
    return [
        {
            "period": one,
            "url": address(ground, one),
            "days": days_of(one.starts, one.ends),
            "is_now": one.starts <= ground.today <= one.ends,
            "is_over": one.ends < ground.today,
            "open": counted[one.pk, True],
            "decided": counted[one.pk, False] + moved[one.pk],
            "closed": closed_words(closings.get(one.pk)),
        }
        for one in reversed(planned(ground))
    ]


# Decisions after which a goal stands in the period no longer.
MOVING = (Settlement.Decision.KEEP, Settlement.Decision.CARRY_OVER, Settlement.Decision.CHANGE)


def in_period(ground: Ground, period: Period) -> Row:
    """The page of a period: its goals in the product by level, what became of others, and how far its closing is."""
    moment = past.looked_at(ground)
    made = thread(
        ground.the_product, hidden=access.hidden(ground), today=ground.today, closed=True, loose=False, moment=moment
    )
    decided = settled(ground, period, moment)
    ended = {one["number"] for one in decided}
    # What was decided at the closing stands there with its reason, and is not listed twice.
    goals = [
        goal
        for goal in made.goals
        if goal["period_id"] == period.pk and (goal["state"] != "closed" or goal["number"] not in ended)
    ]
    base = reverse("chain:map", args=[ground.organisation.slug, ground.the_product.slug])
    for goal in goals:
        goal["page"] = f"{base}goals/{goal['number']}/{ground.asking_on}"
    closing = (
        None
        if moment
        else PeriodClosing.objects.filter(period=period, product=ground.the_product).select_related("by").first()
    )
    return {
        "period": period,
        "days": days_of(period.starts, period.ends),
        "base": base,
        "groups": [(level.label, some) for level in Level if (some := [one for one in goals if one["level"] == level])],
        "count": len(goals),
        "open": sum(goal["state"] != "closed" for goal in goals),
        "settled": decided,
        "closed": closed_words(closing),
        "closing_url": reverse("chain:period_closing", args=[*_slugs(ground), period.pk]),
        "may_close": ground.may("steer goals"),
        "is_over": period.ends < ground.today,
        "topics": [] if ground.on else [f"product-{ground.the_product.pk}"],
    }


def settled(ground: Ground, period: Period, moment: past.Moment | None = None) -> list[Row]:
    """What was decided on goals of the product when the period was closed, the newest first. One query."""
    rows = Settlement.objects.filter(period=period, goal__product=ground.the_product)
    rows = rows.exclude(goal__in=access.hidden(ground)).select_related("goal__version", "by", "onward")
    if moment:
        rows = rows.filter(at__lte=moment.ends)
    return [settlement(ground, one) for one in rows.order_by("-at", "-pk")]


def settlement(ground: Ground, one: Settlement) -> Row:
    """A decision in words: "carried over to Q2 2027"."""
    words = one.get_decision_display()
    if one.onward:
        words = _("%(decision)s, now in %(period)s") % {"decision": words, "period": one.onward.name}
    return {
        "number": one.goal.number,
        "statement": str(one.goal),
        "page": reverse("chain:goal", args=[*_slugs(ground), one.goal.number]),
        "decision": one.decision,
        "words": words,
        "because": one.because,
        "by": one.by.name,
        "on": date_format(localtime(one.at), "j F"),
    }


def open_goals(ground: Ground, period: Period) -> list[Goal]:
    """The goals of the product that are meant for a period and not closed, in their order. One query."""
    rows = access.goals_of(ground).open().filter(version__period=period).in_order()
    found = list(rows.select_related("version__owner", "version__team", "version__period"))
    for goal in found:
        goal.product = ground.the_product
    return found


def address(ground: Ground, period: Period) -> str:
    return reverse("chain:period", args=[*_slugs(ground), period.pk]) + ground.asking_on


def days_of(first: date, last: date) -> str:
    """Two days in words: "1 January to 31 March 2027"."""
    form = "j F" if first.year == last.year else "j F Y"
    return _("%(first)s to %(last)s") % {"first": date_format(first, form), "last": date_format(last, "j F Y")}


def closed_words(closing: PeriodClosing | None) -> str:
    """Who closed a period and when; "" where nobody did."""
    if closing is None:
        return ""
    return _("Closed by %(name)s on %(day)s") % {
        "name": closing.by.name,
        "day": date_format(localtime(closing.at), "j F Y"),
    }


def _slugs(ground: Ground) -> tuple[str, str]:
    return ground.organisation.slug, ground.the_product.slug
