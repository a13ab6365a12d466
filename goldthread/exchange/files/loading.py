"""JSON and YAML to plain values, with limits: hostile files are refused with a sentence."""

import json
import re
import sys
import threading
from collections.abc import Callable
from typing import Any

import yaml

from goldthread.exchange.files.items import Unreadable
from goldthread.exchange.shapes import N_, Sentence

DEEPEST = 20_000
STACK_BYTES = 512 * 1024 * 1024
MOST_ANCHORS = 20_000
DEEPEST_YAML = 200
_LOCK = threading.Lock()

BAD_JSON = N_("The file is no valid JSON: line {line}, column {column}: {problem}.")
BAD_YAML = N_("The file is no valid YAML: line {line}: {problem}.")
TOO_DEEP = N_("The file is nested too deeply to be a tree of goals.")
TOO_MANY_ANCHORS = N_("The file uses too many anchors to be read safely. Write the goals out.")


def from_json(text: str) -> Any:
    """The values of a JSON file, or the rows of a file with one value a line. Raises Unreadable."""
    try:
        return _deep(lambda: json.loads(text, object_pairs_hook=_all_pairs, strict=False))
    except json.JSONDecodeError as problem:
        lines = _by_line(text) if problem.msg == "Extra data" else None
        if lines is not None:
            return lines
        raise Unreadable(
            Sentence(BAD_JSON, line=str(problem.lineno), column=str(problem.colno), problem=problem.msg)
        ) from None
    except (RecursionError, MemoryError):
        raise Unreadable(Sentence(TOO_DEEP)) from None


def from_yaml(text: str) -> Any:
    """The values of a YAML file, by the safe loader. Raises Unreadable."""
    if len(re.findall(r"(?:^|[\s\[{,])\*\w", text)) > MOST_ANCHORS:
        raise Unreadable(Sentence(TOO_MANY_ANCHORS))
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader with limits
    except yaml.MarkedYAMLError as problem:
        line = problem.problem_mark.line + 1 if problem.problem_mark else 1
        raise Unreadable(Sentence(BAD_YAML, line=str(line), problem=str(problem.problem))) from None
    except yaml.YAMLError as problem:
        raise Unreadable(Sentence(BAD_YAML, line="1", problem=str(problem).splitlines()[0])) from None
    except (RecursionError, ValueError):
        raise Unreadable(Sentence(TOO_DEEP)) from None


class _Loader(yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader):  # type: ignore[misc]
    """The safe loader; days stay text, and nothing is nested deeper than goals are."""

    depth = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        self.depth += 1
        if self.depth > DEEPEST_YAML:
            raise yaml.YAMLError(TOO_DEEP)
        try:
            return super().compose_node(parent, index)
        finally:
            self.depth -= 1


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _all_pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object in which a name stands twice loses neither: lists are joined, other values get a name beside it."""
    made: dict[str, Any] = {}
    for name, value in pairs:
        if name not in made:
            made[name] = value
        elif isinstance(made[name], list) and isinstance(value, list):
            made[name] = made[name] + value
        elif made[name] != value:
            again = next(f"{name} ({count})" for count in range(2, len(pairs) + 2) if f"{name} ({count})" not in made)
            made[again] = value
    return made


def _by_line(text: str) -> list[Any] | None:
    lines = [line for line in text.splitlines() if line.strip()]
    try:
        return [json.loads(line, object_pairs_hook=_all_pairs) for line in lines]
    except (ValueError, RecursionError):
        return None


def _deep(load: Callable[[], Any]) -> Any:
    """Load with a stack that is deep enough for chains of thousands of goals; ordinary files need none of it."""
    try:
        return load()
    except RecursionError:
        pass
    with _LOCK:
        return _in_a_deep_thread(load)


def _in_a_deep_thread(load: Callable[[], Any]) -> Any:
    answer: list[Any] = []

    def run() -> None:
        try:
            answer.append((True, load()))
        except Exception as problem:
            answer.append((False, problem))

    limit, size = sys.getrecursionlimit(), threading.stack_size(STACK_BYTES)
    try:
        sys.setrecursionlimit(DEEPEST * 3)
        thread = threading.Thread(target=run)
        thread.start()
        thread.join()
    finally:
        sys.setrecursionlimit(limit)
        threading.stack_size(size)
    worked, value = answer[0]
    if not worked:
        raise value
    return value
