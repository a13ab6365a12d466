"""The way in for any ASGI server; `goldthread serve` comes this way too."""

import os
from typing import Any

import django


def _loaded() -> Any:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goldthread.config.settings")
    django.setup()
    # Imports models, and so has to wait for Django.
    from .application import Application

    return Application()


application = _loaded()
