"""What is carried out of the room while the meeting goes on: actions, tasks of the sprint, how its goal came out."""

from typing import Any

from django.db import transaction

from goldthread.boards.forms.sprint import EndingForm
from goldthread.boards.models import Sprint, Task
from goldthread.chain.models import Goal, KeyResult, NamedPerson
from goldthread.kit.days import date_format
from goldthread.people.models import Person
from goldthread.people.models import Seat as TeamSeat
from goldthread.talk.models import Action

from .forms.minutes import ActionForm
from .minutes import becoming
from .models import Matter, Seat, Workshop

# On which topic of a template something is written to the sprint: the last one, where it was talked about before.
SCORED, LISTED = ("sprint_review",), ("refinement",)


def offered(of: Workshop, seat: Seat) -> dict[str, Any]:
    """For one's own part while people talk: taking something on, and for the team what goes to its sprint. Three queries at most."""
    sprint = sprint_on_table(of)
    is_own = sprint is not None and TeamSeat.objects.filter(team=sprint.team_id, person=seat.person_id).exists()
    return {
        "acting": acting(of, seat),
        "scoring": ending_form(sprint) if sprint is not None and is_own and of.template in SCORED else None,
        "listing": is_own and of.template in LISTED,
    }


def sprint_on_table(of: Workshop) -> Sprint | None:
    """The sprint that the topic on the table is about, where its team writes to it from there and it is not over."""
    if of.item is None or of.template not in (*SCORED, *LISTED):
        return None
    found = Matter.objects.filter(item=of.item, kind=Matter.Kind.SPRINT).values_list("noun_id", flat=True).first()
    if of.items.filter(number__gt=of.item.number).exists():
        return None
    return Sprint.objects.filter(pk=found, product=of.product_id, ended_at=None).first() if found else None


def ending_form(sprint: Sprint, typed: Any = None) -> EndingForm:
    return EndingForm(typed, has_goal=sprint.goal_id is not None)


def acting(of: Workshop, seat: Seat, typed: Any = None) -> ActionForm | None:
    """Taking something on; whoever leads names others too. None for guests by link: what has a name on it waits on a page of theirs."""
    if seat.person.email is None:
        return None
    others = of.seats.present().exclude(person__email=None).select_related("person").order_by("person__name")
    people = [one.person for one in others] if seat.leads else [seat.person]
    return ActionForm(typed, people=people, initial={"owner": str(seat.person_id)})


def within(of: Workshop) -> KeyResult | Goal | None:
    """On whose page stands what is taken on in this meeting, so that nobody sees it who does not see that: the key result or
    the goal on the table, else the only goal that the meeting is about."""
    matter = Matter.objects.filter(item=of.item, kind=Matter.Kind.KEY_RESULT).first() if of.item else None
    if matter is not None:
        return KeyResult.objects.filter(pk=matter.noun_id).select_related("goal").first()
    if of.item is not None and of.item.goal_id:
        return of.item.goal
    goals = list(Goal.objects.filter(pk__in=of.items.values("goal"))[:2])
    return goals[0] if len(goals) == 1 else None


def taken_on(of: Workshop) -> list[dict[str, str]]:
    """What was taken on in this meeting. One query."""
    return [_line(one) for one in actions_of([of.pk], of.organisation_id).order_by("pk")]


def still_open(of: Workshop) -> list[dict[str, str]]:
    """What was taken on in earlier meetings of this kind and is not done yet: it comes back in this one, but what belongs to a
    goal that only some see, unless this meeting is about it. Two queries."""
    kept = NamedPerson.objects.filter(goal__product=of.product_id).exclude(
        goal__in=of.items.exclude(goal=None).values("goal")
    )
    earlier = Workshop.objects.filter(product=of.product_id, template=of.template, starts_at__lt=of.starts_at)
    ids = list(earlier.exclude(pk=of.pk).values_list("pk", flat=True))
    rows = actions_of(ids, of.organisation_id).filter(ended_at=None).exclude(goal_id__in=kept.values("goal"))
    return [_line(one) for one in rows.order_by("due", "pk")]


def actions_of(meetings: list[int], organisation_id: int) -> Any:
    rows = Action.objects.filter(organisation_id=organisation_id, kind="workshop", noun_id__in=meetings)
    return rows.select_related("owner")


def _line(one: Action) -> dict[str, str]:
    return {"words": one.words, "owner": one.owner.name, "due": date_format(one.due, "j M") if one.due else ""}


@transaction.atomic
def list_cards(of: Workshop, sprint: Sprint, *, by: Person) -> list[Task]:
    """Put what the cards on the table say on the list of the sprint: of cards that were laid together their title."""
    if of.item is None:
        return []
    cards = list(of.item.root.cards.select_related("cluster"))
    for one in cards:
        if one.cluster is not None and one.cluster.title:
            one.words = one.cluster.title
    first = {one.words: one for one in cards}
    return [becoming.task(one, sprint, by=by) for one in first.values()]
