from datetime import datetime, timedelta

from django.core.cache import cache

from .models import Once


def sweep(now: datetime) -> None:
    """Forget answers to writes after two days: no browser sends them again."""
    Once.objects.filter(at__lt=now - timedelta(days=2)).delete()
    if hasattr(cache, "sweep"):
        cache.sweep()
