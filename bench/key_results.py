"""What ten thousand key results on one product cost: pages page by page, and saying all chances anew in one batch.

    python bench/key_results.py [--count 10000]          on SQLite in a temporary folder

Prints milliseconds of processor time, queries and size of each page, and the seconds of the batch: with every chance new,
and once more when nothing is.
"""

import argparse
import time
from datetime import timedelta
from typing import Any

import pages  # first: it points the settings to a temporary folder

READINGS, A_GOAL = 6, 4


def main() -> None:
    options = argparse.ArgumentParser(description="What ten thousand key results on one product cost.")
    options.add_argument("--count", type=int, default=10_000)
    count = options.parse_args().count
    pages._start()
    organisation, product, client = pages._organisation("numbers", products=1, goals=count // A_GOAL)
    _measure(product, count)
    _batch(organisation)
    slugs = (organisation.slug, product.slug)
    for name, places in (("boards:okr", slugs), ("metrics:library", slugs[:1]), ("chain:list", slugs), ("chain:goal", (*slugs, 2)), ("chain_rules:hindsight", slugs[:1])):  # fmt: skip
        _page(client, name, places)


def _measure(product: Any, count: int) -> None:
    """So many key results with a metric and six readings each, in rows as the verbs would leave them."""
    from goldthread.chain.models import KeyResult, KeyResultVersion
    from goldthread.kit import clock
    from goldthread.measures.models import Metric, Reading

    org, now = product.organisation_id, clock.now()
    goals = list(product.goals.order_by("pk"))[1:]
    metrics = Metric.objects.bulk_create(
        [Metric(organisation_id=org, name=f"Number {n:05}") for n in range(count)], batch_size=400
    )
    results = [KeyResult(organisation_id=org, goal=goals[n % len(goals)], metric=one, set_at=now - timedelta(days=60)) for n, one in enumerate(metrics)]  # fmt: skip
    results = KeyResult.objects.bulk_create(results, batch_size=400)
    numbers = {"number": 1, "kind": "increase", "baseline": 0, "target": 100, "by": goals[0].set_by, "starts": (now - timedelta(days=60)).date(), "due": (now + timedelta(days=60)).date()}  # fmt: skip
    versions = [KeyResultVersion(organisation_id=org, key_result=one, metric_id=one.metric_id, **numbers) for one in results]  # fmt: skip
    for one, version in zip(results, KeyResultVersion.objects.bulk_create(versions, batch_size=400), strict=True):
        one.version = version
    KeyResult.objects.bulk_update(results, ["version"], batch_size=200)
    read = [
        Reading(organisation_id=org, metric=one, value=(n + 1) * (5 + place % 9), at=at, day=at.date())
        for place, one in enumerate(metrics)
        for n, at in enumerate(now - timedelta(days=50 - 9 * step) for step in range(READINGS))
    ]
    Reading.objects.bulk_create(read, batch_size=400)


def _batch(organisation: Any) -> None:
    from goldthread.chain.chances import say_again

    for words in ("all new", "none new"):
        begun = time.process_time()
        news = say_again(organisation.pk)
        print(
            f"chances said anew ({words}): {news:>6} in {time.process_time() - begun:.1f} s of processor time",
            flush=True,
        )


def _page(client: Any, name: str, places: tuple[Any, ...]) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    address = reverse(name, args=places)
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        begun = time.process_time()
        answer = client.get(address)
        took = (time.process_time() - begun) * 1000
    print(
        f"{name:<22}{answer.status_code:>5}{took:>9.0f} ms{len(seen):>5} queries{len(answer.content) // 1024:>7} KB",
        flush=True,
    )


if __name__ == "__main__":
    main()
