from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "goldthread.home"

    def ready(self) -> None:
        from goldthread.kit import pages, registry

        from . import frame
        from .search import index, offered

        pages.around(frame.around)
        registry.when("recorded", index.follow)
        registry.when("described", index.follow_person)
        registry.tending("search", 3600, index.sweep)
        offered.register()
