"""What stands in a calendar: check-in days, meetings, due days of goals and key results, ends of sprints, actions.

Read as the person at whose address it stands, in a fixed number of queries. SEQUENCE and LAST-MODIFIED come from the
journal: the record of a thing only grows.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from goldthread.boards.models import Sprint
from goldthread.chain import access as chain
from goldthread.chain.models import KeyResult
from goldthread.checkins.models import Holiday
from goldthread.checkins.rhythm import rules
from goldthread.checkins.rhythm.days import Beat, beats_of
from goldthread.journal.models import Entry
from goldthread.kit import clock
from goldthread.people import access as people
from goldthread.people.access import Ground
from goldthread.people.models import Involvement, Product
from goldthread.talk.actions import access as actions
from goldthread.talk.following import followed
from goldthread.workshops import access as meetings
from goldthread.workshops.models import Workshop
from goldthread.workshops.planning.meeting import TOLD

BACK, AHEAD = timedelta(days=60), timedelta(days=366)
# The days of a rhythm reach less far: another may come.
DAYS_AHEAD = timedelta(days=183)
MOST = 1000
_VERBS = {
    "goal": ("goal.set", "goal.reworded", "goal.closed", "goal.reopened", "goal.merged"),
    "keyresult": ("key_result.set", "key_result.changed", "key_result.left"),
    "sprint": ("sprint.planned", "sprint.changed", "sprint.ended"),
    # As many as the mails count that carry the same meeting into calendars.
    "workshop": TOLD,
    "action": ("action.taken_on", "action.changed", "action.done", "action.dropped", "action.reopened"),
}


@dataclass(frozen=True)
class Event:
    """One thing of a calendar, on a whole day, or at an instant in a zone.

    `uid` never changes while the thing is the same; `sequence` grows with each change of it; without `until` it has the
    length of a check-in.
    """

    uid: str
    summary: str
    path: str
    day: date
    changed_at: datetime
    sequence: int = 0
    at: datetime | None = None
    until: datetime | None = None
    zone: str = ""
    says: str = ""
    is_cancelled: bool = False


def of_product(ground: Ground) -> list[Event]:
    """Everything of the product that this person may see."""
    goals = chain.goals_of(ground)
    measures = KeyResult.objects.filter(goal__in=goals.order_by().values("pk"))
    sprints = Sprint.objects.filter(organisation=ground.organisation, product=ground.the_product)
    rows = meetings.in_sight(ground) if ground.may("sit in workshops") else Workshop.objects.none()
    found = [*_goals(ground, goals), *_measures(ground, measures), *_sprints(ground, sprints), *_meetings(ground, rows)]
    return _in_order([*_changed(ground, found), *check_ins(ground, [ground.the_product])])


def of_person(ground: Ground) -> list[Event]:
    """What is this person's in the organisation: goals they own or follow, key results with their name on them, their
    teams' sprints, what they took on, and the check-ins of their products."""
    seen = chain.goals_in_sight(ground)
    follows = followed(ground.person, ground.organisation.pk, "goal")
    mine = KeyResult.objects.filter(version__owner=ground.person, goal__in=seen.order_by().values("pk"))
    products = people.visible_products(ground)
    sprints = Sprint.objects.filter(
        organisation=ground.organisation, team__in=ground.footing.teams, product__in=products.order_by().values("pk")
    )
    own = actions.in_sight(ground).filter(owner=ground.person)
    involved = Involvement.objects.filter(person=ground.person, organisation=ground.organisation).values("product")
    owned = mine.filter(left_at=None, goal__closing=None).values("goal__product")
    places = list(products.filter(Q(pk__in=involved) | Q(pk__in=owned)))
    found = [
        *_goals(ground, seen.filter(Q(version__owner=ground.person) | Q(pk__in=follows))),
        *_measures(ground, mine),
        *_sprints(ground, sprints),
        *_actions(ground, own),
        *_meetings(ground, Workshop.objects.filter(seats__in=meetings.seats_in_sight(ground).values("pk"))),
    ]
    return _in_order([*_changed(ground, found), *check_ins(ground, places)])


def check_ins(ground: Ground, products: Iterable[Product]) -> list[Event]:
    """The days on which check-ins are due, and those that an earlier rhythm foresaw, crossed out. Three queries."""
    named = {one.pk: one for one in products}
    beats = beats_of(named)
    said = Holiday.objects.filter(organisation=ground.organisation)
    holidays = said.aggregate(kept=Count("pk"), removed=Count("removed_at"), last=Max("at"), gone=Max("removed_at"))
    found: list[Event] = []
    for pk, beat in beats.items():
        moments = [beat.versions[-1].at, *(one for one in (holidays["last"], holidays["gone"]) if one)]
        sequence = len(beat.versions) + holidays["kept"] + holidays["removed"]
        found += _days(ground, named[pk], beat, max(moments), sequence)
    return found


def _days(ground: Ground, product: Product, beat: Beat, changed_at: datetime, sequence: int) -> list[Event]:
    first, last = ground.today - BACK, ground.today + DAYS_AHEAD
    path = reverse("checkins:meeting", args=[ground.organisation.slug, product.slug])
    summary = _("Check-ins: %(product)s") % {"product": product.name}
    made = Event("", summary, path, first, changed_at, sequence)
    stands = [
        replace(made, uid=f"check-in-{product.pk}-{due.planned}", day=due.day, at=due.at, zone=due.zone)
        for due in beat.due_days(first, last)
    ]
    known = {one.uid for one in stands}
    dropped = [
        replace(made, uid=f"check-in-{product.pk}-{day}", day=day, at=rules.instant(day, rhythm.at, rhythm.zone), zone=rhythm.zone, is_cancelled=True)
        for rhythm, day in rules.dropped_days(beat.as_rules, first, last)
    ]  # fmt: skip
    return [*stands, *(one for one in dropped if one.uid not in known)]


def _goals(ground: Ground, rows: Any) -> list[Event]:
    fields = ("pk", "number", "product__slug", "version__statement", "version__due", "version__at", "closing__at")
    due = rows.filter(version__due__range=_span(ground)).order_by("version__due", "pk")
    return [
        Event(
            f"goal-{one['pk']}",
            _("Due: %(what)s") % {"what": one["version__statement"]},
            reverse("chain:goal", args=[ground.organisation.slug, one["product__slug"], one["number"]]),
            one["version__due"],
            one["version__at"],
            is_cancelled=_over_before(one["closing__at"], one["version__due"]),
        )
        for one in due.values(*fields)[:MOST]
    ]


def _measures(ground: Ground, rows: Any) -> list[Event]:
    fields = (
        "pk", "left_at", "metric__name", "version__due", "version__at", "goal__number", "goal__product__slug",
        "goal__version__statement", "goal__closing__at",
    )  # fmt: skip
    due = rows.filter(version__due__range=_span(ground)).order_by("version__due", "pk")
    slug = ground.organisation.slug
    return [
        Event(
            f"keyresult-{one['pk']}",
            _("Due: %(what)s") % {"what": one["metric__name"]},
            reverse("chain:key_result", args=[slug, one["goal__product__slug"], one["goal__number"], one["pk"]]),
            one["version__due"],
            one["version__at"],
            says=_("A key result of “%(goal)s”.") % {"goal": one["goal__version__statement"]},
            is_cancelled=one["left_at"] is not None or _over_before(one["goal__closing__at"], one["version__due"]),
        )
        for one in due.values(*fields)[:MOST]
    ]


def _sprints(ground: Ground, rows: Any) -> list[Event]:
    found = rows.filter(ends__range=_span(ground)).select_related("team", "product").order_by("ends", "pk")
    return [
        Event(
            f"sprint-{one.pk}",
            _("%(sprint)s of %(team)s ends") % {"sprint": one.name, "team": one.team.name},
            reverse("boards:sprint", args=[ground.organisation.slug, one.product.slug]),
            one.ends,
            one.planned_at,
        )
        for one in found[:MOST]
    ]


def _actions(ground: Ground, rows: Any) -> list[Event]:
    found = rows.filter(due__range=_span(ground)).select_related("product").order_by("due", "pk")
    return [
        Event(
            f"action-{one.pk}",
            _("To do: %(what)s") % {"what": one.words},
            reverse("talk:actions", args=[ground.organisation.slug, one.product.slug]) + f"#action-{one.pk}",
            one.due,
            one.at,
            is_cancelled=one.ending == "dropped",
        )
        for one in found[:MOST]
    ]


def _meetings(ground: Ground, rows: Any) -> list[Event]:
    """Meetings under the same id as in the mail that invites to them, at their time; over days from their first day on."""
    span = (clock.now() - BACK, clock.now() + AHEAD)
    found = rows.filter(starts_at__range=span).annotate(last=Max("phases__last_moment__at")).select_related("product")
    return [
        Event(
            f"workshop-{one.pk}",
            one.title,
            reverse("workshops:room", args=[ground.organisation.slug, one.product.slug, one.pk]),
            localtime(one.starts_at).date(),
            # Only where no entry says when it was convened, which there always is.
            datetime.min.replace(tzinfo=UTC),
            at=one.starts_at,
            until=one.last or one.starts_at + timedelta(minutes=one.minutes),
            zone=ground.organisation.time_zone,
            is_cancelled=one.aborted_at is not None,
        )
        for one in found.order_by("starts_at", "pk")[:MOST]
    ]


def _changed(ground: Ground, found: Collection[Event]) -> list[Event]:
    """The same with what the journal says of each: how often it changed, and when last. One query."""
    things = Q(pk=None)
    for kind, verbs in _VERBS.items():
        ids = [int(one.uid.rpartition("-")[2]) for one in found if one.uid.startswith(f"{kind}-")]
        things |= Q(kind=kind, noun_id__in=ids, verb__in=verbs)
    rows = Entry.objects.filter(things, organisation_id=ground.organisation.pk).order_by().values("kind", "noun_id")
    said = {f"{one['kind']}-{one['noun_id']}": one for one in rows.annotate(times=Count("pk"), last=Max("at"))}
    return [
        replace(one, sequence=said[one.uid]["times"], changed_at=max(one.changed_at, said[one.uid]["last"]))
        if one.uid in said
        else one
        for one in found
    ]


def _in_order(found: list[Event]) -> list[Event]:
    return sorted(found, key=lambda one: (one.day, one.uid))


def _span(ground: Ground) -> tuple[date, date]:
    return ground.today - BACK, ground.today + AHEAD


def _over_before(closed_at: datetime | None, due: date) -> bool:
    """Whether a goal ended before the day on which it would be due."""
    return closed_at is not None and closed_at.astimezone(UTC).date() < due
