"""The doors of workshops: who passes which, and the rows that stand behind them."""

from functools import cache
from typing import Any

from .table import MEMBERS, STEERING, both, reading, writing

INVITED = frozenset({"ada", "bo", "cy", "di"})
SEATED = INVITED | {"fay"}
LEADING = frozenset({"fay"})
# Who sees the product and is no guest by link.
ALL = MEMBERS


def convened(crew: Any, template: str = "strategizing", level: str = "user_goal") -> int:
    """A workshop to come, a strategizing one if nothing else is said, led by the facilitator; product person, leader, team member and stakeholder are invited.

    About the vision of a product one question is open at a time: of the many meetings of these doors each begins with a goal
    of its own, if no other level is said.
    """
    from datetime import timedelta

    from goldthread.kit import clock
    from goldthread.workshops import convening
    from goldthread.workshops.agendas import BY_NAME
    from goldthread.workshops.models import Item

    plan = convening.Plan(
        title="Where to next?",
        starts_at=clock.now() + timedelta(days=1),
        facilitator=crew.fay,
        invited={crew.ada: True, crew.bo: False, crew.cy: True, crew.di: False},
        rule={"name": "unanimity"},
        fallback="decide_after_hearing",
        decider=crew.ada,
    )
    made = convening.convene(crew.product, BY_NAME[template], plan, by=crew.ada)
    Item.objects.filter(workshop=made, level="vision").update(level=level)
    return made.pk


def item(crew: Any) -> int:
    from goldthread.workshops.models import Item

    return Item.objects.get(workshop=convened(crew), number=1).pk


def begun(crew: Any, level: str = "user_goal") -> Any:
    """The same, begun: all who are invited have a seat and promised the rules."""
    from goldthread.workshops import course, seating
    from goldthread.workshops.models import Workshop

    made = Workshop.objects.get(pk=convened(crew, level=level))
    course.begin(made, by=crew.fay)
    for one in sorted(SEATED):
        seating.arrive(made, crew.people[one])
        seating.promise(made.held(), crew.people[one])
    return made.held()


@cache
def at(kind: str, level: str = "user_goal") -> Any:
    """The same in a phase of this kind, of the first item."""

    def found(crew: Any) -> int:
        from goldthread.workshops import convening, course
        from goldthread.workshops.models import Workshop

        now = begun(crew, level)
        while now.phase.kind != kind:
            if now.phase.kind == "write":
                now.seats.get(person=crew.cy).write("Sleep better")
            if now.phase.kind == "draft":
                convening.draft(now.item, "People sleep better", by=crew.ada)
            if now.phase.kind == "agree":
                for voter in now.item.decision.voters.all():
                    now.item.decision.cast(voter, _support())
            course.advance(now, by=crew.fay, leaving=now.phase_id, passing_over=True)
            now = Workshop.objects.select_related("phase__item__decision").get(pk=now.pk).held()
        return int(now.pk)

    return found


def _support() -> Any:
    from goldthread.decisions.models import Vote

    return Vote("support", 7)


def about_a_sprint(template: str) -> Any:
    """A meeting about the sprint of Cy's team, in which people talk about its last topic."""

    def found(crew: Any) -> int:
        from goldthread.workshops import course, seating
        from goldthread.workshops.models import Workshop

        made = Workshop.objects.get(pk=convened(crew, template))
        last = made.items.order_by("number").last()
        course.begin(made, by=crew.fay)
        for one in sorted(SEATED):
            seating.arrive(made, crew.people[one])
            seating.promise(made.held(), crew.people[one])
        phase = made.phases.get(item=last, kind="discuss")
        Workshop.objects.filter(pk=made.pk).update(phase=phase)
        return int(made.pk)

    return found


def over_days(crew: Any) -> int:
    """The same over days, while people discuss the first item in writing."""
    from goldthread.workshops.models import Workshop
    from goldthread.workshops.planning import days

    made = Workshop.objects.get(pk=at("discuss")(crew))
    days.lay(made, 2)
    return int(made.pk)


def leaving(crew: Any) -> str:
    from goldthread.workshops.models import Workshop

    return str(Workshop.objects.latest("pk").phase_id)


def agreed(crew: Any, level: str = "user_goal") -> int:
    """In the phase in which the first item was just agreed on."""
    from goldthread.workshops.models import Workshop

    now = Workshop.objects.get(pk=at("agree", level)(crew)).held()
    for voter in now.item.decision.voters.all():
        now.item.decision.cast(voter, _support())
    return int(now.pk)


def seat(crew: Any) -> int:
    from goldthread.workshops.models import Workshop

    return Workshop.objects.latest("pk").seats.get(person=crew.di).pk


def card(crew: Any) -> str:
    from goldthread.workshops.models import Card

    return str(Card.objects.latest("item_id").pk)


def cluster(crew: Any) -> str:
    from goldthread.workshops.models import Card

    one = Card.objects.latest("item_id")
    if one.cluster is None:
        other = Card.objects.create(organisation_id=one.organisation_id, item=one.item, words="Rest")
        other.group_with(one)
        one.refresh_from_db()
    return str(one.cluster_id)


@cache
def turned_over(rule: str = "unanimity", fallback: str = "decide_after_hearing", rounds: int = 1) -> Any:
    """In the phase in which all votes lie open and Cy is against it: under this rule, in the first of so many rounds."""

    def found(crew: Any) -> int:
        from goldthread.decisions.models import Vote
        from goldthread.workshops import convening, course
        from goldthread.workshops.models import Item, Workshop

        now = Workshop.objects.get(pk=at("draft")(crew)).held()
        Item.objects.filter(workshop=now).update(rule={"name": rule}, max_rounds=rounds, fallback=fallback)
        convening.draft(now.item, "People sleep", by=crew.ada)
        now = now.held()
        course.advance(now, by=crew.fay, leaving=now.phase_id, passing_over=True)
        asked = now.held().item.decision
        for voter in asked.voters.all():
            against = voter.person_id == crew.cy.pk
            asked.cast(voter, Vote("object", 2, "It is too vague") if against else _support())
        return int(now.pk)

    return found


def cut_off(crew: Any) -> int:
    """While people write, whoever leads was not heard of for a minute."""
    from goldthread.workshops.models import Workshop

    pk = at("write")(crew)
    Workshop.objects.get(pk=pk).pause(by=None, because=Workshop.Pause.AWAY)
    return int(pk)


def concern(crew: Any) -> int:
    from goldthread.decisions.models import Concern

    return Concern.objects.latest("pk").pk


def objection(crew: Any) -> int:
    from goldthread.decisions.models import Objection

    return Objection.objects.latest("pk").pk


ONE = {"pk": convened}
WRITING, REVEALED, TALKING, DRAFTING = (
    {"pk": at("write")},
    {"pk": at("reveal")},
    {"pk": at("discuss")},
    {"pk": at("draft")},
)
WORKSHOPS = {
    "workshops:all": reading(ALL),
    "workshops:new": both(STEERING, STEERING, {"title": ""}),
    "workshops:room": reading(ALL, **ONE),
    "workshops:joining": reading(ALL, **ONE),
    "workshops:square": reading(ALL, **ONE),
    "workshops:calendar": reading(ALL, **ONE),
    "workshops:table": reading(SEATED, pk=at("write")),
    "workshops:lying": reading(SEATED, pk=at("draft")),
    "workshops:mine": reading(SEATED, pk=at("write")),
    "workshops:projector": reading(SEATED, pk=at("write")),
    "workshops:lead": reading(LEADING, pk=at("write")),
    "workshops:seat": writing(ALL, **ONE),
    "workshops:absence": writing(SEATED, **WRITING),
    "workshops:promise": writing(SEATED, pk=at("ground_rules")),
    "workshops:readiness": writing(SEATED, **WRITING),
    "workshops:cards": writing(SEATED, {"words": "Sleep better"}, **WRITING),
    "workshops:grouping": writing(SEATED, {"card": card}, **REVEALED),
    "workshops:titles": writing(SEATED, {"cluster": cluster, "title": "Rest"}, **REVEALED),
    "workshops:turn": writing(SEATED, **TALKING),
    "workshops:wording": writing(SEATED, {"words": "People sleep"}, **DRAFTING),
    "workshops:ballot": writing(SEATED, {"position": "support"}, pk=at("agree")),
    "workshops:guests": writing(LEADING | {"ada"}, **ONE),
    "workshops:guest_room": reading(SEATED, pk=at("write")),
    "workshops:written": both(SEATED, SEATED, {"words": "I see it so"}, pk=over_days),
    "workshops:carry": reading(SEATED, **TALKING),
    "workshops:actions": writing(SEATED, {"words": "Ask"}, **TALKING),
    "workshops:scoring": writing(
        frozenset({"cy"}), {"result": "met", "learned": ""}, pk=about_a_sprint("sprint_review")
    ),
    "workshops:list": writing(frozenset({"cy"}), pk=about_a_sprint("refinement")),
    "workshops:deciding": reading(SEATED, pk=turned_over()),
    "workshops:choice": writing(
        frozenset({"ada"}), {"choice-choice": "reject", "choice-rationale": "It is too early"}, pk=turned_over()
    ),
    "workshops:concern": writing(
        frozenset({"ada"}), {"answer": "declined", "why": "Not now"}, pk=turned_over(), concern=concern
    ),
    "workshops:objection": writing(
        frozenset({"ada", "bo", "di"}), {"what": "yes"}, pk=turned_over("consent"), objection=objection
    ),
    "workshops:confirmation": writing(SEATED, pk=at("record")),
    "workshops:answer": writing(SEATED, {"heard": "4", "worth": "5"}, pk=at("closing")),
    "workshops:beginning": writing(LEADING, **ONE),
    "workshops:advance": writing(LEADING, {"leaving": leaving, "anyway": "1"}, **WRITING),
    "workshops:way_back": writing(LEADING, {"leaving": leaving}, **DRAFTING),
    "workshops:time": writing(LEADING, **WRITING),
    "workshops:pause": writing(LEADING, **WRITING),
    "workshops:resumption": writing(LEADING, **WRITING),
    "workshops:speaker": writing(LEADING, **TALKING),
    "workshops:reveal": writing(LEADING, pk=at("agree")),
    "workshops:seat_absence": writing(LEADING, pk=at("write"), seat=seat),
    "workshops:seat_leading": writing(LEADING, pk=at("write"), seat=seat),
    "workshops:handover": writing(LEADING, **WRITING),
    "workshops:standing_in": both(SEATED, INVITED, {"seat": seat}, pk=cut_off),
    "workshops:another": writing(LEADING, pk=agreed),
    "workshops:ending": writing(LEADING, **WRITING),
    "workshops:presence": writing(LEADING, **WRITING),
}
