from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "goldthread.home"

    def ready(self) -> None:
        from goldthread.kit import pages, registry

        from . import first, frame, today
        from .feeds import links
        from .notices import bell, hearing, mails, week
        from .replies import sweep as replies
        from .search import index, offered

        pages.around(frame.around)
        registry.when("recorded", index.follow)
        registry.when("described", index.follow_person)
        registry.when("recorded", hearing.heard)
        registry.slot("organisations.counted", bell.counted)
        pages.around(bell.around)
        registry.slot("account.places", lambda: (_("Notices and mails"), "home:choices"))
        registry.slot("account.places", lambda: (_("Calendar"), "feeds:mine"))
        registry.slot("product.settings", links.in_product)
        today.register()
        registry.owed("first", 90, first.owed)
        registry.tending("notices", 15, mails.sweep)
        registry.tending("weeks", 1800, week.sweep)
        registry.tending("answers by mail", 60, replies.fetch)
        registry.tending("search", 3600, index.sweep)
        offered.register()
