"""Agreeing on a goal in writing: who is asked by its level, which rule is suggested, and what an agreement does to it."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldthread.decisions import access as decisions
from goldthread.decisions import asking, mail, records, words
from goldthread.decisions.canvassing import sensed
from goldthread.decisions.deeds import GROUPS
from goldthread.decisions.forms.stakes import StakesForm
from goldthread.decisions.models import Agreement, Decision, Voter
from goldthread.decisions.models.meanwhile import correct
from goldthread.decisions.models.review import in_force
from goldthread.decisions.rules import chooser
from goldthread.journal.models import Entry
from goldthread.kit import registry
from goldthread.kit.days import date_format
from goldthread.people import access as people
from goldthread.people.access import Ground
from goldthread.people.models import Involvement, Person, Seat

from . import access, past
from .effects import Effect, about, carry_out
from .forms.agreeing import AgreeForm
from .models import Goal, Level, NamedPerson

# So many of what holds are offered, where a new agreement contradicts another.
MOST_OFFERED = 50
Group = Voter.Group
WHY = {
    "far_reaching": gettext_lazy(
        "Everything below hangs on it, and it is rarely urgent: everyone who is needed should support it."
    ),
    "of_one_team": gettext_lazy(
        "It is short and can be taken back, and the team carries it out: nobody in it should object."
    ),
    "many_voters": gettext_lazy("With more than nine people, support of all is slow. Ask whether anybody objects."),
    "short_horizon": gettext_lazy("It ends within three months. Good enough for now, and safe enough to try, will do."),
    "much_at_stake": gettext_lazy("Many depend on it for long: everyone who is needed should support it."),
    "emergency": gettext_lazy("It cannot wait: one person decides, after hearing everyone."),
    "small_change": gettext_lazy(
        "A small change of what was agreed: it will do if nobody objects, and the next review looks at it again."
    ),
    "little_at_stake": gettext_lazy("Little depends on it. A majority is quick, and it can be changed again."),
}


def candidates(ground: Ground, goal: Goal) -> list[dict[str, Any]]:
    """Everybody with an account who sees the goal: their group, and whether their word is needed by its level. Four queries."""
    only = NamedPerson.objects.filter(goal=goal).values("person") if goal.pk in access.shared(ground) else None
    return everybody(ground, goal.level, goal.version.team_id, only)


def everybody(ground: Ground, level: str, team_id: int | None = None, only: Any = None) -> list[dict[str, Any]]:
    """Everybody with an account who sees the product (`only` some of them), in the order of their groups."""
    seeing = people.people_who_see(ground).exclude(email=None)
    if only is not None:
        seeing = seeing.filter(pk__in=only)
    roles: dict[int, set[str]] = {}
    for person, role in Involvement.objects.filter(product=ground.the_product).values_list("person_id", "role"):
        roles.setdefault(person, set()).add(role)
    seated = set(Seat.objects.filter(team=team_id).values_list("person_id", flat=True))
    found = [_candidate(level, team_id, one, roles.get(one.pk, set()), seated) for one in seeing]
    order = [group.value for group in Group]
    return sorted(found, key=lambda one: (order.index(one["group"]), one["person"].name))


def _candidate(level: str, team_id: int | None, person: Person, roles: set[str], seated: set[int]) -> dict[str, Any]:
    group = next((of for role, of in GROUPS.items() if role in roles), Group.OTHERS)
    needed = is_needed(level, group, has_seat=person.pk in seated, has_team=team_id is not None)
    return {"person": person, "group": group.value, "group_label": group.label, "needed": needed}


def is_needed(level: str, group: str, *, has_seat: bool, has_team: bool) -> bool:
    """Whether somebody's word is needed on a goal of this level, to begin with: far-reaching goals need product person,
    leaders, team and stakeholders; one with a team of its own needs that team rather than all teams."""
    if level in access.OWN:
        return has_seat or group == Group.PRODUCT_PERSON
    if group == Group.TEAM and has_team and level == Level.PRODUCT_GOAL:
        return has_seat
    return group != Group.OTHERS


def suggestion(ground: Ground, goal: Goal, voters: int, said: StakesForm | None = None) -> dict[str, Any]:
    """The rule that level and stakes suggest, why, and what follows the rounds. `said`: what is at stake, where people
    were asked."""
    due = goal.version.due
    weeks = (due - ground.today).days // 7 if due else None
    stakes = (said or StakesForm()).stakes(voters=voters, horizon_weeks=weeks)
    made = chooser.suggest(goal.level, stakes)
    return {
        "rule": made.rule.name,
        "why": str(WHY[made.reason]),
        "rounds": made.max_rounds,
        "fallback": made.fallback.name if made.fallback else "",
    }


@transaction.atomic
def put(
    ground: Ground,
    goal: Goal,
    form: AgreeForm,
    listed: Iterable[dict[str, Any]],
    *,
    instead: Agreement | None = None,
    effect: Effect | None = None,
) -> Decision:
    """Ask what the form says, and send each their link; `instead` is an agreement that it contradicts, `effect` what it
    does besides. Raises Refused."""
    given = form.cleaned_data
    about = _about(ground, goal, given, effect)
    chosen = {str(one["person"].pk): (one["person"], one["group"]) for one in listed}
    voters = [chosen[pk] for pk in given["voters"]]
    more: dict[str, Any] = {"reverses": instead or (None if effect else newest(goal)), **form.decided()}
    more |= {"effect": vars(effect)} if effect else {}
    announced = form.announced(chosen, by=ground.person)
    asked = asking.put(ground.the_product, about, announced, voters, by=ground.person, **more)
    for made, tokens in asked.items():
        mail.ask(made, tokens)
    return next(iter(asked))


def _about(ground: Ground, goal: Goal, given: dict[str, Any], effect: Effect | None) -> dict[str, Any]:
    """What is asked about: the words of the goal or others, or what becomes of it."""
    if effect:
        return about(goal, vars(effect))
    version = goal.propose(by=ground.person, because=given["note"], statement=given["statement"])
    before = goal.version.statement
    return {
        "kind": "goal",
        "noun_id": goal.pk,
        "version": version.number,
        "level": version.level,
        "words": version.statement,
        "words_before": before if before != version.statement else "",
        "why": version.why,
    }


def newest(goal: Goal) -> Agreement | None:
    """The agreement on the words of this goal that holds, which another one would take the place of."""
    rows = Agreement.objects.about("goal", goal.pk).adopted().filter(decision__effect__isnull=True)
    return rows.order_by("-at", "-pk").first()


def contradicted(ground: Ground, goal: Goal) -> list[Agreement]:
    """The agreements about something else that hold, the newest first: another one can take the place of each."""
    rows = in_force(decisions.agreements_in_sight(ground)).exclude(kind="goal", noun_id=goal.pk)  # type: ignore[arg-type]
    return list(rows.order_by("-at", "-pk")[:MOST_OFFERED])


def part(ground: Ground, goal: Goal) -> dict[str, Any] | None:
    """For the page of a goal: what is being asked, what was agreed last, how people felt about it last, and the way to ask.
    Four queries; looking back, what had been agreed and felt by then, in three."""
    if not ground.may("see agreements"):
        return None
    slugs = (ground.organisation.slug, ground.the_product.slug)
    rows = Agreement.objects.about("goal", goal.pk).filter(
        organisation=ground.organisation, decision__effect__isnull=True
    )
    if moment := past.looked_at(ground):
        rows = rows.filter(at__lte=moment.ends)
    made = rows.select_related("decision__decider").order_by("-at", "-pk").first()
    if moment:
        told = _told(goal, made, slugs) if made else None
        felt = sensed.of_goal(ground, goal.pk, goal.version.number, until=moment.ends)
        return {"agreement": told, "asked": None, "sounded": None, "felt": felt, "feel": "", "ask": ""}
    asked = Decision.objects.under_way().whole().about("goal", goal.pk).select_related("opened_by", "decider").first()
    return {
        "agreement": _told(goal, made, slugs) if made else None,
        "asked": {"must": words.must(asked), "by": asked.opened_by.name, "is_open": asked.is_open, "until": date_format(localtime(asked.closes_at), "j F"), "url": reverse("decisions:ballot", args=[*slugs, asked.pk])} if asked else None,
        "felt": sensed.of_goal(ground, goal.pk, goal.version.number),
        "sounded": next((one for add in registry.slots("goal.sounded") if (one := add(ground, goal))), None),
        "feel": reverse("chain:feeling", args=[*slugs, goal.number]) if not goal.closing_id and ground.may("propose") else "",
        "ask": reverse("chain:agreeing", args=[*slugs, goal.number]) if not asked and not goal.closing_id and access.may_set(ground, goal.version.level, goal.version.team_id) else "",
    }  # fmt: skip


def _told(goal: Goal, made: Agreement, slugs: tuple[str, str]) -> dict[str, Any]:
    return {**records.line(made, slugs), "holds": _holds(goal, made), "short": short(made)}


def _holds(goal: Goal, made: Agreement) -> bool:
    """Whether the words in force are those that were agreed."""
    return made.is_adopted and goal.version.number == made.version


def short(made: Agreement) -> str:
    """An agreement in a line: "all 12 support it, 4 Sep"."""
    day = date_format(localtime(made.at), "j M")
    if not made.is_adopted:
        return _("%(verdict)s, %(day)s") % {"verdict": words.VERDICTS[made.verdict][0], "day": day}
    return f"{words.supporters(made.tally)}, {day}"


def ways(ground: Ground, goal: Goal, current: str) -> list[dict[str, Any]]:
    """The ways to agree on a goal: in writing, and those that packages above bring, each with name, label, hint, icon, url."""
    written = {
        "name": "in_writing",
        "rank": 10,
        "label": _("In writing"),
        "hint": _("Everyone gets a mail and votes in a few seconds; hidden until all are in."),
        "icon": "vote",
        "url": reverse("chain:agreeing", args=[ground.organisation.slug, ground.the_product.slug, goal.number]),
    }
    found = [written, *(way for add in registry.slots("agreeing.ways") if (way := add(ground, goal)))]
    return [{**one, "current": one["name"] == current} for one in sorted(found, key=lambda one: one["rank"])]


def alone(ground: Ground, listed: Iterable[dict[str, Any]], goal: Goal | None = None) -> dict[str, Any] | None:
    """Where nobody but this person could be asked yet: the way to invite people, "" for who may not, and where others are
    there but may not see it, the way to name them; None where somebody could."""
    if any(one["person"] != ground.person for one in listed):
        return None
    may = people.may_invite_somebody(ground)
    there = reverse("people:invite", args=[ground.organisation.slug]) + f"?product={ground.the_product.slug}"
    return {"invite": there if may else "", **_kept_from(ground, goal)}


def _kept_from(ground: Ground, goal: Goal | None) -> dict[str, Any]:
    """What is restricted to this person alone, product or goal: whoever is invited would not see it. `name` is where more
    people are named, "" for who may not."""
    slugs, product = (ground.organisation.slug, ground.the_product.slug), ground.the_product
    may = ground.may("restrict")
    if product.named.exists() and not product.named.exclude(person=ground.person).exists():
        return {"kept": "product", "name": reverse("people:restricting", args=slugs) if may else ""}
    if goal is not None and goal.named.exists():
        return {"kept": "goal", "name": reverse("chain:restricting", args=[*slugs, goal.number]) if may else ""}
    return {"kept": "", "name": ""}


def anew(ground: Ground, made: Agreement) -> str:
    """Where somebody agrees anew on what an agreement was about; "" where it has ended, or they may not."""
    if made.kind != "goal":
        return ""
    goal = Goal.objects.open().select_related("version").filter(pk=made.noun_id).first()
    if goal is None or not access.may_set(ground, goal.level, goal.version.team_id):
        return ""
    return reverse("chain:agreeing", args=[ground.organisation.slug, ground.the_product.slug, goal.number])


def over() -> Q:
    """Agreements of goals that are closed: nobody looks at them again."""
    return Q(kind="goal", noun_id__in=Goal.objects.exclude(closing=None).values("pk"))


# What happens elsewhere and is heard here.


def agreed(made: Agreement) -> None:
    """A goal that was agreed on is in force in these words."""
    if made.kind == "goal" and made.is_adopted:
        goal = Goal.objects.select_related("version").filter(pk=made.noun_id).first()
        if goal is not None and made.decision.effect:
            carry_out(made, goal)
        elif goal is not None:
            goal.agree(made)


VOIDING = {"goal.reworded": Decision.Void.REWORDED, "goal.closed": Decision.Void.CLOSED, "goal.merged": Decision.Void.CLOSED}  # fmt: skip


def hear(entry: Entry, noun: Any) -> None:
    """Other words, or an end, make void what is being asked: ballots are not carried over. A typing mistake that is mended
    changes nothing of what was asked: ballots stay, and the page shows what was mended."""
    if entry.verb not in VOIDING or not isinstance(noun, Goal):
        return
    for asked in Decision.objects.under_way().whole().about("goal", noun.pk):
        if entry.facts.get("typing"):
            _mend(asked, noun, entry)
        else:
            asked.end_void(VOIDING[entry.verb], by=None)


def _mend(asked: Decision, goal: Goal, entry: Entry) -> None:
    """Where the words in force were asked about, they are those that are mended; proposed ones stay as they are, and so
    does what is asked about a closing or a pivot."""
    if asked.effect:
        return
    before = goal.versions.filter(pk=entry.facts["before"]).values_list("number", flat=True).first()
    if asked.version_now == before:
        correct(asked, goal.version.number, goal.version.statement, by=goal.version.by)


def say(of: Decision, words: str, by: Person) -> dict[str, Any] | None:
    """Other words for a goal that is being asked about: a version that is not in force before it is agreed. What closes a
    goal, or pivots, has none: its words come from its form."""
    if of.kind != "goal" or of.effect:
        return None
    version = Goal.objects.get(pk=of.noun_id).propose(by=by, because=of.note, statement=words)
    return {"version": version.number, "words": version.statement}


__all__ = [
    "agreed",
    "anew",
    "candidates",
    "contradicted",
    "everybody",
    "hear",
    "is_needed",
    "newest",
    "over",
    "part",
    "put",
    "say",
    "short",
    "suggestion",
    "ways",
]
