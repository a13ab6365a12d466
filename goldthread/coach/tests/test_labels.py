"""Against goals from public sources labelled by hand, where they lie beside the project."""

import importlib.util
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
LABELS = ROOT.parent / "shared" / "data" / "goal_labels_dev.jsonl"


@pytest.fixture(scope="module")
def rows():
    if not LABELS.exists():
        pytest.skip("The labelled goals are not here.")
    return [json.loads(line) for line in LABELS.read_text().splitlines()]


@pytest.fixture(scope="module")
def bench():
    spec = importlib.util.spec_from_file_location("bench_coach", ROOT / "bench" / "coach.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("letter", ["M", "T"])
def test_measure_and_time_are_found_well(rows, bench, letter):
    assert bench.score(rows, letter, 1).f1 >= 0.80


def test_unspecific_goals_are_found_without_crying_wolf(rows, bench):
    score = bench.score(rows, "S", 0)

    assert score.precision >= 0.6
    assert score.recall >= 0.5
