from datetime import datetime, timedelta

from django.apps import AppConfig

A_DAY = 60 * 60 * 24


class ExchangeConfig(AppConfig):
    name = "goldthread.exchange"

    def ready(self) -> None:
        from goldthread.kit import registry

        registry.tending("exchange.waiting", 60 * 60, _forget_waiting)


def _forget_waiting(now: datetime) -> None:
    """A file that was looked at and not brought in is removed after two days."""
    from .models import Import

    Import.objects.waiting().filter(at__lt=now - timedelta(seconds=2 * A_DAY)).delete()
