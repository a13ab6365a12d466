"""What answers at an address."""

from functools import lru_cache

from django.conf import settings
from django.urls import ResolverMatch, resolve


def at(path: str) -> ResolverMatch:
    """Which view answers at this path, with what of it. Raises Resolver404 where none does.

    Addresses lead to the same view as long as the program runs, and a whole room asks at one: to look it up among all costs a
    tenth of what a vote does.
    """
    return _at(settings.ROOT_URLCONF, path)


@lru_cache(maxsize=512)
def _at(addresses: str, path: str) -> ResolverMatch:
    return resolve(path, addresses)


__all__ = ["at"]
