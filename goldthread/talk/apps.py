from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


def _actions(*slugs: str) -> str:
    return reverse("talk:actions", args=slugs)


class TalkConfig(AppConfig):
    name = "goldthread.talk"

    def ready(self) -> None:
        from goldthread.kit import registry

        from .actions import access, page

        registry.noun(
            "action",
            fetch=access.action_by_id,
            label=str,
            link=lambda one: (
                reverse("talk:actions", args=[one.product.organisation.slug, one.product.slug]) + f"#action-{one.pk}"
            ),
            topics=lambda one: (
                *([f"goal-{one.goal_id}"] if one.goal_id else []),
                *([f"keyresult-{one.key_result_id}"] if one.key_result_id else []),
                f"person-{one.owner_id}",
            ),
        )
        registry.owed("actions", 15, page.owed)
        registry.view("actions", label=_("Actions"), rank=85, url=_actions)
        registry.slot("keyresult.below", page.below)
        registry.slot("keyresult.sheets", lambda *_about: ["talk/actions.css"])
