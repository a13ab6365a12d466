from django.apps import AppConfig
from django.urls import reverse


class SoundingsConfig(AppConfig):
    name = "goldthread.soundings"

    def ready(self) -> None:
        from goldthread.kit import registry

        from . import access, hearing, mail, owed, tasks, under_way

        registry.noun(
            "sounding",
            fetch=access.sounding_by_id,
            label=str,
            link=lambda one: reverse(
                "soundings:sounding", args=[one.product.organisation.slug, one.product.slug, one.pk]
            ),
            topics=lambda one: (f"sounding-{one.pk}", f"goal-{one.goal_id}"),
            within=lambda one: one.goal,
        )
        registry.topic("sounding", access.hears)
        registry.tending("soundings", 60, tasks.end_due)
        registry.tending("soundings to remind of", 600, tasks.remind)
        registry.when("sounding.asks", mail.hear)
        registry.when("recorded", hearing.hear)
        registry.when("leaving", hearing.left)
        registry.when("sight", hearing.sight)
        registry.owed("soundings", 11, owed.soundings)
        registry.slot("question.against", under_way.against)
        registry.slot("agreeing.ways", under_way.way)
        registry.slot("goal.sounded", under_way.of_goal)
        registry.slot("agreements.under_way", under_way.of_product)
