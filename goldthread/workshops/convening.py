"""Convening a workshop from a template: its agenda as rows, and seats for those who are invited."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.text import capfirst

from goldthread.boards.models import Sprint
from goldthread.chain.effects import Effect
from goldthread.chain.models import Goal, Level
from goldthread.decisions.models import Voter
from goldthread.journal.record import record
from goldthread.people.models import Involvement, Person, Product

from . import guests, matters
from .agendas import GROUND_RULES, Agenda, Planned
from .models import GroundRules, Item, Matter, Phase, Refused, Seat, Wording, Workshop
from .rules import Kind

Role = Involvement.Role
# As what somebody sits in a workshop, by the first of their involvements that is listed here.
GROUPS = {
    Role.PRODUCT_PERSON: Voter.Group.PRODUCT_PERSON,
    Role.LEADER: Voter.Group.LEADERS,
    Role.TEAM_MEMBER: Voter.Group.TEAM,
    Role.STAKEHOLDER: Voter.Group.STAKEHOLDERS,
}
WATCHING = {Role.OBSERVER, Role.FACILITATOR}


@dataclass(frozen=True)
class Plan:
    """What is announced with a workshop. `invited`: each person with whether their word is needed; `rule` as decisions reads it."""

    title: str
    starts_at: datetime
    facilitator: Person
    invited: Mapping[Person, bool]
    rule: Mapping[str, Any]
    leading: Iterable[Person] = ()
    max_rounds: int = 3
    fallback: str = ""
    decider: Person | None = None
    goal: Goal | None = None
    # What becomes of the goal, where that is asked.
    effect: Effect | None = None
    # Other words than the goal has, to begin with.
    words: str = ""
    ground_rules: str = ""
    sprint: Sprint | None = None


@transaction.atomic
def convene(product: Product, agenda: Agenda, plan: Plan, *, by: Person) -> Workshop:
    """A workshop to come. Raises Refused for an agenda about a goal without one."""
    if agenda.about_a_goal and plan.goal is None:
        raise Refused("no_goal")
    agenda = matters.filled(product, agenda, plan.sprint)
    made = Workshop.objects.create(
        organisation_id=product.organisation_id,
        product=product,
        template=agenda.made_from or agenda.name,
        title=plan.title,
        starts_at=plan.starts_at,
        minutes=agenda.minutes,
        facilitator=plan.facilitator,
        convened_by=by,
        ground_rules=GroundRules.say(product, plan.ground_rules or _rules_now(product), by=by),
        seed=Workshop.new_seed(),
    )
    _lay_out(made, agenda, plan, by)
    for person in {plan.facilitator, *plan.leading, *plan.invited}:
        leads = person == plan.facilitator or person in set(plan.leading)
        seat(made, person, leads=leads, is_required=plan.invited.get(person, False))
    record(by, "workshop.convened", made, template=agenda.name, lasts=agenda.minutes)
    return made


def _rules_now(product: Product) -> str:
    known = GroundRules.of(product)
    return known.words if known else str(GROUND_RULES)


def _lay_out(workshop: Workshop, agenda: Agenda, plan: Plan, by: Person) -> None:
    """The agenda as rows, in the language of whoever convenes; they can change every line."""
    planned: list[tuple[Planned, Item | None]] = [(one, None) for one in agenda.opening]
    for number, topic in enumerate(agenda.topics, start=1):
        goal = topic.goal or plan.goal
        item = Item.objects.create(
            organisation_id=workshop.organisation_id,
            workshop=workshop,
            number=number,
            level=topic.level or (goal.level if goal else ""),
            title=str(topic.title) or (capfirst(goal.version.get_level_display()) if goal else ""),
            prompt=str(topic.prompt),
            goal=goal,
            rule=dict(plan.rule),
            max_rounds=plan.max_rounds,
            fallback=plan.fallback,
            decider=plan.decider,
            effect=vars(plan.effect) if plan.effect else None,
        )
        if goal is not None:
            draft(item, plan.effect.words if plan.effect else plan.words or goal.version.statement, by=by)
        if topic.matter is not None:
            kind, noun_id = topic.matter
            Matter.objects.create(organisation_id=workshop.organisation_id, item=item, kind=kind, noun_id=noun_id)
        # Words that come from a form of their own are talked about and not changed.
        planned += [(one, item) for one in topic.phases if not (plan.effect and one.kind == Kind.DRAFT)]
    planned += [(one, None) for one in agenda.ending]
    Phase.objects.bulk_create(
        Phase(
            organisation_id=workshop.organisation_id, workshop=workshop, place=place, item=item, kind=one.kind,
            minutes=one.minutes, prompt=str(one.prompt) or (item.prompt if item and one.kind == Kind.WRITE else ""),
        )
        for place, (one, item) in enumerate(planned)
    )  # fmt: skip


def seat(workshop: Workshop, person: Person, *, leads: bool = False, is_required: bool = False) -> Seat:
    """A seat for somebody, as what they are in the product; their own where they have one."""
    roles = set(Involvement.objects.filter(product=workshop.product_id, person=person).values_list("role", flat=True))
    others = Voter.Group.STAKEHOLDERS if guests.came_by_link(person) else Voter.Group.OTHERS
    group = next((of for role, of in GROUPS.items() if role in roles), others)
    said = {
        "organisation_id": workshop.organisation_id,
        "group": group,
        "leads": leads,
        "is_required": is_required,
        "is_senior": Role.LEADER in roles,
        # Who only leads the discussion, or watches, has no say in what is decided.
        "votes": is_required or not (guests.came_by_link(person) or (roles and roles <= WATCHING)),
    }
    return Seat.objects.get_or_create(workshop=workshop, person=person, defaults=said)[0]


def begin_with_vision(item: Item, *, by: Person) -> None:
    """A product has one vision: what is agreed on about it words anew the one that holds, and begins with its words.

    Looked up when its turn comes, and not when people are invited: between the two it may have been set, or changed.
    """
    if item.level != Level.VISION or item.goal_id or item.decision_id or item.wordings.exists():
        return
    vision = matters.vision_of(item.workshop.product)
    if vision is not None:
        item.goal = vision
        item.save(update_fields=["goal"])
        draft(item, vision.version.statement, by=by)


def draft(item: Item, words: str, *, by: Person) -> Wording:
    """Put other words on the table; the same words as now are no new draft."""
    now = item.wordings.order_by("-number").first()
    if now is not None and now.words == words:
        return now
    number = now.number + 1 if now else 1
    return Wording.objects.create(organisation_id=item.organisation_id, item=item, number=number, words=words, by=by)
