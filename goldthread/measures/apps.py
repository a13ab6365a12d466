from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    name = "goldthread.measures"

    def ready(self) -> None:
        from goldthread.kit import registry

        from .tasks import pull

        registry.tending("pull sources", 10, pull, apart=True)
