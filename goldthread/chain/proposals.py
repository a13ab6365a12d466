"""The goals that people propose, as their page shows them: open ones, those taken up, those answered “not now”."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import ngettext

from goldthread.kit import clock
from goldthread.kit.days import date_format
from goldthread.people.access import Ground
from goldthread.talk import following

from . import access, guide
from .forms.candidate import LEVELS, ProposeForm
from .models import Candidate, Level
from .new_goal import choices
from .snapshot import thread

ANSWERED_SHOWN = 100


def page(ground: Ground) -> dict[str, Any]:
    """All that the page shows, in two queries and one for what this person follows."""
    own = access.candidates_in_sight(ground)
    whole = own.select_related(
        "by", "parent__version", "parent__product", "answer__by", "answer__goal__version", "answer__goal__product"
    )
    waiting = [_shown(ground, one) for one in whole.open().order_by("at", "pk")]
    answered = [
        _shown(ground, one) for one in whole.exclude(answer=None).order_by("-answer__at", "-pk")[:ANSWERED_SHOWN]
    ]
    follows = following.followed(ground.person, ground.organisation.pk, "goal")
    for one in answered:
        if goal := one["goal"]:
            goal["follow"] = following.button_of(ground, "goal", goal["id"], is_followed=goal["id"] in follows)
    return {
        "address": reverse("chain:candidates", args=_slugs(ground)),
        "product_id": ground.the_product.pk,
        "waiting": waiting,
        "taken_up": [one for one in answered if one["goal"]],
        "declined": [one for one in answered if not one["goal"]],
        "may_answer": ground.may("answer candidates"),
        "may_propose": ground.may("propose"),
        "may_steer": ground.may("steer goals"),
    }


def form(request: HttpRequest, typed: Any = None) -> ProposeForm:
    """The form, beginning with `?level=`, `?statement=` and `?parent=` of the address."""
    ground = request.ground  # type: ignore[attr-defined]
    asked = request.GET.get("level", "")
    level = asked if asked in dict(LEVELS) else Level.PRODUCT_GOAL
    made = thread(
        ground.the_product, hidden=access.hidden(ground), today=clock.today(ground.organisation.time_zone), loose=False
    )
    begun = {name: request.GET.get(name, "") for name in ("statement", "parent")}
    return ProposeForm(typed, choices=choices(made, level), initial={"level": level, **begun})


def propose(ground: Ground, form: ProposeForm) -> Candidate:
    """Propose what the form says."""
    given: dict[str, Any] = form.cleaned_data
    parent = access.parent(ground, given["parent"]) if given["parent"] else None
    words = {name: given[name] for name in ("level", "why")}
    return Candidate.propose(ground.the_product, given["statement"], by=ground.person, parent=parent, **words)


def context(form: ProposeForm) -> dict[str, Any]:
    return {"form": form, "levels": guide.about_levels()}


def in_map_head(request: HttpRequest, ground: Ground) -> dict[str, Any]:
    """For the head of the map: how many goals wait for an answer, and the way there. One query."""
    count = access.candidates_in_sight(ground).open().count()
    words = ngettext("%(count)s candidate", "%(count)s candidates", count) % {"count": count}
    return {"label": words, "count": count, "url": reverse("chain:candidates", args=_slugs(ground))}


def _slugs(ground: Ground) -> tuple[str, str]:
    return ground.organisation.slug, ground.the_product.slug


def _shown(ground: Ground, one: Candidate) -> dict[str, Any]:
    answer = getattr(one, "answer", None)
    deeds = {
        name: reverse(f"chain:{name}", args=[*_slugs(ground), one.pk]) for name in ("taking_up", "declining", "opening")
    }
    return {
        "id": one.pk,
        "statement": one.statement,
        "level_label": one.get_level_display(),
        "why": one.why,
        "face": one.by.face,
        "when": date_format(localtime(one.at), "j M Y"),
        "parent": _goal(ground, one.parent) if one.parent and one.parent_id not in access.hidden(ground) else None,
        "goal": _goal(ground, answer.goal) if answer and answer.goal else None,
        "because": answer.because if answer else "",
        "answered_by": answer.by.face if answer else None,
        "answered_when": date_format(localtime(answer.at), "j M Y") if answer else "",
        **deeds,
    }


def _goal(ground: Ground, goal: Any) -> dict[str, Any]:
    return {
        "id": goal.pk,
        "statement": str(goal),
        "address": reverse("chain:goal", args=[ground.organisation.slug, goal.product.slug, goal.number]),
    }
