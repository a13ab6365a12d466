"""What the sprint page shows, read in a fixed number of queries: each team with its sprint, its tasks and its last sprints."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count

from goldthread.chain import access as chain
from goldthread.chain.snapshot import Card, Thread, thread
from goldthread.kit.days import date_format
from goldthread.people.access import Ground
from goldthread.people.models import Person, Seat, Team
from goldthread.talk.models import Comment

from .models import Sprint, Task, TrackerLink

EARLIER_SHOWN = 4


@dataclass
class Desk:
    """One team's part of the page."""

    team: Team
    may_set: bool
    current: Sprint | None = None
    upcoming: list[Sprint] = field(default_factory=list)
    earlier: list[Sprint] = field(default_factory=list)
    goal: Card | None = None
    parents: list[Card] = field(default_factory=list)
    tasks: dict[str, list[Task]] = field(default_factory=dict)
    trackers: list[TrackerLink] = field(default_factory=list)
    contributions: list[Card] = field(default_factory=list)
    people: list[tuple[int, str]] = field(default_factory=list)

    @property
    def last(self) -> Sprint | None:
        known = [*self.earlier, *([self.current] if self.current else []), *self.upcoming]
        return max(known, key=lambda sprint: sprint.ends, default=None)


@dataclass
class Desks:
    """The whole page: desks of teams that work in sprints or weeks, then groups with contributions."""

    teams: list[Desk]
    groups: list[Desk]
    thread: Thread
    comments: dict[int, int]
    today: date

    def desk(self, team_id: int) -> Desk | None:
        return next((one for one in (*self.teams, *self.groups) if one.team.pk == team_id), None)


def desks(ground: Ground, today: date) -> Desks:
    """Read the page for a product; one's own teams come first."""
    whole = thread(ground.the_product, hidden=chain.hidden(ground), today=today, loose=False)
    teams = list(Team.objects.filter(organisation=ground.organisation, products=ground.product).order_by("name", "pk"))
    teams.sort(key=lambda team: team.pk not in ground.footing.teams)
    made = {team.pk: Desk(team, ground.may(_deed(team), team.pk)) for team in teams}
    _seat_sprints(made, ground, whole, today)
    _seat_tasks(made, ground)
    for seat in (
        Seat.objects.filter(organisation=ground.organisation, team__in=made)
        .order_by("person__name")
        .values("team_id", "person_id", "person__name")
    ):
        made[seat["team_id"]].people.append((seat["person_id"], seat["person__name"]))
    for goal in whole.at("contribution"):
        if goal["team_id"] in made:
            made[goal["team_id"]].contributions.append(goal)
    groups = [one for one in made.values() if one.team.way == Team.Way.CONTRIBUTIONS]
    return Desks([one for one in made.values() if one not in groups], groups, whole, _comments(ground, whole), today)


def _deed(team: Team) -> str:
    return "set own contribution" if team.way == Team.Way.CONTRIBUTIONS else "set own sprint goal"


def _seat_sprints(made: dict[int, Desk], ground: Ground, whole: Thread, today: date) -> None:
    sprints = (
        Sprint.objects.filter(product=ground.product, team__in=made)
        .select_related("goal__version", "goal__closing")
        .order_by("-starts", "-pk")
    )
    kept = chain.hidden(ground)
    for sprint in [one for one in sprints[: 40 * max(1, len(made))] if one.goal_id not in kept]:
        desk = made[sprint.team_id]
        sprint.team = desk.team
        if sprint.ended_at is None and sprint.starts > today:
            desk.upcoming.insert(0, sprint)
        elif sprint.ended_at is None and desk.current is None:
            desk.current = sprint
        elif len(desk.earlier) < EARLIER_SHOWN:
            desk.earlier.append(sprint)
    for desk in made.values():
        if desk.current and desk.current.goal_id:
            desk.goal = whole.by_id.get(desk.current.goal_id)
            desk.parents = whole.parents_of(desk.goal) if desk.goal else []


def _seat_tasks(made: dict[int, Desk], ground: Ground) -> None:
    current = {desk.current.pk: desk for desk in made.values() if desk.current}
    for task in Task.objects.filter(sprint__in=current, removed_at=None).order_by("rank", "pk"):
        current[task.sprint_id].tasks.setdefault(task.state, []).append(task)
    for link in TrackerLink.objects.filter(organisation=ground.organisation, team__in=made, unlinked_at=None).order_by(
        "pk"
    ):
        made[link.team_id].trackers.append(link)


def _comments(ground: Ground, whole: Thread) -> dict[int, int]:
    shown = [goal["id"] for goal in whole.at("sprint_goal", "contribution")]
    counted = Comment.objects.filter(
        organisation=ground.organisation, kind="goal", noun_id__in=shown, taken_back_at=None
    )
    return dict(counted.values_list("noun_id").annotate(Count("pk")))


def people_in(team: Team) -> list[tuple[int, str]]:
    """The people with a seat in a team, as choices."""
    return list(Person.objects.filter(seats__team=team).order_by("name").values_list("pk", "name"))


def stretch(sprint: Sprint) -> str:
    """The dates of a sprint for a narrow place: "9 – 22 Nov"."""
    same = (sprint.starts.year, sprint.starts.month) == (sprint.ends.year, sprint.ends.month)
    return f"{date_format(sprint.starts, 'j' if same else 'j M')} – {date_format(sprint.ends, 'j M')}"


def days_left(sprint: Sprint, today: date) -> int:
    """Days after today until the sprint ends; below 0 when it is over."""
    return (sprint.ends - today).days


__all__ = ["Desk", "Desks", "days_left", "desks", "people_in", "stretch"]
