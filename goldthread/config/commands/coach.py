"""Say of goal sentences, one JSON line each, whether they are specific, measurable and time-bound.

In: `{"id", "text", "kind", "lang"}` a line, of which only "text" is needed. Out, in the same order: `{"id", "S", "M",
"T", "hints": [{"rule", "letter", "span", "why"}]}`. A line that cannot be read is named on standard error and left
out; the exit code is then 1. Needs no installation and no database.
"""

import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from goldthread.coach.rules import coach

from ..cli import Refusal


class Unreadable(ValueError):
    """Why a line cannot be judged: the end of a sentence."""


def run(options: Namespace) -> int:
    unreadable = 0
    for name, number, line in _lines(options.files):
        try:
            print(_judged(line))
        except Unreadable as problem:
            unreadable += 1
            print(f"Line {number}{name}: {problem}", file=sys.stderr)
    return 1 if unreadable else 0


def _lines(files: list[Path]) -> Iterator[tuple[str, int, bytes]]:
    """Each line that is not empty, with the name of its file in words and its number from 1."""
    if not files:
        yield from _numbered("", sys.stdin.buffer)
    for file in files:
        try:
            with file.open("rb") as opened:
                yield from _numbered(f" of {file}", opened)
        except OSError as problem:
            raise Refusal(f"{file} cannot be read: {problem.strerror}.") from None


def _numbered(name: str, lines: BinaryIO) -> Iterator[tuple[str, int, bytes]]:
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield name, number, line


def _judged(line: bytes) -> str:
    goal = _read(line)
    verdict = coach(goal["text"], _said(goal, "kind"), _said(goal, "lang"))
    hints = [
        {"rule": hint.rule, "letter": hint.letter, "span": list(hint.span), "why": hint.why} for hint in verdict.hints
    ]
    return json.dumps({"id": goal.get("id"), "S": verdict.S, "M": verdict.M, "T": verdict.T, "hints": hints})


def _read(line: bytes) -> dict[str, Any]:
    try:
        goal = json.loads(line.decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError:
        raise Unreadable("it is not written in UTF-8.") from None
    except (ValueError, RecursionError):
        raise Unreadable("it is not a JSON object.") from None
    if not isinstance(goal, dict):
        raise Unreadable("it is not a JSON object.")
    if not isinstance(goal.get("text"), str):
        raise Unreadable('it has no "text", which must be a string.')
    return goal


def _no_number(written: str) -> float:
    raise ValueError(written)


def _said(goal: dict[str, Any], name: str) -> str | None:
    said = goal.get(name)
    return said if isinstance(said, str) else None
