"""How well the goal coach judges labelled goals, and how long it takes for one.

    python bench/coach.py LABELS.jsonl            F1 of M and T, precision and recall of hints on S, by source
    python bench/coach.py LABELS.jsonl --misses   and every text that it judges otherwise

A line of the file: `{"text", "kind", "org", "S", "M", "T", "borderline"}` with 1, 0 or null a letter.
"""

import argparse
import json
import sys
import time
from pathlib import Path
from typing import NamedTuple

from goldthread.coach.rules import coach

ROUNDS = 5


def main() -> None:
    options = argparse.ArgumentParser(description="How well the goal coach judges.")
    options.add_argument("labels", type=Path)
    options.add_argument("--misses", action="store_true")
    options.add_argument("--by", default="org", choices=("org", "kind"))
    chosen = options.parse_args()
    rows = [json.loads(line) for line in chosen.labels.read_text().splitlines() if line.strip()]
    for letter, sought in (("S", 0), ("M", 1), ("T", 1)):
        _letter(rows, letter, sought, chosen)
    print(f"{_microseconds(rows):.0f} microseconds a goal")


def _letter(rows: list[dict], letter: str, sought: int, chosen: argparse.Namespace) -> None:
    labelled = [row for row in rows if row.get(letter) is not None]
    sure = [row for row in labelled if letter not in row.get("borderline", ())]
    print(
        f"{letter} = {sought}: all {figures(labelled, letter, sought)} | without borderline {figures(sure, letter, sought)}"
    )
    for source in sorted({str(row.get(chosen.by)) for row in labelled}):
        these = [row for row in labelled if str(row.get(chosen.by)) == source]
        print(f"    {source:<20}{figures(these, letter, sought)}")
    if chosen.misses:
        for row in labelled:
            if row[letter] != _said(row, letter):
                print(f"    label {row[letter]}: {row['text']}")


def figures(rows: list[dict], letter: str, sought: int) -> str:
    found = score(rows, letter, sought)
    return f"precision {found.precision:.2f} recall {found.recall:.2f} F1 {found.f1:.2f} (n {len(rows)}, sought {found.sought})"


class Score(NamedTuple):
    precision: float
    recall: float
    f1: float
    sought: int


def score(rows: list[dict], letter: str, sought: int) -> Score:
    """How well `sought` (0 or 1) is found for a letter; rows without a label are left out. No unit, 0 to 1."""
    pairs = [(row[letter] == sought, _said(row, letter) == sought) for row in rows if row.get(letter) is not None]
    right = sum(label and said for label, said in pairs)
    precision = right / max(1, sum(said for _, said in pairs))
    recall = right / max(1, sum(label for label, _ in pairs))
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return Score(precision, recall, f1, sum(label for label, _ in pairs))


def _said(row: dict, letter: str) -> int | None:
    """The letter, for S whether a hint on S is given: that is what people see."""
    verdict = coach(row["text"], row.get("kind"), row.get("lang", "en"))
    if letter == "S":
        return 0 if any(hint.letter == "S" for hint in verdict.hints) else 1
    return getattr(verdict, letter)


def _microseconds(rows: list[dict]) -> float:
    start = time.process_time()
    for _ in range(ROUNDS):
        for row in rows:
            coach(row["text"], row.get("kind"), row.get("lang", "en"))
    return (time.process_time() - start) / (ROUNDS * len(rows)) * 1e6


if __name__ == "__main__":
    sys.exit(main())
