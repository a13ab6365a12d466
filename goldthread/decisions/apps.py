from typing import Any

from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class DecisionsConfig(AppConfig):
    name = "goldthread.decisions"

    def ready(self) -> None:
        from goldthread.kit import registry

        from . import access, leaving, out_of_sight, owed, reviews, tasks, voter_pass
        from .canvassing import access as canvassing
        from .canvassing import link
        from .canvassing import owed as waiting
        from .canvassing import tasks as sheets

        registry.noun(
            "decision",
            fetch=access.decision_by_id,
            label=str,
            link=lambda one: reverse(
                "decisions:ballot", args=[one.product.organisation.slug, one.product.slug, one.pk]
            ),
            topics=lambda one: (f"decision-{one.pk}", f"{one.kind}-{one.noun_id}"),
        )
        registry.topic("decision", access.hears)
        registry.slot("organisation.settings", _small_stakes)
        registry.screens(voter_pass.listener)
        registry.tending("ballots", 20, tasks.reveal_due)
        registry.tending("decisions that nobody made", 60, tasks.end_undecided)
        registry.tending("ballots due soon", 600, tasks.remind)
        registry.when("leaving", leaving.hear)
        registry.when("sight", out_of_sight.hear)
        registry.owed("votes", 10, owed.votes)
        registry.tending("agreements to look at again", 1800, reviews.tell_due)
        registry.owed("reviews", 50, reviews.waiting)
        registry.noun(
            "canvass",
            fetch=canvassing.canvass_by_id,
            label=str,
            link=lambda one: reverse(
                "decisions:canvass", args=[one.product.organisation.slug, one.product.slug, one.pk]
            ),
            topics=lambda one: (f"canvass-{one.pk}",),
        )
        registry.topic("canvass", canvassing.hears)
        registry.screens(link.listener)
        registry.tending("sheets", 20, sheets.reveal_due)
        registry.tending("sheets due soon", 600, sheets.remind)
        registry.when("leaving", sheets.hear)
        registry.owed("sheets", 11, waiting.sheets)
        registry.place(
            "together",
            label=_("Together"),
            icon="users",
            rank=30,
            url=lambda *slugs: reverse("decisions:log", args=slugs),
        )


def _small_stakes(request: Any, ground: Any) -> Any:
    from .views import small_stakes

    return small_stakes.setting(request, ground)
