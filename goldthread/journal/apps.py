from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "goldthread.journal"

    def ready(self) -> None:
        from goldthread.kit import registry

        from . import outbox, tasks

        registry.tending("mail", 2, outbox.deliver)
        registry.tending("once", 3600, tasks.sweep)
