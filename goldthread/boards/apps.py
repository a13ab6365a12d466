from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class BoardsConfig(AppConfig):
    name = "goldthread.boards"

    def ready(self) -> None:
        from goldthread.kit import registry

        registry.view("board", label=_("Vision board"), rank=20, url=lambda *slugs: reverse("boards:board", args=slugs))
        registry.view("roadmap", label=_("Roadmap"), rank=30, url=lambda *slugs: reverse("boards:roadmap", args=slugs))
        registry.view("sprint", label=_("Sprint"), rank=40, url=lambda *slugs: reverse("boards:sprint", args=slugs))
