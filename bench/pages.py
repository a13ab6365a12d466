"""What a page costs: processor time and queries at 20, 200 and 2,000 goals, and in organisations of 1, 100 and 1,000 products.

    python bench/pages.py            all of it, on SQLite in a temporary folder
    python bench/pages.py --quick    without the organisation of 1,000 products

Prints one line a page and size, and the ratios that matter: time at 200 goals, a large organisation against a small one.

The rows are written by another process, as in life: what the garbage collector of this one has to look through, and what
its memory is scattered with, is only what answering takes.
"""

import argparse
import gc
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

os.environ["GOLDTHREAD_HOME"] = tempfile.mkdtemp(prefix="goldthread-bench-")
os.environ["DJANGO_SETTINGS_MODULE"] = "goldthread.config.settings"
os.environ.pop("DATABASE_URL", None)

ROUNDS = 15
GOALS_A_PRODUCT = 200
PAGES = ("chain:map", "chain:list", "boards:board", "boards:roadmap", "boards:sprint", "boards:okr")


def main() -> None:
    options = argparse.ArgumentParser(description="What a page costs.")
    options.add_argument("--quick", action="store_true")
    chosen = options.parse_args()
    _start()
    # As `serve` does before it forks its workers.
    gc.freeze()
    print(f"{'page':<16}{'products':>9}{'goals':>7}{'ms (processor)':>16}{'queries':>9}")
    small = _by_goals()
    large = _by_products((1, 100) if chosen.quick else (1, 100, 1000))
    print()
    for page in PAGES:
        more, larger = small[page, 2000] / small[page, 200], large[page]
        print(
            f"{page}: 200 goals {small[page, 200]:.1f} ms; 2,000 goals {more:.1f} times that; a large organisation costs {larger:.2f} times a small one"
        )


def _start() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from goldthread.config.application import Application

    Application()


def _by_goals() -> dict[tuple[str, int], float]:
    costs = {}
    for count in (20, 200, 2000):
        place = _organisation(f"goals-{count}", products=1, goals=count)
        for page in PAGES:
            costs[page, count] = _cost(page, *place, 1, count)
    return costs


def _by_products(sizes: tuple[int, ...]) -> dict[str, float]:
    costs: dict[str, list[float]] = {page: [] for page in PAGES}
    for products in sizes:
        place = _organisation(f"products-{products}", products=products, goals=GOALS_A_PRODUCT)
        for page in PAGES:
            costs[page].append(_cost(page, *place, products, GOALS_A_PRODUCT))
    return {page: times[-1] / times[0] for page, times in costs.items()}


def _cost(page: str, organisation: str, product: str, client: Any, products: int, goals: int) -> float:
    """Milliseconds of processor time of the median request; prints the line."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    address = reverse(page, args=[organisation, product])
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(address)
    queries = len(seen)
    if answer.status_code != 200:
        sys.exit(f"{address} answered {answer.status_code}")
    times = []
    for _round in range(ROUNDS):
        begun = time.process_time()
        client.get(address)
        times.append((time.process_time() - begun) * 1000)
    middle = statistics.median(times)
    print(f"{page:<16}{products:>9}{goals:>7}{middle:>16.1f}{queries:>9}", flush=True)
    return middle


def _organisation(slug: str, *, products: int, goals: int) -> tuple[str, str, Any]:
    """An organisation with so many products of so many goals each: its slug, its product's, a client signed in as its owner."""
    from django.conf import settings
    from django.test import Client

    from goldthread.people.models import Person

    written = _in_another_process(lambda: _write(slug, products=products, goals=goals))
    client = Client(headers={"host": "localhost"})
    client.force_login(Person.objects.get(pk=written["owner"]), backend=settings.AUTHENTICATION_BACKENDS[0])
    return slug, written["product"], client


def _in_another_process(task: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """What the task gives, through JSON; ends this process too where it fails."""
    from django.db import connections

    connections.close_all()
    reading, writing = os.pipe()
    if not os.fork():
        status = 1
        try:
            os.write(writing, json.dumps(task()).encode())
            status = 0
        finally:
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading) as told:
        said = told.read()
    if os.wait()[1]:
        sys.exit("The rows could not be written.")
    found: dict[str, Any] = json.loads(said)
    return found


def _write(slug: str, *, products: int, goals: int) -> dict[str, Any]:
    from django.db import connection, transaction

    from goldthread.people.models import Organisation, Person, Product

    with transaction.atomic():
        owner = Person.objects.create_user(f"{slug}@example.org", None, name="Olu Ade")
        organisation = Organisation.found(slug, by=owner, slug=slug)
        first = organisation.add_product("First", by=owner)
        others = [
            Product(organisation=organisation, name=f"Product {n}", slug=f"product-{n}") for n in range(1, products)
        ]
        for place, product in enumerate([first, *Product.objects.bulk_create(others)]):
            _fill(product, owner, goals, place * goals)
    connection.close()
    return {"owner": owner.pk, "product": first.slug}


def _fill(product: Any, owner: Any, count: int, offset: int) -> None:
    """Write rows as the verbs would leave them: one vision, a tenth strategic, a quarter product goals, the rest below."""
    from goldthread.chain.models import Adoption, Goal, GoalVersion, Tie

    org = product.organisation_id
    goals = Goal.objects.bulk_create(
        [Goal(organisation_id=org, product=product, number=offset + n + 1, rank=n, set_by=owner) for n in range(count)]
    )
    versions = [_version(GoalVersion, goal, level, owner) for goal, level in zip(goals, _levels(count), strict=True)]
    for goal, version in zip(goals, GoalVersion.objects.bulk_create(versions), strict=True):
        goal.version = version
    Goal.objects.bulk_update(goals, ["version"], batch_size=200)
    Adoption.objects.bulk_create(
        [Adoption(organisation_id=org, goal=goal, version=goal.version, by=owner) for goal in goals]
    )
    Tie.objects.bulk_create(
        [
            Tie(organisation_id=org, child=goals[n], parent=goals[n // 4], by=owner, because="It helps.")
            for n in range(1, count)
        ]
    )
    _measure(product, goals[1::2], owner)


def _measure(product: Any, goals: list[Any], owner: Any) -> None:
    from goldthread.chain.models import Forecast, KeyResult, KeyResultVersion
    from goldthread.measures.models import Metric

    org = product.organisation_id
    metric = Metric.objects.create(organisation_id=org, name="Weekly active members")
    results = KeyResult.objects.bulk_create(
        [KeyResult(organisation_id=org, goal=goal, metric=metric) for goal in goals]
    )
    versions = [
        KeyResultVersion(organisation_id=org, key_result=one, metric=metric, number=1, baseline=10, target=20, by=owner)
        for one in results
    ]
    for one, version in zip(results, KeyResultVersion.objects.bulk_create(versions), strict=True):
        one.version = version
    said = [
        Forecast(organisation_id=org, key_result=one, version=one.version, probability=f"0.{10 + place % 90}", alone="0.5", colour="at_risk", value=15, readings=6)
        for place, one in enumerate(results)
    ]  # fmt: skip
    for one, forecast in zip(results, Forecast.objects.bulk_create(said), strict=True):
        one.forecast = forecast
    KeyResult.objects.bulk_update(results, ["version", "forecast"], batch_size=200)


def _levels(count: int) -> Iterator[str]:
    for n in range(count):
        share = n / count
        if n == 0:
            yield "vision"
        elif share < 0.1:
            yield "user_goal" if n % 2 else "business_goal"
        else:
            yield "product_goal" if share < 0.35 else "sprint_goal"


def _version(model: Any, goal: Any, level: str, owner: Any) -> Any:
    from goldthread.kit import clock

    due = None if level == "vision" else clock.now().date() + timedelta(days=goal.number % 300)
    statement = f"Goal {goal.number}: members see what changed and why it helped them"
    return model(
        organisation_id=goal.organisation_id,
        goal=goal,
        number=1,
        statement=statement,
        level=level,
        owner=owner,
        due=due,
        by=owner,
    )


if __name__ == "__main__":
    main()
