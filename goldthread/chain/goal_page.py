"""What the page of one goal shows: its words, its place in the thread, its past."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goldthread.kit import registry
from goldthread.kit.days import date_format
from goldthread.people.access import Ground
from goldthread.people.away import away_on
from goldthread.talk import following
from goldthread.talk.actions import page as actions

from . import access, agreeing, closing_page, differences, saying_no, sentence
from .loose_ends.of_goal import of_goal
from .models import Goal, GoalVersion, Level
from .past import looked_at
from .progress import rolled_up
from .rules import levels_below
from .snapshot import Card, Thread, line

# Versions and key results shown at once.
VERSIONS_SHOWN, A_PAGE = 20, 50
# The stories of a goal in the order of the page; a sprint goal has two of its own, which come first.
STORIES = ("why", "how", "for_customer", "for_business")
SPRINT_STORIES = ("method", "how_we_know")


def goal_page(ground: Ground, goal: Goal, results: str = "1") -> dict[str, Any]:
    """All values of the page; `results` is the page of its key results. Three or four queries for the thread and one for
    the versions."""
    made = line(goal, hidden=access.hidden(ground), today=ground.today, moment=looked_at(ground))
    access.leave_out_unseen(ground, made.beyond)
    card = made.by_id[goal.pk]
    may_set = access.may_set(ground, goal.version.level, goal.version.team_id)
    parts = [one for add in registry.slots("goal.parts") if (one := add(ground, goal))]
    return {
        "goal": goal,
        "version": goal.version,
        "card": card,
        "to": addresses(ground, goal),
        "stories": _stories(goal.version),
        "facts": _facts(goal.version),
        "away": away_on(ground).get(goal.version.owner_id or 0, ""),
        "period_page": _period_page(ground, goal.version),
        "parents": _parents(ground, made, card),
        "children": [_step(ground, child) for child in made.children_of(card)],
        "loose": of_goal(ground, goal) if ground.on is None else None,
        "said": _said(ground, made, goal),
        "past": _past(ground, goal),
        "said_no": saying_no.told(ground, goal, parts),
        "closing": goal.closing,
        "ended": closing_page.told(ground, goal, goal.closing, looked_at(ground)) if goal.closing else None,
        "follow": following.button(ground, goal) if ground.on is None else None,
        "may_set": may_set,
        "may_steer": may_set,
        "is_restricted": goal.pk in access.shared(ground),
        "may_restrict": ground.may("restrict") and goal.version.level != Level.SPRINT_GOAL,
        "below": _below(ground, goal.version.level),
        "key_results": Paginator(card["key_results"], A_PAGE).get_page(results),
        "agreed": agreeing.part(ground, goal),
        "actions": actions.about(ground, goal),
        # What packages above bring: each names its template.
        "parts": parts,
        **roll_up(card),
        "topics": [] if ground.on else [f"product-{goal.product_id}", f"goal-{goal.pk}"],
    }


def roll_up(card: Card) -> dict[str, Any]:
    """How far a goal is by its key results, in words; those without data are told apart from those with nothing done."""
    made = rolled_up((one["weight"], one["done"]) for one in card["key_results"])
    words = (
        ""
        if made.share is None
        else _("%(percent)s%% of the way over its key results") % {"percent": round(made.share * 100)}
    )
    if words and made.silent:
        words += " · " + ngettext("%(num)s without data", "%(num)s without data", made.silent) % {"num": made.silent}
    return {"progress": made, "progress_words": words}


def addresses(ground: Ground, goal: Goal) -> dict[str, str]:
    """Where the page and its forms lead."""
    slugs = (ground.organisation.slug, ground.the_product.slug)
    own = {
        name: reverse(f"chain:{name}", args=[*slugs, goal.number])
        for name in (
            "goal",
            "wording",
            "closing",
            "reopening",
            "ties",
            "key_results",
            "poster",
            "restricting",
            "agreeing",
        )
    }
    return {**own, "new": reverse("chain:new", args=slugs), "propose": reverse("chain:propose", args=slugs)}


def past(goal: Goal, versions: Sequence[GoalVersion]) -> list[dict[str, Any]]:
    """Versions from the newest down: who, when, why, and what the fields that changed are called."""
    pairs = [
        (one, next((other for other in versions[at:] if _was_in_force(other)), None))
        for at, one in enumerate(versions, start=1)
    ]
    slugs = (goal.organisation.slug, goal.product.slug, goal.number)
    return [
        {
            "number": one.number,
            "address": reverse("chain:version", args=[*slugs, one.number]),
            "face": one.by.face,
            "when": date_format(localtime(one.at), "j M Y"),
            "moment": one.at.isoformat(),
            "precisely": date_format(localtime(one.at), "j F Y, H:i"),
            "because": one.because,
            "changed": differences.labels_changed(before, one) if before else [],
            "is_in_force": one.pk == goal.version_id,
            "is_proposed": not _was_in_force(one),
            "declining": reverse("chain:version_declining", args=[*slugs, one.number]),
        }
        for one, before in pairs
    ]


def _was_in_force(version: GoalVersion) -> bool:
    """Whether it was ever adopted; one that was only proposed says so."""
    return getattr(version, "was_adopted", True)


def _past(ground: Ground, goal: Goal) -> list[dict[str, Any]]:
    said = goal.versions.select_related("by", "owner", "team", "period").order_by("-number")
    said = said.annotate(was_adopted=Exists(goal.adoptions.filter(version=OuterRef("pk"))))
    if moment := looked_at(ground):
        said = said.filter(at__lte=moment.ends)
    newest = list(said[: VERSIONS_SHOWN + 1])
    return past(goal, newest)[:VERSIONS_SHOWN]


def _address(ground: Ground, number: int, product_slug: str | None = None) -> str:
    address = reverse("chain:goal", args=[ground.organisation.slug, product_slug or ground.the_product.slug, number])
    return address + ground.asking_on


def _stories(version: GoalVersion) -> list[dict[str, str]]:
    """Label and words of what a goal of this level tells, also where nothing is said yet."""
    names = (*SPRINT_STORIES, *STORIES) if version.level == Level.SPRINT_GOAL else STORIES
    told = [name for name in (*STORIES, *SPRINT_STORIES) if name not in names and getattr(version, name)]
    return [
        {"name": name, "label": differences.label(name), "words": getattr(version, name)} for name in (*names, *told)
    ]


def _facts(version: GoalVersion) -> list[tuple[str, str, str]]:
    """Name, label and words of the facts that stand beside the story; those without words are left out."""
    names = ("level", "team", "owner", "starts", "due", "period", "name", "timeframe")
    told = [(name, differences.label(name), differences.read(version, name)) for name in names]
    return [fact for fact in told if fact[2] or fact[0] == "owner"]


def _period_page(ground: Ground, version: GoalVersion) -> str:
    if version.period_id is None:
        return ""
    slugs = (ground.organisation.slug, ground.the_product.slug)
    return reverse("chain:period", args=[*slugs, version.period_id]) + ground.asking_on


def _parents(ground: Ground, made: Thread, card: Card) -> list[dict[str, Any]]:
    """The goals it is a step towards, each with the reason."""
    found = [(tie, made.known(tie["parent"])) for tie in made.ties if tie["child"] == card["id"]]
    slugs = (ground.organisation.slug, ground.the_product.slug, card["number"])
    return [
        {
            **parent,
            "because": tie["because"],
            "level_label": Level(parent["level"]).label,
            "address": _address(ground, parent["number"], parent.get("product_slug")),
            "untie": reverse("chain:untie", args=[*slugs, parent["number"]]),
        }
        for tie, parent in found
        if parent
    ]


def _step(ground: Ground, child: Card) -> dict[str, Any]:
    """A goal below; one of another product says which, and no more."""
    beyond = {"state": "active", "eyebrow": child.get("product", ""), "chip": None, "owner_face": None}
    return {**beyond, **child, "address": _address(ground, child["number"], child.get("product_slug"))}


def _said(ground: Ground, made: Thread, goal: Goal) -> list[str]:
    """The statements from this goal up to the vision, for "… so that … so that …"; empty where nothing is above."""
    way = made.sentence(goal.pk)
    names = [ground.the_product.name, ground.organisation.name, *(one["owner"] for one in made.goals)]
    return sentence.joined([one["statement"] for one in way], names=names) if len(way) > 1 else []


def _below(ground: Ground, level: str) -> list[dict[str, Any]]:
    """The deeds for a new goal below this one: set it, or propose it to those who may."""
    levels = [Level(one) for one in levels_below(level)]
    settable = [one for one in levels if ground.may("steer goals") or (one in access.OWN and ground.footing.teams)]
    if settable:
        return [{"level": str(one), "label": one.label, "deed": "set"} for one in settable]
    proposable = levels if ground.may("propose") else []
    return [{"level": str(one), "label": one.label, "deed": "propose"} for one in proposable]
