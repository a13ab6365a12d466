"""The sprint page: what each team set out to do now, its list, and what groups of stakeholders contribute."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from goldthread.chain import access as chain
from goldthread.chain import crossing
from goldthread.chain.models import Crossed, Goal, Level
from goldthread.kit import clock, pages
from goldthread.kit.text import tidy
from goldthread.people import access as people
from goldthread.people.models import Team

from .. import access, sprints
from ..forms.sprint import ContributionForm, EndingForm, SprintForm, SprintGoalForm, TaskForm, TrackerForm, next_sprint
from ..models import Sprint, Task, TrackerLink

PAGE = "boards/sprint.html"
LABELS = {
    "statement": gettext_lazy("Sprint goal"),
    "method": gettext_lazy("Method"),
    "how_we_know": gettext_lazy("How we know"),
}


@require_GET
def sprint(request: HttpRequest, organisation: str, product: str) -> HttpResponse:
    """Every team's running sprint and every group's contribution."""
    ground = people.product(request, organisation, product)
    return _show(request, ground)


@require_POST
def plan(request: HttpRequest, organisation: str, product: str, team: str) -> HttpResponse:
    """Plan the team's next sprint or week."""
    ground, of = _own_team(request, organisation, product, team, "set own sprint goal")
    form = SprintForm(request.POST, prefix=of.slug)
    if not form.is_valid():
        return _show(request, ground, bad={f"plan-{of.pk}": form})
    Sprint.plan(of, ground.product, by=ground.person, **form.cleaned_data)  # type: ignore[arg-type]
    return _done(request, ground)


@require_POST
def change(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """Other dates or another name for a sprint."""
    of = access.sprint_of_own_team(request, organisation, product, pk)
    form = SprintForm(request.POST, prefix=f"dates-{of.pk}")
    if not form.is_valid():
        return _show(request, request.ground, bad={f"dates-{of.pk}": form})  # type: ignore[attr-defined]
    of.change(by=request.ground.person, **form.cleaned_data)  # type: ignore[attr-defined]
    return _done(request, request.ground)  # type: ignore[attr-defined]


@require_POST
def goal(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """Set or reword the sprint's one goal, and tie it to a product goal."""
    of = access.sprint_of_own_team(request, organisation, product, pk)
    ground: people.Ground = request.ground  # type: ignore[attr-defined]
    form = SprintGoalForm(request.POST, product_goals=_product_goals(ground), auto_id=f"goal-{of.pk}-%s")
    if not form.is_valid():
        return _show(request, ground, bad={f"goal-{of.pk}": form})
    try:
        made = of.set_goal(by=ground.person, base=form.cleaned_data["base"], **form.words())
    except Crossed as crossed:
        return _crossed(request, form, crossed)
    if form.cleaned_data["parent"]:
        made.tie(
            chain.parent(ground, form.cleaned_data["parent"]), by=ground.person, because=form.cleaned_data["because"]
        )
    return _done(request, ground)


@require_POST
def end(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """End the sprint: met, partly met or missed, and what was learned."""
    of = access.sprint_of_own_team(request, organisation, product, pk)
    form = EndingForm(request.POST, has_goal=of.goal_id is not None, prefix=f"end-{of.pk}")
    if not form.is_valid():
        return _show(request, request.ground, bad={f"end-{of.pk}": form})  # type: ignore[attr-defined]
    of.end(by=request.ground.person, result=form.cleaned_data["result"], learned=tidy(form.cleaned_data["learned"]))  # type: ignore[attr-defined]
    return _done(request, request.ground)  # type: ignore[attr-defined]


@require_POST
def add_task(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    of = access.sprint_of_own_team(request, organisation, product, pk)
    form = TaskForm(request.POST, prefix=f"task-{of.pk}")
    if not form.is_valid():
        return _show(request, request.ground, bad={f"task-{of.pk}": form})  # type: ignore[attr-defined]
    Task.add(of, tidy(form.cleaned_data["text"]), by=request.ground.person)  # type: ignore[attr-defined]
    return _done(request, request.ground)  # type: ignore[attr-defined]


@require_POST
def move_task(request: HttpRequest, organisation: str, product: str, pk: int, task: int) -> HttpResponse:
    """Put a task into another column, before another task or last."""
    moved = access.task_of_own_team(request, organisation, product, pk, task)
    state = request.POST.get("state", "")
    if state not in Task.State.values:
        return HttpResponse(_("A task is to do, doing or done."), status=422)
    before = request.POST.get("before", "")
    neighbour = (
        Task.objects.filter(sprint=moved.sprint, pk=int(before), removed_at=None).first()
        if before.isascii() and before.isdigit() and len(before) < 19
        else None
    )
    moved.move(state, by=request.ground.person, before=neighbour)  # type: ignore[attr-defined]
    return _done(request, request.ground)  # type: ignore[attr-defined]


@require_POST
def remove_task(request: HttpRequest, organisation: str, product: str, pk: int, task: int) -> HttpResponse:
    access.task_of_own_team(request, organisation, product, pk, task).remove(by=request.ground.person)  # type: ignore[attr-defined]
    return _done(request, request.ground)  # type: ignore[attr-defined]


@require_POST
def link_tracker(request: HttpRequest, organisation: str, product: str, team: str) -> HttpResponse:
    """Link the team's own tracker; the plain list then gives way to it."""
    ground, of = _own_team(request, organisation, product, team, "set own sprint goal")
    form = TrackerForm(request.POST, prefix=f"tracker-{of.slug}")
    if not form.is_valid():
        return _show(request, ground, bad={f"tracker-{of.pk}": form})
    TrackerLink.link(of, by=ground.person, **form.cleaned_data)
    return _done(request, ground)


@require_POST
def unlink_tracker(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    ground = people.product(request, organisation, product)
    access.tracker_of_own_team(request, ground, pk).unlink(by=ground.person)
    return _done(request, ground)


@require_POST
def contribute(request: HttpRequest, organisation: str, product: str, team: str) -> HttpResponse:
    """Set the group's next contribution below a product goal."""
    ground, of = _own_team(request, organisation, product, team, "set own contribution")
    form = ContributionForm(
        request.POST,
        product_goals=_product_goals(ground),
        people=sprints.people_in(of),
        prefix=f"contribution-{of.slug}",
    )
    if not form.is_valid():
        return _show(request, ground, bad={f"contribution-{of.pk}": form})
    said = form.cleaned_data
    made = Goal.set(
        ground.the_product,
        Level.CONTRIBUTION,
        tidy(said["statement"]),
        by=ground.person,
        team_id=of.pk,
        owner_id=said["owner"],
        due=said["due"],
    )
    if said["parent"]:
        made.tie(chain.parent(ground, said["parent"]), by=ground.person, because=said["because"])
    return _done(request, ground)


def _own_team(
    request: HttpRequest, organisation: str, product: str, team: str, deed: str
) -> tuple[people.Ground, Team]:
    ground = people.product(request, organisation, product)
    of = people.team(ground, team)
    ground.must(deed, of.pk)
    return ground, of


def _product_goals(ground: people.Ground) -> list[dict[str, Any]]:
    goals = chain.goals_of(ground).open().at_level(Level.PRODUCT_GOAL).in_order()
    return [{"number": number, "statement": said} for number, said in goals.values_list("number", "version__statement")]


def _crossed(request: HttpRequest, form: SprintGoalForm, crossed: Crossed) -> HttpResponse:
    said = form.cleaned_data
    hidden = {"parent": str(said["parent"] or ""), "because": said["because"]}
    return crossing.answer(
        request,
        mine=form.words(),
        theirs=crossed.theirs,
        labels={name: str(label) for name, label in LABELS.items()},
        again=request.path,
        base_now=crossed.theirs.pk,
        hidden=hidden,
    )


def _done(request: HttpRequest, ground: people.Ground) -> HttpResponse:
    if pages.is_part(request):
        return _show(request, ground)
    return redirect("boards:sprint", ground.organisation.slug, ground.product.slug)  # type: ignore[union-attr]


def _show(request: HttpRequest, ground: people.Ground, bad: dict[str, Any] | None = None) -> HttpResponse:
    """The page or its part; `bad` holds forms that came back, as they were typed."""
    request.view_name = "sprint"  # type: ignore[attr-defined]
    today = clock.today(ground.organisation.time_zone)
    shown = sprints.desks(ground, today)
    context = {
        "desks": shown,
        "form": _Forms(shown, bad or {}),
        "stretch": sprints.stretch,
        "days_left": sprints.days_left,
        "states": Task.State.choices,
    }
    status = 422 if bad else 200
    if pages.is_part(request):
        return pages.part(request, PAGE, "sprints", context, status=status)
    return pages.page(request, PAGE, context, status=status)


class _Forms:
    """Forms of the page, made when the template asks: the one that came back as typed, or a fresh one."""

    def __init__(self, shown: sprints.Desks, bad: dict[str, Any]) -> None:
        self._shown, self.bad = shown, bad
        self._goals = [goal for goal in shown.thread.at(Level.PRODUCT_GOAL) if goal["state"] != "closed"]

    def plan(self, desk: sprints.Desk) -> SprintForm:
        initial = next_sprint(
            desk.last, weekly=desk.team.way == Team.Way.WEEKLY, weeks=desk.team.sprint_weeks, today=self._shown.today
        )
        return self.bad.get(f"plan-{desk.team.pk}") or SprintForm(prefix=desk.team.slug, initial=initial)

    def dates(self, of: Sprint) -> SprintForm:
        return self.bad.get(f"dates-{of.pk}") or SprintForm(
            prefix=f"dates-{of.pk}", initial={"name": of.name, "starts": of.starts, "ends": of.ends}
        )

    def goal(self, of: Sprint) -> SprintGoalForm:
        said = of.goal.version if of.goal else None
        initial = (
            {"statement": said.statement, "method": said.method, "how_we_know": said.how_we_know, "base": said.pk}
            if said
            else {}
        )
        if said is None and len(self._goals) == 1:
            initial["parent"] = self._goals[0]["number"]
        return self.bad.get(f"goal-{of.pk}") or SprintGoalForm(
            auto_id=f"goal-{of.pk}-%s", product_goals=self._goals, initial=initial
        )

    def end(self, of: Sprint) -> EndingForm:
        return self.bad.get(f"end-{of.pk}") or EndingForm(prefix=f"end-{of.pk}")

    def task(self, of: Sprint) -> TaskForm:
        return self.bad.get(f"task-{of.pk}") or TaskForm(prefix=f"task-{of.pk}")

    def tracker(self, team: Team) -> TrackerForm:
        return self.bad.get(f"tracker-{team.pk}") or TrackerForm(prefix=f"tracker-{team.slug}")

    def contribution(self, desk: sprints.Desk) -> ContributionForm:
        kept = self.bad.get(f"contribution-{desk.team.pk}")
        return kept or ContributionForm(
            prefix=f"contribution-{desk.team.slug}", product_goals=self._goals, people=desk.people
        )
