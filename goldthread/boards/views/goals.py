"""Goals set, reworded, placed and let go where they stand on the vision board or the roadmap (`on`)."""

from collections.abc import Sequence
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from goldthread.chain import access as chain
from goldthread.chain import in_pivot
from goldthread.chain.models import Closing, Committed, Crossed, Goal, Level
from goldthread.kit import clock, pages
from goldthread.people import access as people
from goldthread.people.access import Ground

from .. import roadmaps, rules
from ..forms.board import GoalForm, LineForm, PlaceForm, sentence
from ..forms.roadmap import DateForm, LettingGoForm, NameForm, words_of
from . import answers


@require_POST
def set_goal(request: HttpRequest, organisation: str, product: str, on: str) -> HttpResponse:
    """Set a goal in its section; a need or business goal is a step towards the vision where there is one."""
    ground = people.product(request, organisation, product)
    ground.must("steer goals")
    form = GoalForm({"level": Level.PRODUCT_GOAL, **request.POST.dict()} if on == "roadmap" else request.POST)
    if not form.is_valid():
        return answers.refused(request, on, sentence(form))
    goal = Goal.set(ground.product, form.cleaned_data["level"], form.cleaned_data["text"], by=ground.person)  # type: ignore[arg-type]
    if goal.level in (Level.USER_GOAL, Level.BUSINESS_GOAL) and (vision := _only_vision(ground)):
        goal.tie(vision, by=ground.person)
    return answers.done(request, on)


@require_POST
def reword(request: HttpRequest, organisation: str, product: str, number: int, on: str) -> HttpResponse:
    """Put the statement in other words."""
    goal = chain.goal_to_steer(request, organisation, product, number)
    return _said(request, goal, LineForm(request.POST), on, "statement")


@require_POST
def name(request: HttpRequest, organisation: str, product: str, number: int) -> HttpResponse:
    """Name the release or version that meets the goal."""
    goal = chain.goal_to_steer(request, organisation, product, number)
    return _said(request, goal, NameForm(request.POST), "roadmap", "name")


@require_POST
def set_date(request: HttpRequest, organisation: str, product: str, number: int) -> HttpResponse:
    """By which day, or in which timeframe."""
    goal = chain.goal_to_steer(request, organisation, product, number)
    form = DateForm(request.POST)
    if not form.is_valid():
        return answers.refused(request, "roadmap", sentence(form))
    try:
        goal.reword(by=request.person, base=form.cleaned_data["base"], **words_of(form))  # type: ignore[attr-defined]
    except Crossed as crossed:
        mine = {name: request.POST.get(name, "") for name in ("due", "timeframe")}
        return answers.crossed_over(
            request, crossed.theirs, mine=mine, labels={name: str(form.fields[name].label) for name in mine}
        )
    return answers.done(request, "roadmap")


@require_POST
def place(request: HttpRequest, organisation: str, product: str, number: int, on: str) -> HttpResponse:
    """Put a goal before another one of its level; on the roadmap within what its date allows."""
    goal = chain.goal_to_steer(request, organisation, product, number)
    form = PlaceForm(request.POST)
    if not form.is_valid():
        return answers.done(request, on)
    if on == "roadmap":
        return _place_column(request, goal, **form.cleaned_data)
    goals = chain.goals_of(request.ground)  # type: ignore[attr-defined]
    order = list(goals.open().at_level(goal.level).in_order().values_list("pk", flat=True))
    before = rules.placed(order, goal.pk, **form.cleaned_data) if goal.pk in order else None
    goal.place(Goal.objects.filter(pk=before).first() if before else None, by=request.person)  # type: ignore[attr-defined]
    return answers.done(request, on)


@require_POST
def let_go(request: HttpRequest, organisation: str, product: str, number: int, on: str) -> HttpResponse:
    """Let a goal go; it can be brought back from where it stood."""
    goal = chain.goal_to_steer(request, organisation, product, number)
    return _close(request, goal, LettingGoForm(request.POST), on)


@require_http_methods(["GET", "HEAD", "POST"])
def let_column_go(request: HttpRequest, organisation: str, product: str, number: int) -> HttpResponse:
    """Let the goal of a column go, after a question: much hangs on it."""
    goal = chain.goal_to_steer(request, organisation, product, number)
    if request.method == "POST":
        return _close(request, goal, LettingGoForm(request.POST), "roadmap")
    return _ask(request, goal, LettingGoForm(), "roadmap")


@require_POST
def take_back(request: HttpRequest, organisation: str, product: str, number: int, on: str) -> HttpResponse:
    """Take the closing back."""
    goal = chain.goal_to_steer(request, organisation, product, number)
    goal.reopen(by=request.person)  # type: ignore[attr-defined]
    return answers.done(request, on)


def _close(request: HttpRequest, goal: Goal, form: LettingGoForm, on: str) -> HttpResponse:
    if not form.is_valid():
        return _ask(request, goal, form, on)
    try:
        goal.close(Closing.Result.LET_GO, by=request.person, learned=form.cleaned_data["learned"])  # type: ignore[attr-defined]
    except Committed:
        return in_pivot.lead(request, in_pivot.of_goal(request.ground, goal))  # type: ignore[attr-defined]
    slugs = (goal.organisation.slug, goal.product.slug)
    back = reverse(f"boards:{on}_goal_return", args=(*slugs, goal.number))
    return answers.removed(request, on, f"goal-{goal.number}", goal.version.statement, back)


def _said(request: HttpRequest, goal: Goal, form: LineForm | NameForm, on: str, field: str) -> HttpResponse:
    if not form.is_valid():
        return answers.refused(request, on, sentence(form))
    words = form.cleaned_data["text"]
    try:
        version = goal.reword(by=request.person, base=form.cleaned_data["base"], **{field: words})  # type: ignore[attr-defined]
    except Crossed as crossed:
        return answers.crossed(request, crossed.theirs, base_now=crossed.theirs.pk, field=field, text=words)
    return answers.said(request, on, version.pk)


def _place_column(request: HttpRequest, goal: Goal, to: str, before: int | None) -> HttpResponse:
    today = _today(request)
    columns = roadmaps.columns_of(request.ground, today)  # type: ignore[attr-defined]
    moved = next((one for one in columns if one.pk == goal.pk), None)
    if moved is None:
        return answers.done(request, "roadmap")
    others = [one for one in columns if one is not moved]
    wanted = rules.placed([one.pk for one in columns], goal.pk, to=to, before=before)
    next_to = next((one for one in others if one.pk == wanted), None)
    if not rules.may_stand_before(moved, next_to, others, today=today):
        return answers.refused(
            request,
            "roadmap",
            _("Columns stand in the order of their dates. To move “%(goal)s”, change its date.") % {"goal": goal},
        )
    goal.place(_peer(moved, next_to, others, today), by=request.person)  # type: ignore[attr-defined]
    return answers.done(request, "roadmap")


def _peer(
    moved: rules.Column, next_to: rules.Column | None, others: Sequence[rules.Column], today: date
) -> Goal | None:
    """The goal to stand before in rank: only among columns of one moment does rank decide."""
    if next_to is None or next_to.moment(today) != moved.moment(today):
        return None
    return Goal.objects.get(pk=next_to.pk)


def _ask(request: HttpRequest, goal: Goal, form: LettingGoForm, on: str) -> HttpResponse:
    request.view_name = on  # type: ignore[attr-defined]
    context = {"goal": goal, "form": form, "back": answers.page_url(request.ground, on)}  # type: ignore[attr-defined]
    status = 422 if form.errors else 200
    if pages.is_part(request):
        return pages.part(request, "boards/let_go.html", "inside", {**context, "in_dialog": True}, status)
    return pages.page(request, "boards/let_go.html", context, status)


def _only_vision(ground: Ground) -> Goal | None:
    visions = list(chain.goals_of(ground).open().at_level(Level.VISION)[:2])
    return visions[0] if len(visions) == 1 else None


def _today(request: HttpRequest) -> date:
    return clock.today(request.ground.organisation.time_zone)  # type: ignore[attr-defined]


__all__ = ["let_column_go", "let_go", "name", "place", "reword", "set_date", "set_goal", "take_back"]
