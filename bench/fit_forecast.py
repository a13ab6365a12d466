"""Fits the weights of the pool (`goldthread/measures/forecasting/fitted.py`) to windows, and says what to expect of them.

    python bench/fit_forecast.py A.npz

Ridge logistic regression on the readings of `pool.opinions` at 25, 50 and 75 % of the time. The figures beside the
weights are cross-validated: five parts by groups of series, three drawings; and each source told from the others alone.
The least that the product does with the weights (none below 0) is done here too.
"""

import json
import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
from forecast import Isotonic, calibration_error, ratios
from windows import STAGES, Windows, read

from goldthread.measures.forecasting.fitted import Pool
from goldthread.measures.forecasting.pace import outlook
from goldthread.measures.forecasting.pool import opinions
from goldthread.measures.forecasting.series import nothing
from goldthread.measures.forecasting.special import expit

RIDGE = 1.0
ROUNDS = 15
PARTS = 5
DRAWINGS = 3


def main() -> None:
    options = ArgumentParser(description="Fits the weights of the pool.")
    options.add_argument("windows", type=Path)
    windows = read(options.parse_args().windows)
    print(json.dumps({name: fitted(windows, name == "with_history") for name in ("alone", "with_history")}, indent=1))


def fitted(windows: Windows, with_history: bool) -> dict:
    told, came = readings(windows, with_history), np.tile(windows.reached, len(STAGES))
    naive = ((Isotonic(ratios(windows), came)(ratios(windows)) - came) ** 2).mean()
    apart = [across(told, came, parts) for parts in drawings(windows.group)]
    strange = across(told, came, np.tile(windows.organisation, len(STAGES)))
    return {
        "weights": dict(zip(Pool.__annotations__, np.round(weights(told, came), 3).tolist(), strict=True)),
        "skill": [_skill(said, came, naive) for said in apart],
        "skill_with_no_window_of_the_same_source": _skill(strange, came, naive),
        "ece": [round(calibration_error(said.reshape(len(STAGES), -1), windows), 4) for said in apart],
    }


def readings(windows: Windows, with_history: bool) -> np.ndarray:
    """The columns of the pool, in the order of its weights: (stages x rows, weights)."""
    before = windows.before if with_history else nothing(windows.count)
    columns = []
    for stage in STAGES:
        so_far = windows.so_far(stage)
        ahead = outlook(so_far, before)
        of = opinions(so_far, before, ahead, ahead.chance_above(windows.mark), windows.mark)
        level = of.level if with_history else np.zeros(windows.count)
        pairs = [column for each in (of.pace, of.stretches, level) for column in (each, each * of.back)]
        columns.append(np.column_stack([*pairs, of.back, np.ones(windows.count)]))
    return np.concatenate(columns)


def weights(told: np.ndarray, came: np.ndarray) -> np.ndarray:
    """The weights that make what came likeliest, each drawn a little to 0 but for the constant."""
    found, ridge = np.zeros(told.shape[1]), np.diag([RIDGE] * (told.shape[1] - 1) + [1e-6])
    for _round in range(ROUNDS):
        said = expit(told @ found)
        bend = (told * (said * (1 - said))[:, None]).T @ told + ridge
        found += np.linalg.solve(bend, told.T @ (came - said) - ridge @ found)
    return found


def across(told: np.ndarray, came: np.ndarray, parts: np.ndarray) -> np.ndarray:
    """What is said of each part by weights fitted to the others."""
    said = np.zeros(len(came))
    for part in np.unique(parts):
        here = parts == part
        said[here] = _pooled(told[here], weights(told[~here], came[~here]))
    return said


def _pooled(told: np.ndarray, found: np.ndarray) -> np.ndarray:
    back, total = told[:, -2], told[:, -2:] @ found[-2:]
    for at in (0, 2, 4):
        total = total + np.maximum(0, found[at] + found[at + 1] * back) * told[:, at]
    return expit(total)


def drawings(group: np.ndarray) -> Iterator[np.ndarray]:
    """Groups of series dealt to parts, for every stage alike."""
    for seed in range(DRAWINGS):
        yield np.tile((np.random.default_rng(seed).permutation(group.max() + 1) % PARTS)[group], len(STAGES))


def _skill(said: np.ndarray, came: np.ndarray, naive: float) -> float:
    return round(float(1 - ((said - came) ** 2).mean() / naive), 4)


if __name__ == "__main__":
    main()
