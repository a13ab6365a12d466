from functools import partial

from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


def _address(*slugs: str) -> str:
    return reverse("voice:concerns", args=slugs)


class VoiceConfig(AppConfig):
    name = "goldthread.voice"

    def ready(self) -> None:
        from goldthread.chain.loose_ends import catalogue
        from goldthread.kit import registry

        from . import about, access, beside, hearing, loose_ends, owed, promise, tasks

        about.register()
        catalogue.bring(loose_ends.PACKAGE)
        registry.noun(
            "concern",
            fetch=access.concern_by_id,
            label=str,
            link=lambda one: reverse("voice:concern", args=[one.product.organisation.slug, one.product.slug, one.pk]),
            topics=lambda one: (f"concern-{one.pk}", *([f"goal-{one.goal_id}"] if one.goal_id else [])),
        )
        registry.topic("concern", access.hears)
        registry.view("concerns", label=_("Concerns"), rank=87, url=_address)
        registry.owed("concerns", 12, owed.to_answer)
        registry.owed("answers", 30, owed.to_read)
        registry.tending("concerns", 60, tasks.sweep)
        registry.when("recorded", hearing.hear)
        registry.when("leaving", hearing.leave)
        registry.when("goal.worded", hearing.worded)
        registry.slot("goal.parts", beside.at_goal)
        registry.slot("wording.parts", beside.at_wording)
        registry.slot("agreement.parts", partial(beside.at, "agreement"))
        registry.slot("frame.tools", beside.tool)
        registry.slot("together.deeds", beside.deeds)
        registry.slot("organisation.settings", promise.setting)
        registry.command(
            "speak_up", label=_("Speak up"), also=_("concern worry without name"), icon="megaphone", rank=16,
            url=beside.speaking_up, may=lambda ground: ground.may("comment"),
        )  # fmt: skip
        registry.command(
            "voice:concerns", label=_("Open the concerns"), also=_("answers worries view"), icon="megaphone", rank=17,
            url=lambda ground, _rest: reverse("voice:concerns", args=[ground.organisation.slug, ground.the_product.slug]),
        )  # fmt: skip
