from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class BoardsConfig(AppConfig):
    name = "goldthread.boards"

    def ready(self) -> None:
        from goldthread.chain.loose_ends import catalogue
        from goldthread.kit import registry

        from . import loose_ends

        catalogue.bring(loose_ends.PACKAGE)
        registry.view("board", label=_("Vision board"), rank=20, url=lambda *slugs: reverse("boards:board", args=slugs))
        registry.view("roadmap", label=_("Roadmap"), rank=30, url=lambda *slugs: reverse("boards:roadmap", args=slugs))
        registry.view("sprint", label=_("Sprint"), rank=40, url=lambda *slugs: reverse("boards:sprint", args=slugs))
