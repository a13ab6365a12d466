"""The tending loop: what is due is done, by one process at a time, and a fault in one sweep stops no other."""

import threading

from django.core.cache import cache

from goldthread.config import tend
from goldthread.kit import registry

LONG_ENOUGH_SECONDS = 60


def ended(run, *given):
    """Run it in a thread with connections of its own, as the server does; whatever a test before this left open stays out."""
    thread = threading.Thread(target=run, args=given, daemon=True)
    thread.start()
    thread.join(LONG_ENOUGH_SECONDS)
    return not thread.is_alive()


def test_what_is_due_is_swept_until_told_to_stop(monkeypatch):
    stop, seen = threading.Event(), []

    def sweep(now):
        seen.append(now)
        if len(seen) >= 3:
            stop.set()

    monkeypatch.setattr(registry, "_tending", {"quick": (0, sweep), "slow": (3600, lambda now: seen.append("slow"))})

    assert ended(tend.run, stop)

    assert seen.count("slow") == 1
    assert len(seen) >= 3


def test_a_sweep_that_fails_is_said_and_keeps_no_other_from_its_work(monkeypatch, caplog):
    stop = threading.Event()

    def fail(now):
        raise ValueError("the tide was out")

    monkeypatch.setattr(registry, "_tending", {"first": (3600, fail), "second": (3600, lambda now: stop.set())})

    assert ended(tend.run, stop)

    assert "The sweep first failed" in caplog.text
    assert "the tide was out" in caplog.text


def test_a_sweep_is_taken_by_one_at_a_time():
    inside = []

    def outer(now):
        inside.append(tend.take("count", lambda now: inside.append("second")))

    assert ended(tend.take, "count", outer)
    assert inside == [False]
    assert ended(tend.take, "count", lambda now: inside.append("later"))
    assert inside == [False, "later"]


def test_a_failed_sweep_can_be_taken_again_at_once(caplog):
    def fail(now):
        raise RuntimeError("no")

    assert ended(tend.take, "again", fail)
    assert cache.get("tending-again") is None


def test_a_sweep_that_waits_for_somebody_else_makes_no_other_late(monkeypatch):
    stop, answered, quick = threading.Event(), threading.Event(), []

    def wait(now):
        answered.wait(LONG_ENOUGH_SECONDS)

    def sweep(now):
        quick.append(now)
        if len(quick) >= 3:
            answered.set()
            stop.set()

    monkeypatch.setattr(registry, "_tending", {"slow": (3600, wait), "quick": (0, sweep)})
    monkeypatch.setattr(registry, "_apart", {"slow"})

    assert ended(tend.run, stop)
    assert len(quick) >= 3
