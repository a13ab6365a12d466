"""What the tending loop sweeps: sources that are due."""

import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from goldthread.kit import locked
from goldthread.kit.outbound import here
from goldthread.kit.outbound.addresses import Refused
from goldthread.kit.outbound.client import Client, Failed

from .models import Source
from .pulling.asking import Question, value_of
from .pulling.rules import Unusable

log = logging.getLogger(__name__)
# Asked side by side: a sweep lasts no longer than the slowest of them, and the other sweeps wait no longer.
AT_ONCE = 8


@dataclass(frozen=True)
class Outcome:
    """What asking came to: a value, or the word and the status of a failure."""

    value: Decimal | None = None
    word: str = ""
    status: int = 0


def pull(now: datetime) -> int:
    """Ask some of the sources that are due; how many gave a reading."""
    due = Source.objects.due(now).order_by("due_at", "pk").values_list("pk", flat=True)[:AT_ONCE]
    claimed = [source for pk in due if (source := Source.claim(pk, now)) is not None]
    if not claimed:
        return 0
    client = here.client()
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="sources") as pool:
        # Threads that ask know nothing of the database: no transaction waits for a stranger.
        outcomes = list(pool.map(lambda source: asked(source, client), claimed))
    return sum(_kept(source, outcome) for source, outcome in zip(claimed, outcomes, strict=True))


def asked(source: Source, client: Client | None = None) -> Outcome:
    """What a source gives now. Touches no table."""
    try:
        return answered(source.question(), client)
    except locked.Unreadable:
        return Outcome(word="locked")


def answered(question: Question, client: Client | None = None) -> Outcome:
    """What comes back to a question: never an exception, and no word of what the address or its host say."""
    try:
        return Outcome(value_of(question, client))
    except Failed as failed:
        return Outcome(word=failed.says, status=failed.status)
    except Unusable as unusable:
        return Outcome(word=str(unusable))
    except Refused:
        return Outcome(word="address")
    except Exception as problem:
        # Its words could hold the address; its kind cannot.
        log.error("A source of the kind %s could not be asked: %s", question.kind, type(problem).__name__)
        return Outcome(word="broken")


def _kept(source: Source, outcome: Outcome) -> bool:
    if outcome.value is None:
        source.fail(outcome.word, outcome.status)
        return False
    try:
        return source.keep(outcome.value) is not None
    except (ValueError, ArithmeticError):
        source.fail("no number")
        return False
