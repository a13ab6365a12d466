from datetime import datetime, timedelta

from .models import Signal
from .tell import latest

KEPT = timedelta(hours=1)


def sweep(now: datetime) -> int:
    """Forget signals older than an hour; how many were forgotten.

    The newest stays, so that numbers go on from it and a hub that starts knows where it stands.
    """
    gone, _ = Signal.objects.filter(at__lt=now - KEPT, pk__lt=latest()).delete()
    return gone
