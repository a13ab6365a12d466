"""Notices that are about a day rather than a deed: check-ins that are due, what moved before them, actions, sources.

Their sentences cost one query together. What a mail says below them is read when it leaves: of what was done meanwhile,
and of what its reader may not see any more, it says nothing.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from goldthread.chain import access as chain
from goldthread.checkins import owed
from goldthread.checkins.rhythm import digest, mine
from goldthread.checkins.rhythm.days import beat_of
from goldthread.journal.models import Notice
from goldthread.kit.days import date_format
from goldthread.people import access as people
from goldthread.people.access import Ground
from goldthread.people.mail import absolute
from goldthread.talk.actions import access as actions

from . import kinds, words

if TYPE_CHECKING:
    from .reading import Told

KINDS = (kinds.CHECK_IN, kinds.DIGEST, kinds.ACTION, kinds.SOURCE)
# A check-in is asked for as long as the next one is far; what moved is old when the meeting is over.
ASKED_FOR, TOLD_FOR = timedelta(days=40), timedelta(days=1)


class Due:
    """The sentences of such notices."""

    def __init__(self, ground: Ground, some: list[Notice]) -> None:
        self._slug = ground.organisation.slug
        ids = {one.noun_id or 0 for one in some if one.kind == kinds.ACTION}
        rows = actions.in_sight(ground).filter(pk__in=ids) if ids else actions.in_sight(ground).none()
        asked = {one.noun_id or 0 for one in some if one.kind == kinds.SOURCE}
        self._metrics = (
            dict(chain.metrics_in_sight(ground).filter(pk__in=asked).values_list("pk", "name")) if asked else {}
        )
        self._actions = {pk: said for pk, *said in rows.values_list("pk", "words", "product__slug")}

    def told(self, one: Notice, name: str, product: str, slug: str) -> tuple[str, str] | None:
        """Sentence and address; None where the thing is out of sight by now."""
        if one.kind == kinds.ACTION:
            if one.noun_id not in self._actions:
                return None
            said, place = self._actions[one.noun_id]
            path = reverse("talk:actions", args=[self._slug, place]) + f"#action-{one.noun_id}"
            return words.sentence(one.kind, one.verb, one.fact, name=name, goal="", words=said), path
        if one.kind == kinds.SOURCE:
            return self._of_source(one)
        if not slug:
            return None
        day = {"product": product, "day": _day(one)}
        if one.kind == kinds.DIGEST:
            said = _("What moved in %(product)s, before the check-ins on %(day)s.") % day
            return said, reverse("checkins:meeting", args=[self._slug, slug])
        return _("Check-ins on %(product)s are due on %(day)s.") % day, reverse("home:today", args=[self._slug])

    def _of_source(self, one: Notice) -> tuple[str, str] | None:
        """A source that began to fail, or gives values again; None where the metric is out of sight."""
        if one.noun_id not in self._metrics:
            return None
        name = {"metric": self._metrics[one.noun_id]}
        said = _("The source of “%(metric)s” gives no value. It is asked again, later and later.") % name
        if one.verb == "source.recovered":
            said = _("The source of “%(metric)s” gives values again.") % name
        return said, reverse("metrics:metric", args=[self._slug, one.noun_id])


def filled(ground: Ground, told: Iterable["Told"]) -> list["Told"]:
    """The same for a mail: with what waits, and what moved. Those that have nothing left to say are gone."""
    return [made for one in told if (made := _filled(ground, one)) is not None]


def _filled(ground: Ground, one: "Told") -> "Told | None":
    if one.notice.kind not in (kinds.CHECK_IN, kinds.DIGEST):
        return one
    day, place = parse_date(one.notice.fact), _place(ground, one.notice)
    if day is None or place is None:
        return None
    text = _asked(place, day) if one.notice.kind == kinds.CHECK_IN else _moved(place, day)
    return replace(one, text=text) if text else None


def _place(ground: Ground, notice: Notice) -> Ground | None:
    """Where the reader stands in the product of a notice."""
    found = people.visible_products(ground).filter(pk=notice.product_id or 0).first()
    try:
        return people.ground_of(ground.person, ground.organisation.slug, found.slug) if found else None
    except Http404:
        return None


def _asked(ground: Ground, day: date) -> str:
    """The key results on which this person's check-in waits for a day, and their overdue actions."""
    if ground.today > day + ASKED_FOR:
        return ""
    waits = mine.waiting(ground, day)
    late = mine.overdue(ground, day)
    lines = [_line(one, ground) for one in waits]
    if late:
        lines.append(_("Actions of yours that are overdue:"))
        address = absolute(reverse("talk:actions", args=[ground.organisation.slug, ground.the_product.slug]))
        lines += [f"– {one.words}" for one in late] + [f"  {address}?show=mine"]
    return "\n".join(lines)


def _line(one: Any, ground: Ground) -> str:
    of = one.key_result
    said = _("%(name)s, of “%(goal)s”") % {"name": of.metric.name, "goal": of.goal}
    return f"– {said}\n  {absolute(owed.address(ground, of))}"


def _moved(ground: Ground, day: date) -> str:
    if ground.today > day + TOLD_FOR:
        return ""
    due = next((one for one in beat_of(ground.the_product.pk).due_days(day, day)), None)
    return "\n\n".join(digest.lines(digest.before(ground, due))) if due else ""


def _day(one: Notice) -> str:
    day = parse_date(one.fact)
    return date_format(day, "l j F") if day else ""
