"""Who is asked to check in, and who is told what moved: one notice for each person and due day, however many schedulers run.

The row in Asked is made first and in the transaction of the notice: of several loops only one makes it. The words of a
notice, and whether anything still waits, are looked at when it is read and when its mail leaves.
"""

import logging
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import connection, transaction
from django.db.models import Q

from goldthread.chain import access as chain
from goldthread.chain.models import KeyResult
from goldthread.journal.notices import notify
from goldthread.journal.record import record
from goldthread.people import access as people
from goldthread.people.models import Involvement, Membership, Person, Product, StandIn
from goldthread.talk.actions.access import sees_action
from goldthread.talk.models import Action

from ..models import Asked, Waking
from ..owner import Waits, who_waits
from . import rules
from .days import Beat, beat_of

log = logging.getLogger(__name__)
# The kinds of notices; home knows them by these words.
CHECK_IN, DIGEST = "check_in", "digest"
MOST_PRODUCTS = 200


def sweep(now: datetime) -> int:
    """Ask and tell for every product whose moment has come; says how many people. A loop that was down catches up once:
    only the due day that is nearest is told of."""
    told = 0
    due = Waking.objects.filter(wakes_at__lte=now).order_by("wakes_at", "pk")
    for pk in list(due.values_list("pk", flat=True)[:MOST_PRODUCTS]):
        try:
            told += _wake(pk, now)
        except Exception:
            # One product that fails must not keep the others waiting; it is tried again.
            log.exception("The rhythm of product %s could not be kept.", pk)
    return told


@transaction.atomic
def _wake(pk: int, now: datetime) -> int:
    rows = Waking.objects.select_for_update(
        of=("self",), skip_locked=connection.features.has_select_for_update_skip_locked
    )
    waking = rows.filter(pk=pk, wakes_at__lte=now).select_related("product__organisation").first()
    if waking is None:
        return 0
    product, beat = waking.product, beat_of(waking.product_id)
    told = ask(product, beat, now) + tell(product, beat, now)
    leads = [lead for one in beat.versions for lead in _leads(one.remind_hours, one.digest_hours)]
    waking.wakes_at = rules.next_wake(beat.as_rules, now, leads, beat.holidays)
    waking.save(update_fields=["wakes_at"])
    return told


def ask(product: Product, beat: Beat, now: datetime) -> int:
    """Ask those on whom a check-in waits for the due day at hand, and remind of overdue actions; says how many people."""
    due = at_hand(beat, now)
    if due is None:
        return 0
    wanted = {one for one, some in waiting_by_person(product, due).items() if some} | overdue_by_person(product, due)
    told = _claim(product, wanted, Asked.Kind.CHECK_IN, due)
    return _notify(product, told, CHECK_IN, due)


def tell(product: Product, beat: Beat, now: datetime) -> int:
    """Tell everybody who is part of the product what moved, in time for the meeting; after it, nobody. Where nothing is
    measured, nothing moves."""
    due = beat.standing(now).coming
    lead = beat.holding(due).digest_hours if due else None
    if due is None or lead is None or now < due.at - timedelta(hours=lead):
        return 0
    if not KeyResult.objects.standing().filter(goal__product=product, goal__closing=None).exists():
        return 0
    told = _claim(product, _part_of(product), Asked.Kind.DIGEST, due)
    return _notify(product, told, DIGEST, due)


def at_hand(beat: Beat, now: datetime) -> rules.Due | None:
    """The latest due day of which people are told by now: the one that comes, or the one that was last."""
    around = beat.standing(now)
    for due in (around.coming, around.last):
        lead = beat.holding(due).remind_hours if due else None
        if due is not None and lead is not None and due.at - timedelta(hours=lead) <= now:
            return due
    return None


def waiting_by_person(product: Product, due: rules.Due) -> dict[int, list[Waits]]:
    """Who is asked for which key results: their owners, and in the place of one who is away whoever stands in."""
    rows = KeyResult.objects.standing().filter(
        goal__product=product, goal__closing=None, version__owner__is_active=True
    )
    stand_ins = StandIn.objects.on(due.day).filter(organisation_id=product.organisation_id)
    instead = dict(stand_ins.values_list("person_id", "stand_in_id"))
    found: dict[int, list[Waits]] = defaultdict(list)
    for one in who_waits(rows, due.day):
        version = one.key_result.version
        if version is not None and version.owner_id is not None:
            found[instead.get(version.owner_id, version.owner_id)].append(one)
    return {pk: _seen(product, pk, some) for pk, some in found.items()}


def overdue_by_person(product: Product, due: rules.Due) -> set[int]:
    """Whose actions are overdue on a due day, as far as they still see them."""
    rows = Action.objects.overdue(due.day).filter(product=product, owner__is_active=True).select_related("owner")
    return {one.owner_id for one in rows if sees_action(one.owner, one)}


def _seen(product: Product, pk: int, some: list[Waits]) -> list[Waits]:
    """Those that a person may see: nobody is asked for what is hidden from them, or has left."""
    person = Person(pk=pk)
    if not people.sees_product(person, product.pk):
        return []
    hidden = chain.hidden_from(product.organisation, person)
    return [one for one in some if one.key_result.goal_id not in hidden]


def _part_of(product: Product) -> set[int]:
    """Everybody who is something in the product and has an account."""
    involved = Involvement.objects.filter(product=product).values("person")
    owners = KeyResult.objects.standing().filter(goal__product=product, goal__closing=None).values("version__owner")
    members = Membership.objects.filter(organisation_id=product.organisation_id)
    rows = members.filter(Q(person__in=involved) | Q(person__in=owners), person__is_active=True).exclude(
        person__email=None
    )
    return {pk for pk in rows.values_list("person_id", flat=True) if people.sees_product(Person(pk=pk), product.pk)}


def _claim(product: Product, wanted: Iterable[int], kind: str, due: rules.Due) -> list[int]:
    """Those of these people (ids) whom nobody has told of this due day yet."""
    known = Asked.objects.filter(product=product, kind=kind, due=due.planned)
    left = sorted(set(wanted) - set(known.values_list("person_id", flat=True)))
    return [pk for pk in left if _claimed(product, pk, kind, due.planned)]


def _claimed(product: Product, pk: int, kind: str, planned: date) -> bool:
    """Whether this loop is the one to tell this person: it made the row."""
    others = {"organisation_id": product.organisation_id}
    return Asked.objects.get_or_create(person_id=pk, product=product, kind=kind, due=planned, defaults=others)[1]


def _notify(product: Product, told: list[int], kind: str, due: rules.Due) -> int:
    if not told:
        return 0
    entry = record(
        None, f"rhythm.{'asked' if kind == CHECK_IN else 'told'}", product, due=due.day.isoformat(), people=len(told)
    )
    return notify(told, kind, entry, fact=due.day.isoformat())


def _leads(*hours: int | None) -> list[timedelta]:
    return [timedelta(hours=one) for one in hours if one is not None]
