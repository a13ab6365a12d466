from functools import partial
from typing import Any

from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


def _address(name: str, *slugs: str) -> str:
    return reverse(f"chain:{name}", args=slugs)


class ChainConfig(AppConfig):
    name = "goldthread.chain"

    def ready(self) -> None:
        from goldthread.kit import registry

        from . import access, agreeing, as_one, askings, chances, owed, proposals, taken_away, tasks
        from .models import NamedPerson
        from .sources import page as sources

        registry.noun(
            "goal",
            fetch=access.goal_by_id,
            label=str,
            link=lambda goal: reverse("chain:goal", args=[goal.organisation.slug, goal.product.slug, goal.number]),
            topics=lambda goal: (f"goal-{goal.pk}",),
        )
        registry.topic("goal", access.sees_goal)
        registry.noun(
            "keyresult",
            fetch=access.key_result_by_id,
            label=str,
            link=lambda one: reverse(
                "chain:key_result", args=[one.goal.organisation.slug, one.goal.product.slug, one.goal.number, one.pk]
            ),
            topics=lambda one: (f"keyresult-{one.pk}", f"goal-{one.goal_id}"),
            within=lambda one: one.goal,
        )
        registry.topic("keyresult", access.sees_key_result)
        registry.when("recorded", chances.hear)
        registry.tending("chances", 900, tasks.say_again)
        registry.when("recorded", agreeing.hear)
        registry.when("agreed", agreeing.agreed)
        registry.slot("question.beside", taken_away.at_ballot)
        registry.when("recorded", as_one.hear)
        registry.slot("canvass.settles", as_one.settles)
        registry.slot("canvass.onward", askings.onward)
        registry.slot("together.deeds", askings.deeds)
        registry.when("leaving", NamedPerson.hand_on)
        for name, rank, source in owed.SOURCES:
            registry.owed(name, rank, source)
        registry.place(
            "thread",
            label=_("Thread"),
            icon="git-commit-horizontal",
            rank=20,
            url=lambda *slugs: reverse("chain:map", args=slugs),
        )
        for name, label, rank in (("map", _("Map"), 10), ("list", _("List"), 60)):
            registry.view(name, label=label, rank=rank, url=partial(_address, name), looks_back=True)
        registry.view(
            "candidates", label=_("Candidates"), rank=90, url=lambda *slugs: reverse("chain:candidates", args=slugs)
        )
        registry.view("metrics", label=_("Metrics"), rank=80, url=_metrics)
        registry.slot("map.head", proposals.in_map_head)
        registry.slot("metric.page", sources.part)
        for setting in (_rules_of_the_thread, _periods):
            registry.slot("organisation.settings", setting)
        _say_who_sees()
        _bring_what_is_agreed()


def _bring_what_is_agreed() -> None:
    """For agreements, which know no goals: their words, what they do besides, and what became of that."""
    from goldthread.kit import registry

    from . import agreeing, effects, undone

    registry.slot("agreement.anew", agreeing.anew)
    registry.slot("agreements.over", agreeing.over)
    registry.slot("question.words", agreeing.say)
    registry.slot("agreement.effects", effects.close)
    registry.slot("agreement.carried_out", undone.part)


def _say_who_sees() -> None:
    """For packages below, which know no goals: which of them somebody does not see, and what the others say."""
    from goldthread.kit import registry

    from . import access

    registry.slot("goals.hidden_from", access.hidden_from)
    registry.slot("goals.hidden", access.hidden)
    registry.slot("goals.told", access.told)


def _metrics(organisation: str, product: str) -> str:
    """The library: metrics are the organisation's."""
    return reverse("metrics:library", args=[organisation])


def _rules_of_the_thread(request: Any, ground: Any) -> dict[str, Any]:
    """The link on the page of an organisation's settings."""
    return {
        "label": _("Rules of the thread"),
        "hint": _("Which loose ends are shown, and how grave each is taken to be."),
        "url": reverse("chain_rules:severities", args=[ground.organisation.slug]),
    }


def _periods(request: Any, ground: Any) -> dict[str, Any]:
    return {
        "label": _("Periods"),
        "hint": _("Quarters, halves or other stretches of time that goals can belong to."),
        "url": reverse("chain_rules:periods", args=[ground.organisation.slug]),
    }
