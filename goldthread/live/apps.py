from django.apps import AppConfig


class LiveConfig(AppConfig):
    name = "goldthread.live"

    def ready(self) -> None:
        from goldthread.kit import registry

        from . import tasks

        registry.tending("signals", 600, tasks.sweep)
