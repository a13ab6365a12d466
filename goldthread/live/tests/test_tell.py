from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction

from goldthread.kit import clock
from goldthread.live.models import Signal
from goldthread.live.tasks import sweep
from goldthread.live.tell import close_streams, signal

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def topics():
    return list(Signal.objects.order_by("pk").values_list("topic", flat=True))


def test_a_signal_is_a_row_for_each_topic_told_once():
    signal("goal-42", "product-12", "goal-42")

    assert topics() == ["goal-42", "product-12"]


def test_a_change_that_is_rolled_back_signals_nothing():
    with transaction.atomic():
        signal("goal-42")
        assert topics() == ["goal-42"]
        transaction.set_rollback(True)

    assert topics() == []


@pytest.mark.parametrize("topic", ["", "goal-42,goal-43", "goal-42\n", "x" * 81, "ziel-ü"])
def test_what_no_page_could_listen_to_is_refused(topic):
    with pytest.raises(ValueError, match="not a topic"):
        signal(topic)


def test_closing_a_persons_streams_is_a_signal_of_its_own():
    close_streams(5)

    assert topics() == ["closed-person-5"]


def test_signing_out_closes_the_persons_streams(client):
    amara = get_user_model().objects.create_user("amara@example.org", name="Amara Okafor")
    client.force_login(amara)

    client.logout()

    assert topics() == [f"closed-person-{amara.pk}"]


def test_signals_are_forgotten_after_an_hour():
    with clock.held(NOON) as hands:
        signal("goal-1")
        hands.on(minutes=59)
        signal("goal-2")
        hands.on(minutes=2)

        assert sweep(clock.now()) == 1
        assert topics() == ["goal-2"]


def test_the_newest_signal_is_kept_so_that_numbers_go_on_from_it():
    with clock.held(NOON):
        signal("goal-1", "goal-2")

    sweep(NOON + timedelta(days=3))

    assert topics() == ["goal-2"]
