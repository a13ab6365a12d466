"""What is swept: accounts nobody proved, sessions that have ended."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from goldthread.kit import clock, registry
from goldthread.people import tasks
from goldthread.people.models import Person

pytestmark = pytest.mark.django_db


def sign_up(email):
    Client().post("/accounts/signup/", {"name": "Nia", "email": email})


def test_an_account_that_nobody_proved_is_forgotten_after_a_week(crew):
    sign_up("nia@example.org")

    assert tasks.forget_unproved(clock.now() + timedelta(days=6, hours=23)) == 0
    assert tasks.forget_unproved(clock.now() + timedelta(days=7, hours=1)) == 1

    assert not Person.objects.filter(email="nia@example.org").exists()


def test_everybody_who_belongs_somewhere_or_proved_an_address_stays(crew):
    before = Person.objects.count()

    tasks.forget_unproved(clock.now() + timedelta(days=365))

    assert Person.objects.count() == before


def test_sessions_that_have_ended_are_forgotten(crew, as_):
    as_(crew.bo)
    kept = Session.objects.count()
    Session.objects.create(session_key="x" * 32, session_data="", expire_date=timezone.now() - timedelta(days=1))

    tasks.forget_ended_sessions(clock.now())

    assert Session.objects.count() == kept


def test_the_tending_loop_knows_both(crew):
    assert {"unproved", "sessions"} <= registry.tended().keys()
