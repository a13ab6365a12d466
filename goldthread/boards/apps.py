from functools import partial

from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


def _address(name: str, *slugs: str) -> str:
    return reverse(f"boards:{name}", args=slugs)


class BoardsConfig(AppConfig):
    name = "goldthread.boards"

    def ready(self) -> None:
        from goldthread.chain.changes import SLOT
        from goldthread.chain.loose_ends import catalogue
        from goldthread.kit import registry

        from . import changes, loose_ends, owed

        catalogue.bring(loose_ends.PACKAGE)
        registry.owed("sprints", 10, owed.sprints)
        registry.slot(SLOT, changes.changes)
        for name, label, rank in (
            ("board", _("Vision board"), 20),
            ("roadmap", _("Roadmap"), 30),
            ("okr", _("OKR"), 50),
        ):
            registry.view(name, label=label, rank=rank, url=partial(_address, name), looks_back=True)
        registry.view("sprint", label=_("Sprint"), rank=40, url=lambda *slugs: reverse("boards:sprint", args=slugs))
