"""Asking pages in tests, and a key result with a course."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from goldthread.chain.models import KeyResult
from goldthread.kit import clock
from goldthread.measures.models import Metric

SLUGS = ("northwind", "lighter")
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def as_(crew: Any) -> Callable[[str], Client]:
    """A client signed in as somebody of the crew."""

    def signed_in(short: str) -> Client:
        client = Client()
        client.force_login(crew.people[short], backend=settings.AUTHENTICATION_BACKENDS[0])
        return client

    return signed_in


@pytest.fixture
def meals(crew: Any) -> KeyResult:
    """A key result of Cy's: from 1,000 to 2,000 in a hundred days, forty of them over, at 1,300."""
    metric = Metric.add(crew.organisation, "Meals logged", by=crew.ada)
    today = clock.today(crew.organisation.time_zone)
    made = KeyResult.set(
        crew.goals["next"],
        metric,
        by=crew.ada,
        baseline=Decimal(1000),
        target=Decimal(2000),
        starts=today - timedelta(days=40),
        due=today + timedelta(days=60),
        owner_id=crew.cy.pk,
    )
    for days, value in ((30, 1100), (20, 1200), (10, 1300)):
        metric.read(Decimal(value), day=today - timedelta(days=days), by=crew.cy)
    return KeyResult.objects.get(pk=made.pk)


def at(name: str, of: KeyResult, *places: Any) -> str:
    """The address of a view of check-ins at a key result of the crew's goal `next`."""
    return reverse(f"checkins:{name}", args=(*SLUGS, of.goal.number, of.pk, *places))


def page(of: KeyResult) -> str:
    return reverse("chain:key_result", args=(*SLUGS, of.goal.number, of.pk))
