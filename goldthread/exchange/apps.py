from datetime import datetime, timedelta
from typing import Any

from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

A_DAY = 60 * 60 * 24


class ExchangeConfig(AppConfig):
    name = "goldthread.exchange"

    def ready(self) -> None:
        from goldthread.kit import registry

        registry.slot("metric.deeds", _paste_readings)
        registry.tending("exchange.waiting", 60 * 60, _forget_waiting)


def _paste_readings(request: Any, *, ground: Any, metric: Any) -> dict[str, Any]:
    """The way from a metric to pasting its readings."""
    address = reverse("columns:column", args=[ground.organisation.slug, metric.pk])
    return {"label": _("Paste a column or choose a table"), "url": address, "icon": "clipboard-paste"}


def _forget_waiting(now: datetime) -> None:
    """A file that was looked at and not brought in is removed after two days."""
    from .models import Import

    Import.objects.waiting().filter(at__lt=now - timedelta(seconds=2 * A_DAY)).delete()
