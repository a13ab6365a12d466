"""What the thread asks of one person on Today. Each source costs one query, that of loose ends a few more."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goldthread.journal.models import Notice
from goldthread.kit import clock
from goldthread.kit.days import date_format
from goldthread.kit.registry import Owed
from goldthread.people import access as people
from goldthread.people.access import Ground
from goldthread.people.models import Product
from goldthread.talk.models import Comment, Mention

from . import access
from .loose_ends import of_goal, sentences
from .loose_ends.shapes import HINT
from .models import Candidate, Goal, KeyResult

# More of one kind than this is not read on one page; the page of the thing shows all.
MOST = 12
# Loose ends are looked through by product; somebody who owns goals in more than this is shown those with the most.
MOST_PRODUCTS = 5
MENTIONS_FOR = timedelta(days=14)


def candidates(ground: Ground) -> list[Owed]:
    """Proposed goals that wait for this person's answer."""
    mine = people.product_ids_for(ground, "answer candidates")
    rows = Candidate.objects.open().filter(organisation=ground.organisation, product__in=mine)
    return [
        Owed(
            f"candidate-{one.pk}",
            _("“%(goal)s”") % {"goal": one.statement},
            _("%(name)s proposed it on %(day)s, in %(product)s")
            % {"name": one.by.name, "day": date_format(localtime(one.at), "j F"), "product": one.product.name},
            _("Read and answer"),
            reverse("chain:candidates", args=[ground.organisation.slug, one.product.slug]) + f"#candidate-{one.pk}",
            minutes=3,
        )
        for one in rows.select_related("by", "product").order_by("at", "pk")[:MOST]
    ]


def mentions(ground: Ground) -> list[Owed]:
    """Comments of the last two weeks that name this person, on goals about which they have not said anything since.

    For whoever only watches a product, to have read the notice is enough.
    """
    watched = set(people.watched_product_ids(ground))
    read = Notice.objects.filter(
        organisation_id=ground.organisation.pk, person_id=ground.person.pk, noun_id=OuterRef("comment"), read_at__isnull=False
    )  # fmt: skip
    since = Comment.objects.filter(
        by=ground.person, kind=OuterRef("comment__kind"), noun_id=OuterRef("comment__noun_id"), at__gt=OuterRef("comment__at")
    )  # fmt: skip
    rows = Mention.objects.filter(organisation=ground.organisation, person=ground.person, comment__kind="goal").filter(
        ~Exists(since), comment__taken_back_at=None, comment__at__gte=clock.now() - MENTIONS_FOR
    )
    rows = rows.exclude(Exists(read), comment__product__in=watched)
    named = list(
        rows.exclude(comment__by=ground.person).select_related("comment__by").order_by("comment__at", "pk")[:MOST]
    )
    goals = access.goals_in_sight(ground).filter(pk__in={one.comment.noun_id for one in named})
    known = {goal.pk: goal for goal in goals.select_related("version", "product")}
    newest = {one.comment.noun_id: one.comment for one in named if one.comment.noun_id in known}
    return [
        Owed(
            f"mention-{comment.pk}",
            str(known[pk]),
            _("%(name)s mentioned you on %(day)s")
            % {"name": comment.by.name, "day": date_format(localtime(comment.at), "j F")},
            _("Read it") if known[pk].product_id in watched else _("Read and reply"),
            f"{_page(ground, known[pk])}#comment-{comment.pk}",
        )
        for pk, comment in newest.items()
    ]


def numbers(ground: Ground) -> list[Owed]:
    """Key results with this person's name on them, or that of whom they stand in for, that lack where they start or where they should lead."""
    lacking = Q(version__baseline=None) | Q(version__target=None)
    rows = KeyResult.objects.standing().filter(lacking, version__owner__in=_owners(ground), goal__closing=None)
    mine = rows.filter(goal__in=access.goals_in_sight(ground).order_by().values("pk"))
    return [
        Owed(
            f"key-result-{one.pk}",
            one.metric.name,
            _("a key result of “%(goal)s” without all its numbers") % {"goal": one.goal},
            _("Give the numbers"),
            reverse("chain:key_result_numbers", args=[*_slugs(ground, one.goal), one.goal.number, one.pk]),
            due=one.version.due if one.version else None,
            in_dialog=True,
        )
        for one in mine.select_related("metric", "version", "goal__version", "goal__product").order_by("goal", "rank")[
            :MOST
        ]
    ]


def loose_ends(ground: Ground) -> list[Owed]:
    """Goals that this person owns, or stands in for, and that have loose ends, one line a goal with its gravest one."""
    rows = access.goals_in_sight(ground).filter(closing=None, version__owner__in=_owners(ground))
    mine = {goal.pk: goal for goal in rows.select_related("product").order_by("product", "rank", "number")}
    products = {goal.product_id: goal.product for goal in mine.values()}
    often = Counter(goal.product_id for goal in mine.values()).most_common(MOST_PRODUCTS)
    found: list[Owed] = []
    for product_id, _count in often:
        found += _loose_in(ground, products[product_id], mine)
    return found[:MOST]


def _owners(ground: Ground) -> list[int]:
    return [ground.person.pk, *people.standing_in_for(ground)]


def _loose_in(ground: Ground, product: Product, mine: dict[int, Goal]) -> list[Owed]:
    product.organisation = ground.organisation
    ends, names = of_goal.kept(replace(ground, product=product))
    base = reverse("chain:map", args=[ground.organisation.slug, product.slug])
    by_goal: dict[int, list[sentences.Words]] = {}
    for end in ends:
        if end.goal in mine and end.severity != HINT and not _waits(mine[end.goal]):
            by_goal.setdefault(end.goal, []).append(sentences.sentence(end, names.get))
    return [_loose(pk, words, base) for pk, words in by_goal.items()]


def _loose(pk: int, words: list[sentences.Words], base: str) -> Owed:
    first, more = words[0], len(words) - 1
    says = first["short"].rstrip(".")
    if more:
        says += ngettext(", and %(count)s more loose end", ", and %(count)s more loose ends", more) % {"count": more}
    return Owed(
        f"loose-{pk}", first["goal"]["statement"], says, first["deed"], base + first["place"], 3, in_dialog=first["in_dialog"]
    )  # fmt: skip


def _waits(goal: Goal) -> bool:
    """Whether a goal from a list is not agreed on here yet: its loose ends wait with it."""
    return goal.brought_in_at is not None and goal.looked_through_at is None


def brought_in(ground: Ground) -> list[Owed]:
    """Products in which this person steers and a list was brought in that nobody looked through."""
    mine = people.product_ids_for(ground, "steer goals")
    waiting = access.goals_in_sight(ground).filter(
        product__in=mine, closing=None, looked_through_at=None, brought_in_at__isnull=False
    )
    rows = waiting.order_by().values("product_id", "product__name", "product__slug").annotate(count=Count("pk"))
    return [
        Owed(
            f"brought-in-{row['product_id']}",
            row["product__name"],
            ngettext(
                "%(count)s goal from a list is not agreed on here yet",
                "%(count)s goals from a list are not agreed on here yet",
                row["count"],
            )
            % {"count": row["count"]},
            _("Look through"),
            reverse("chain:loose_ends", args=[ground.organisation.slug, row["product__slug"]]),
            minutes=10,
        )
        for row in rows.order_by("product__name")
    ]


def _slugs(ground: Ground, goal: Goal) -> tuple[str, str]:
    return ground.organisation.slug, goal.product.slug


def _page(ground: Ground, goal: Goal) -> str:
    return reverse("chain:goal", args=[*_slugs(ground, goal), goal.number])


SOURCES = (
    ("mentions", 20, mentions),
    ("candidates", 30, candidates),
    ("numbers", 40, numbers),
    ("loose ends", 50, loose_ends),
    ("brought in", 60, brought_in),
)
