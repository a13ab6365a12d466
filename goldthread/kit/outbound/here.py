"""The client of this installation, under what its operator allows."""

from django.conf import settings

from .client import Client


def client() -> Client:
    return Client(allow=settings.OUTBOUND)
