"""Telling the pages that something changed, in the transaction that changes it."""

from typing import Any

from django.db import connection

from goldthread.kit import clock

from .models import TOPIC_LENGTH, Signal

CHANNEL = "goldthread"
CLOSED = "closed-person-"
# A notice of PostgreSQL holds 8,000 bytes.
TOPICS_A_NOTICE = 90


def signal(*topics: str) -> None:
    """Tell every page that listens to one of these topics (`goal-42`) to ask again, once this transaction commits.

    Rolled back with the transaction. Raises ValueError for a topic that no page could listen to.
    """
    named = [_checked(topic) for topic in dict.fromkeys(topics)]
    now = clock.now()
    Signal.objects.bulk_create([Signal(topic=topic, at=now) for topic in named])
    if connection.vendor == "postgresql":
        _notify(named)


def close_streams(person_id: int) -> None:
    """End the streams of this person (or screen: below zero) at once, on every page; each page connects again and is asked anew what it may hear."""
    signal(f"{CLOSED}{person_id}")


def signed_out(user: Any, **about: Any) -> None:
    """Somebody signed out, or was: their streams end, and only pages of other sessions come back."""
    if user is not None:
        close_streams(user.pk)


def _checked(topic: str) -> str:
    if not topic or len(topic) > TOPIC_LENGTH or not topic.isascii() or not topic.isprintable() or "," in topic:
        raise ValueError(f"not a topic: {topic!r}")
    return topic


def _notify(topics: list[str]) -> None:
    with connection.cursor() as cursor:
        for start in range(0, len(topics), TOPICS_A_NOTICE):
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, ",".join(topics[start : start + TOPICS_A_NOTICE])])
