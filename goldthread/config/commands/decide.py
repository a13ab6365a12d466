"""Say what exported agreements decided: the verdict, its reason code and a sentence, computed anew from each.

In: one agreement as a JSON object, a list of them, or one a line. Out, in the same order, one line each: `{"id",
"verdict", "reason", "sentence", "rule", "after", "tally", "notes"}`, or `{"id", "error"}` for what cannot be read; the
exit code is then 1. Needs no installation and no database. docs/manual/decide.md describes the format.
"""

import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

from goldthread.decisions.fields import Unreadable
from goldthread.decisions.reading import poll_of
from goldthread.decisions.rules.values import Outcome
from goldthread.decisions.rules.verdict import decide

from ..cli import Refusal

Read = dict[str, Any] | Unreadable
# What cannot be read is quoted in the sentence about it, however long it is.
LONGEST_ERROR = 400


def run(options: Namespace) -> int:
    unreadable = 0
    for given in _given(options.files):
        answer = _answer(given)
        unreadable += "error" in answer
        print(json.dumps(answer))
    return 1 if unreadable else 0


def _given(files: list[Path]) -> Iterator[Any]:
    if not files:
        yield from _agreements(sys.stdin.buffer)
    for file in files:
        try:
            with file.open("rb") as opened:
                yield from _agreements(opened)
        except OSError as problem:
            raise Refusal(f"{file} cannot be read: {problem.strerror}.") from None


def _agreements(lines: BinaryIO) -> Iterator[Any]:
    """Line by line; where the first line is no JSON by itself, the whole may be one object over many lines."""
    first = next((line for line in lines if line.strip()), b"")
    read = _json(first) if first else []
    if isinstance(read, Unreadable):
        rest = lines.readlines()
        whole = _json(b"".join([first, *rest]))
        yield from _one_or_many(whole) if not isinstance(whole, Unreadable) else _each_of([first, *rest])
        return
    yield from _one_or_many(read)
    yield from _each_of(lines)


def _each_of(lines: BinaryIO | list[bytes]) -> Iterator[Any]:
    yield from chain.from_iterable(_one_or_many(_json(line)) for line in lines if line.strip())


def _one_or_many(read: Any) -> list[Any]:
    return read if isinstance(read, list) else [read]


def _json(written: bytes) -> Any:
    try:
        return json.loads(written.decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError:
        return Unreadable("This is not written in UTF-8.")
    except (ValueError, RecursionError):
        return Unreadable("This is not a JSON object.")


def _no_number(written: str) -> float:
    raise ValueError(written)


def _answer(given: Any) -> dict[str, Any]:
    name = given.get("id") if isinstance(given, dict) else None
    try:
        if isinstance(given, Unreadable):
            raise given
        return {"id": name, **_told(decide(poll_of(given)))}
    except Unreadable as problem:
        said = str(problem)
        return {"id": name, "error": said if len(said) <= LONGEST_ERROR else f"{said[:LONGEST_ERROR]}…"}


def _told(outcome: Outcome) -> dict[str, Any]:
    return {
        "verdict": outcome.verdict,
        "reason": outcome.reason,
        "sentence": outcome.sentence,
        "rule": outcome.rule,
        "after": outcome.after,
        "tally": outcome.tally,
        "notes": list(outcome.notes),
    }
