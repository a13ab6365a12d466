"""What a search costs in an organisation with 100,000 findable things: milliseconds of the statement, the slowest too.

    python bench/search.py                 on SQLite in a temporary folder
    python bench/search.py --postgres      on a PostgreSQL server of its own
    python bench/search.py --rows 20000    another size

Half of the rows are goals, half comments on them; each text has 30 words of a vocabulary in which few words are
frequent, as in texts of people. One person is a member, one a guest of one product in twenty.
"""

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["GOLDTHREAD_HOME"] = tempfile.mkdtemp(prefix="goldthread-bench-")
os.environ["DJANGO_SETTINGS_MODULE"] = "goldthread.config.settings"
os.environ.pop("DATABASE_URL", None)

ROUNDS = 9
PRODUCTS = 20
WORDS = [f"{first}{second}{third}" for first in "bdfgklmnprst" for second in ("a", "e", "io", "u") for third in ("lon", "mer", "tik", "sar", "vin", "dop", "rel", "gus")]  # fmt: skip
QUESTIONS = {
    "a rare word": WORDS[-1],
    "the most frequent word": WORDS[0],
    "two frequent words": f"{WORDS[0]} {WORDS[1]}",
    "one letter": "b",
    "two letters": "ba",
    "a typing error": f"{WORDS[0][:3]}x{WORDS[0][3:]}q",
    "a number": "#4711",
}


def main() -> None:
    options = argparse.ArgumentParser(description="What a search costs.")
    options.add_argument("--rows", type=int, default=100_000)
    options.add_argument("--postgres", action="store_true")
    chosen = options.parse_args()
    if chosen.postgres:
        from tests.support import postgres

        os.environ["DATABASE_URL"] = postgres.start()
    member, guest = _organisation(chosen.rows)
    print(f"{'question':<26}{'member ms':>11}{'slowest':>9}{'guest ms':>10}{'slowest':>9}")
    for name, question in QUESTIONS.items():
        costs = [figure for who in (member, guest) for figure in _cost(who, question)]
        print(f"{name:<26}{costs[0]:>11.1f}{costs[1]:>9.1f}{costs[2]:>10.1f}{costs[3]:>9.1f}")


def _cost(ground: Any, question: str) -> tuple[float, float]:
    """The median and the slowest of some rounds, in milliseconds, as the dialog asks.

    Processor time on SQLite, which works in this process; on PostgreSQL time passed, so keep the machine quiet.
    """
    from django.db import connection, transaction

    from goldthread.home import rules
    from goldthread.home.search import asking
    from goldthread.kit import walls

    clock = time.perf_counter if connection.vendor == "postgresql" else time.process_time
    took = []
    for _round in range(ROUNDS):
        with transaction.atomic():
            walls.confine(ground.organisation.pk, ground.person.pk)
            began = clock()
            asking.find(ground, rules.asked(question), size=8)
            took.append((clock() - began) * 1000)
    return statistics.median(took), max(took)


def _organisation(rows: int) -> tuple[Any, Any]:
    """Fill a database; where a member and a guest stand in it."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    from goldthread.home.search import index
    from goldthread.people.models import Membership, Organisation, Person

    ada, gus = (Person.objects.create_user(f"{name}@bench.example", name=name) for name in ("ada", "gus"))
    organisation = Organisation.found("Bench", by=ada)
    products = [organisation.add_product(f"Product {number}", by=ada) for number in range(PRODUCTS)]
    Membership.objects.create(organisation=organisation, person=gus, role="guest")
    products[0].involve(gus, "observer", by=ada)
    for product in products:
        _fill(product, rows // 2 // PRODUCTS, ada)
    began = time.perf_counter()
    print(f"{index.fill()} things learned in {time.perf_counter() - began:.1f} s")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return _stand(organisation, ada), _stand(organisation, gus)


def _stand(organisation: Any, person: Any) -> Any:
    from goldthread.people import rules
    from goldthread.people.access import Ground
    from goldthread.people.models import Membership

    membership = Membership.objects.get(organisation=organisation, person=person)
    return Ground(organisation, person, membership, None, rules.footing(person.pk, membership.role, (), ()))


def _fill(product: Any, count: int, by: Any) -> None:
    """As many goals, and a comment on each."""
    from goldthread.chain.models import Level, many
    from goldthread.talk.models import Comment

    chance = random.Random(product.pk)
    weights = [1 / (place + 1) for place in range(len(WORDS))]
    texts = [" ".join(chance.choices(WORDS, weights, k=30)) for _number in range(2 * count)]
    wanted = [many.Wanted(Level.PRODUCT_GOAL, text[:60], {"why": text}) for text in texts[:count]]
    goals = many.set_goals(product, wanted, by=by, because="")
    Comment.objects.bulk_create(
        [
            Comment(organisation_id=product.organisation_id, product=product, kind="goal", noun_id=goal.pk, by=by, text=text)
            for goal, text in zip(goals, texts[count:], strict=True)
        ],
        batch_size=500,
    )  # fmt: skip


if __name__ == "__main__":
    main()
